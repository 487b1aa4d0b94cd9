"""One exhibit: what it is, how it came, its hashes and its custody; blurred, until an officer gives a reason (P10)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.pages.one import case_of, part_of_case
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.models import Officer
from amana.desk.vault import custody, derived, glimpses
from amana.desk.vault.files import CaseFile, NoSuchExhibit, one_of
from amana.desk.vault.flows import look as looking
from amana.desk.vault.flows.lock import lock as lock_unseen
from amana.desk.vault.flows.read_text import ask_for_text
from amana.desk.vault.flows.settle_dates import settle_dates
from amana.desk.vault.kinds import PDF, PICTURE, SOUND, VIDEO, VISUAL, kind_of, shown_kind
from amana.desk.vault.models import Derived
from amana.desk.vault.safeguarding import approved
from amana.desk.vault.work import is_waiting
from amana.wire.encoding import unb64u


def exhibit_of(request: DeskRequest, number: str, exhibit: int) -> tuple[OpenedCase, CaseFile]:
    """Raises Http404 alike for no case, another's, and no such exhibit."""
    opened = case_of(request, number)
    try:
        return opened, one_of(opened, exhibit)
    except NoSuchExhibit as error:
        raise Http404 from error


@require_GET
@signed_in
def page(request: DeskRequest, number: str, exhibit: int) -> HttpResponseBase:
    """The exhibit."""
    opened, file = exhibit_of(request, number, exhibit)
    return render(request, "vault/exhibit.html", _context(opened, file, number))


def _context(opened: OpenedCase, file: CaseFile, number: str) -> dict[str, Any]:
    facts, kind = file.facts, kind_of(file.facts)
    officers = {officer.id: officer for officer in Officer.objects.all()}
    may = looking.may_be_processed(opened, file)
    return part_of_case(opened, number, "exhibits") | {
        "file": file,
        "facts": facts,
        "kind": shown_kind(facts),
        "visual": kind in VISUAL,
        "sound": kind == SOUND,
        "timed": kind == VIDEO,
        "paged": kind == PDF,
        "picture": kind == PICTURE,
        "may": may,
        "blurred": derived.parts_there(opened, file, Derived.BLUR) if may else [],
        "waiting": is_waiting(opened, file),
        "sha256": unb64u(facts.own).hex() if facts.own else "",
        "sha512": unb64u(facts.sha512).hex() if facts.sha512 else "",
        "claimed": unb64u(facts.sha256).hex() if facts.checked == "differs" else "",
        "chain": [
            (entry, officers.get(entry.officer))
            for entry in custody.chain_of(opened, facts.exhibit)
        ],
        "officers": officers,
        "by": officers.get(facts.by),
        "locked_by": officers.get(facts.locked_by),
        "text": derived.json_of(opened, file, Derived.TEXT),
        "procedure": approved(),
    }


@require_GET
@signed_in
def blur(request: DeskRequest, number: str, exhibit: int, part: int) -> HttpResponseBase:
    """A blurred view, made by the dark room. Frames of a video and pages of a document are parts."""
    opened, file = exhibit_of(request, number, exhibit)
    content = derived.part_of(opened, file, Derived.BLUR, part)
    if content is None or not looking.may_be_processed(opened, file):
        raise Http404
    return HttpResponse(content, content_type="image/png")


@require_POST
@signed_in
def look(request: DeskRequest, number: str, exhibit: int) -> HttpResponseBase:
    """Records the reason and shows one view, once."""
    opened, file = exhibit_of(request, number, exhibit)
    place = request.POST.get("place", "0")
    seen = looking.look(
        request.unlocked,
        opened.number,
        exhibit,
        reason=request.POST.get("reason", ""),
        place=int(place) if place.isascii() and place.isdigit() and len(place) < 6 else 0,
    )
    context = _context(opened, file, number) | {"seen": seen}
    return render(request, "vault/look.html", context)


@require_GET
@signed_in
def glimpse(request: DeskRequest, number: str, name: str) -> HttpResponseBase:
    """What was asked for, once, within a minute, in this session alone."""
    case_of(request, number)
    found = glimpses.take(request.unlocked, name)
    if found is None:
        raise Http404
    return HttpResponse(found.content, content_type=found.type)


@require_POST
@signed_in
def no_person(request: DeskRequest, number: str, exhibit: int) -> HttpResponseBase:
    """Records that it shows words alone, in a case under 18."""
    opened, _ = exhibit_of(request, number, exhibit)
    reason = request.POST.get("reason", "")
    looking.say_no_person(request.unlocked, opened.number, exhibit, reason=reason)
    return redirect("vault:exhibit", number=number, exhibit=exhibit)


@require_POST
@signed_in
def lock(request: DeskRequest, number: str, exhibit: int) -> HttpResponseBase:
    """Locks the file unseen."""
    opened, _ = exhibit_of(request, number, exhibit)
    words = request.POST.get("words", "")
    lock_unseen(request.unlocked, opened.number, exhibit, words=words)
    return redirect("vault:exhibit", number=number, exhibit=exhibit)


@require_POST
@signed_in
def read_text(request: DeskRequest, number: str, exhibit: int) -> HttpResponseBase:
    """Has the words of a picture read by a machine, as an aid."""
    opened, _ = exhibit_of(request, number, exhibit)
    ask_for_text(request.unlocked, opened.number, exhibit)
    return redirect("vault:exhibit", number=number, exhibit=exhibit)


@require_POST
@signed_in
def dates(request: DeskRequest, number: str, exhibit: int) -> HttpResponseBase:
    """Decides whether the day or the month comes first in a chat."""
    opened, _ = exhibit_of(request, number, exhibit)
    settle_dates(request.unlocked, opened.number, exhibit, order=request.POST.get("order", ""))
    return redirect("vault:timeline", number=number)
