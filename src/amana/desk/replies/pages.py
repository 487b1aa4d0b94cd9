"""Writing back, from the case's page."""

from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from amana.desk.cases.history import note
from amana.desk.cases.opened import open_case
from amana.desk.cases.pages.one import case_of
from amana.desk.replies.form import facts
from amana.desk.replies.writing import AnswerTooLong, MailboxGone, NothingWritten, reply
from amana.desk.staff.doors import DeskRequest, signed_in


@require_POST
@signed_in
def send(request: DeskRequest, number: str) -> HttpResponseBase:
    """Seals the answer for her mailbox. What is refused is shown again with its words."""
    opened = case_of(request, number)
    words = request.POST.get("words", "")
    try:
        with transaction.atomic():
            opened = open_case(request.unlocked, opened.number)
            note(opened, request.unlocked, "reply.sent")
            reply(opened, author=request.unlocked.officer.id, words=words)
    except (AnswerTooLong, NothingWritten, MailboxGone) as error:
        context = {
            "room": "cases",
            "case": opened,
            "address": number,
            "error": gettext(error.sentence),
            "reply": facts(opened, words),
        }
        return render(request, "replies/again.html", context, status=409)
    return redirect("cases:case", number=number)


@require_POST
@signed_in
def left(request: DeskRequest, number: str) -> HttpResponseBase:
    """How many letters more the answer may have, while it is written."""
    told = facts(case_of(request, number), request.POST.get("words", ""))
    return render(request, "replies/left.html", {"reply": told, "left": told["left"]})
