"""The exhibits of a case: every file that came or was added, with its state; and adding one at the desk."""

from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.pages.one import case_of, part_of_case
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.vault.arriving import Arrived, SealingHandler
from amana.desk.vault.files import files_of
from amana.desk.vault.flows.add import WAYS, add
from amana.desk.vault.kinds import shown_kind
from amana.desk.vault.work import waiting_of


@require_GET
@signed_in
def page(request: DeskRequest, number: str) -> HttpResponseBase:
    """All exhibits, one line each."""
    opened = case_of(request, number)
    context = part_of_case(opened, number, "exhibits") | _table(opened) | {"ways": WAYS}
    return render(request, "vault/exhibits.html", context)


@require_GET
@signed_in
def lines(request: DeskRequest, number: str) -> HttpResponseBase:
    """The table alone, asked for by the page while files come in and while the dark room works."""
    opened = case_of(request, number)
    return render(request, "vault/exhibit_lines.html", {"address": number} | _table(opened))


def _table(opened: OpenedCase) -> dict[str, Any]:
    files = files_of(opened)
    return {
        "rows": [(file, shown_kind(file.facts)) for file in files],
        "working": waiting_of(opened, files),
        "coming": any(not (file.facts.checked or file.facts.locked) for file in files),
    }


@csrf_exempt
@require_POST
@signed_in
def receive(request: DeskRequest, number: str) -> HttpResponseBase:
    """Takes files in. The handler is set before anything reads the form, so that no byte goes past it; then the form is checked."""
    opened = case_of(request, number)
    handler = SealingHandler(opened.secret.recipient)
    request.upload_handlers = [handler]

    @csrf_protect
    def checked(checked_request: HttpRequest) -> HttpResponseBase:
        return _keep(cast(DeskRequest, checked_request), number, handler)

    try:
        answer = checked(request)
    except BaseException:
        handler.forget()
        raise
    if answer.status_code >= HTTPStatus.BAD_REQUEST:
        handler.forget()
    return answer


def _keep(request: DeskRequest, number: str, handler: SealingHandler) -> HttpResponseBase:
    files = [cast(Arrived, file) for file in request.FILES.getlist("files")]
    if handler.refused is not None:
        raise handler.refused
    opened = case_of(request, number)
    add(
        request.unlocked,
        opened.number,
        files,
        way=request.POST.get("way", ""),
        words=request.POST.get("words", ""),
    )
    return redirect("vault:exhibits", number=number)
