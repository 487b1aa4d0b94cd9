"""A dossier that was made: reading it, saving the paper, saving the bundle."""

from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases.history import note
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.cases.pages.one import case_of, part_of_case
from amana.desk.dossiers import bundling
from amana.desk.dossiers.flows import make as making
from amana.desk.dossiers.printing import pdf_of
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.models import Officer
from amana.desk.vault import custody
from amana.desk.vault.files import files_of
from amana.desk.vault.timeline import timeline_of
from amana.dossier.terms import Original


def _paper(request: DeskRequest, number: str, key: int) -> tuple[OpenedCase, making.Paper]:
    opened = case_of(request, number)
    try:
        return opened, making.paper_of_key(opened, key)
    except making.NoSuchPaper as error:
        raise Http404 from error


@require_GET
@signed_in
def page(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """What it is, and what can be saved of it."""
    opened, paper = _paper(request, number, key)
    originals = {exhibit.original for exhibit in paper.snapshot.exhibits}
    context = part_of_case(opened, number, "dossiers") | {
        "paper": paper,
        "by": Officer.objects.filter(id=paper.by).first(),
        "fingerprint": paper.snapshot.verification and paper.snapshot.verification.key_fingerprint,
        "sealed": Original.SEALED in originals,
        "open": Original.IN_BUNDLE in originals,
    }
    return render(request, "dossiers/paper.html", context)


@require_POST
@signed_in
def pdf(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """The paper as a file. Its name is the code that stands for her."""
    opened, paper = _paper(request, number, key)
    content = pdf_of(paper.snapshot)
    _saved(request, opened, "dossier.saved")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{_name(paper)}.pdf"'
    return response


@require_POST
@signed_in
def bundle(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """The bundle as a file, written while it is sent."""
    opened, paper = _paper(request, number, key)
    recipients = tuple(request.POST.get("recipients", "").split())
    timeline = timeline_of(request.unlocked, opened)
    parts = bundling.parts_of(opened, timeline, paper, recipients)
    _handed_over(request, opened, [each.exhibit.number for each in parts.exhibits], paper.code)
    response = StreamingHttpResponse(
        bundling.stream(opened, paper, parts), content_type="application/zip"
    )
    response["Content-Disposition"] = f'attachment; filename="{_name(paper)}.zip"'
    return response


@require_POST
@signed_in
def remove(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """Removes it here."""
    opened, _ = _paper(request, number, key)
    making.throw_away(request.unlocked, opened.number, key)
    return redirect("dossiers:list", number=number)


def _name(paper: making.Paper) -> str:
    return "".join(
        sign for sign in paper.code if sign.isascii() and (sign.isalnum() or sign == "-")
    )


@transaction.atomic
def _saved(request: DeskRequest, opened: OpenedCase, action: str) -> None:
    there = open_case(request.unlocked, opened.number)
    note(there, request.unlocked, action)
    there.save()


@transaction.atomic
def _handed_over(request: DeskRequest, opened: OpenedCase, exhibits: list[int], code: str) -> None:
    there = open_case(request.unlocked, opened.number)
    files = {file.facts.exhibit: file.facts for file in files_of(there)}
    for exhibit in exhibits:
        custody.enter(
            there, "handed-over", files[exhibit], actor=request.unlocked.officer.id, words=code
        )
    note(there, request.unlocked, "dossier.bundled")
    there.save()
