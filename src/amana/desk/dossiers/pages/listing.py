"""The dossiers of a case: drafts, and papers that were made."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases.pages.one import case_of, part_of_case
from amana.desk.dossiers.draft import drafts_of
from amana.desk.dossiers.flows import begin as beginning
from amana.desk.dossiers.flows.make import languages, papers_of
from amana.desk.dossiers.texts import reviewed, texts
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.models import Officer


@require_GET
@signed_in
def page(request: DeskRequest, number: str) -> HttpResponseBase:
    """Drafts first; then what was made."""
    opened = case_of(request, number)
    language = get_language() or "ar"
    context = part_of_case(opened, number, "dossiers") | {
        "drafts": drafts_of(opened),
        "papers": papers_of(opened),
        "languages": languages(),
        "jurisdictions": [(id, names[language]) for id, names in texts().jurisdictions.items()],
        "reviewed": reviewed(),
        "officers": {officer.id: officer for officer in Officer.objects.all()},
    }
    return render(request, "dossiers/list.html", context)


@require_POST
@signed_in
def begin(request: DeskRequest, number: str) -> HttpResponseBase:
    """Makes an empty draft."""
    opened = case_of(request, number)
    key = beginning.begin(
        request.unlocked,
        opened.number,
        language=request.POST.get("language", ""),
        jurisdiction=request.POST.get("jurisdiction", ""),
    )
    return redirect("dossiers:draft", number=number, key=key)


@require_POST
@signed_in
def throw_away(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """Removes a draft."""
    opened = case_of(request, number)
    beginning.throw_away(request.unlocked, opened.number, key)
    return redirect("dossiers:list", number=number)
