"""Close the desk: one sentence, one button."""

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.flows import close_desk


@require_http_methods(["GET", "POST"])
@signed_in
def page(request: DeskRequest) -> HttpResponseBase:
    """Says what will happen, then does it."""
    if request.method == "POST":
        close_desk.close(request.unlocked.officer)
        return redirect("staff:sign-in")
    return render(request, "staff/close.html", {"room": "organisation"})
