"""What a safeguarding lead reads on her first page: files that were locked unseen (P10)."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from amana.desk.cases.number import BadNumber, from_address
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.vault import notices


@require_POST
@signed_in
def put_away(request: DeskRequest, key: str) -> HttpResponseBase:
    """The lead has done what the procedure says."""
    try:
        notices.put_away(request.unlocked, from_address(key))
    except BadNumber as error:
        raise Http404 from error
    return redirect("cases:today")
