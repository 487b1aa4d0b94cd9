"""The list of cases: those that this officer's keys open, searched in memory (design §5)."""

from typing import Final

from django.core.paginator import Paginator
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amana.desk.cases.session import index_of
from amana.desk.staff.doors import DeskRequest, signed_in

PAGE: Final = 50
_LONGEST: Final = 200  # characters of a search


@require_http_methods(["GET", "POST"])
@signed_in
def page(request: DeskRequest) -> HttpResponseBase:
    """A page of lines. A search travels in a body, never in an address."""
    words = request.POST.get("words", "")[:_LONGEST]
    state = request.POST.get("state", "open")
    index = index_of(request.unlocked)
    lines = index.search(words) if words.strip() else index.all()
    if state != "all":
        lines = [line for line in lines if line.state == state]
    found = Paginator(lines, PAGE).get_page(request.POST.get("page", "1"))
    context = {
        "room": "cases",
        "page": found,
        "words": words,
        "state": state,
        "any": bool(index.lines),
    }
    part = "cases/lines.html" if "HX-Request" in request.headers else "cases/list.html"
    return render(request, part, context)
