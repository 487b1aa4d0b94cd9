"""Saving a sealed original: the bytes as they lie here, under a name that says nothing (P10)."""

from django.db import transaction
from django.http import Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from amana.desk.cases.history import note
from amana.desk.cases.opened import open_case
from amana.desk.cases.pages.one import case_of
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.vault import custody
from amana.desk.vault.blobs import store
from amana.desk.vault.files import files_of
from amana.desk.vault.pieces import chunks


@require_POST
@signed_in
def save(request: DeskRequest, number: str, exhibit: int) -> HttpResponseBase:
    """The sealed file as a download; that it was saved is in the case's history."""
    opened = case_of(request, number)
    with transaction.atomic():
        opened = open_case(request.unlocked, opened.number)
        file = next((f for f in files_of(opened) if f.facts.exhibit == exhibit), None)
        if file is None or not file.row.blob:
            raise Http404
        custody.enter(opened, "saved", file.facts, actor=request.unlocked.officer.id)
        note(opened, request.unlocked, "file.saved", exhibit=exhibit)
        opened.save()
    sealed = chunks(store(), file.row.blob, file.row.size)
    response = StreamingHttpResponse(sealed, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{file.download_name}"'
    response["Content-Length"] = str(file.row.size)
    return response
