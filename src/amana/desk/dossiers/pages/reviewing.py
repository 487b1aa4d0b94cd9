"""Going through a draft with her, sentence by sentence, and making the paper (P8, P11)."""

from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET, require_POST

from amana.desk.cases.clock import now
from amana.desk.cases.pages.one import part_of_case
from amana.desk.dossiers.flows import make as making
from amana.desk.dossiers.flows import review
from amana.desk.dossiers.gather import follow
from amana.desk.dossiers.pages.writing import draft_or_404
from amana.desk.dossiers.sentence import Sentence
from amana.desk.dossiers.texts import texts
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.models import Officer
from amana.desk.vault.marks import Spot
from amana.desk.vault.timeline import timeline_of
from amana.dossier.concerns import Raised
from amana.errors import AmanaError


@dataclass(frozen=True)
class Shown:
    """A sentence with the verbatim words that would be printed with it."""

    part: str
    sentence: Sentence
    words: str
    is_next: bool  # the first that waits for a verdict: the page comes back to it


@require_GET
@signed_in
def page(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """Warnings first, then every sentence; what stands in the way of the paper at the end."""
    opened, draft = draft_or_404(request, number, key)
    timeline = timeline_of(request.unlocked, opened)
    follow(draft, opened, timeline)
    reader = get_language() or "ar"
    shown: list[Shown] = []
    for part, sentence in draft.sentences():
        row = timeline.by_spot.get(Spot(**sentence.spot)) if sentence.spot else None
        words = row.message.text if row and part != "lines" else ""
        is_next = not sentence.judged and not any(each.is_next for each in shown)
        shown.append(Shown(part, sentence, words, is_next))
    refusal = ""
    raised: tuple[Raised, ...] = ()
    try:
        made = making.ready(
            draft, making.sources_of(opened, timeline), made_on=now().replace(microsecond=0)
        )
        raised = making.raised(draft, made)
    except AmanaError as error:
        refusal = gettext(error.sentence)
    pack = texts()
    context = part_of_case(opened, number, "dossiers") | {
        "key": key,
        "draft": draft,
        "shown": shown,
        "always": [
            (e.name[reader], e.to_her[reader], e.officer[reader], e.law[reader])
            for e in pack.exposures_of(draft.jurisdiction, shown="always")
        ],
        "of_sentences": [
            (e.name[reader], e.to_her[reader], e.officer[reader], e.law[reader])
            for e in pack.exposures_of(draft.jurisdiction, shown="sentence")
        ],
        "lawyer": "lawyer" in request.unlocked.officer.roles,
        "warned_by": Officer.objects.filter(id=draft.warned.get("by", "")).first(),
        "refusal": refusal,
        "concerns": [(each.sentence(reader), each.where) for each in raised],
    }
    return render(request, "dossiers/review.html", context)


@require_POST
@signed_in
def warned(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """Records that she was told."""
    opened, _ = draft_or_404(request, number, key)
    review.warn(request.unlocked, opened.number, key)
    return redirect("dossiers:review", number=number, key=key)


@require_POST
@signed_in
def judge(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """A verdict on one sentence."""
    opened, _ = draft_or_404(request, number, key)
    told = request.POST
    id = told.get("id", "")
    review.judge(
        request.unlocked, opened.number, key, id, says=told.get("says", ""), how=told.get("how", "")
    )
    return redirect(reverse("dossiers:review", args=[number, key]) + "#open")


@require_POST
@signed_in
def make(request: DeskRequest, number: str, key: int) -> HttpResponseBase:
    """Makes the paper."""
    opened, _ = draft_or_404(request, number, key)
    made = making.make(request.unlocked, opened.number, key)
    return redirect("dossiers:paper", number=number, key=made)
