"""The page of a first sign-in."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from amana.desk.staff import steps, totp
from amana.desk.staff.doors import hand_over
from amana.desk.staff.flows import close_desk, first_sign_in
from amana.desk.staff.models import Officer
from amana.desk.staff.pages import cookies
from amana.desk.staff.sessions import start
from amana.errors import AmanaError


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def page(request: HttpRequest) -> HttpResponseBase:
    """Shows her words and the picture for the app, and takes both back."""
    step = steps.held(cookies.token(request))
    officer = Officer.objects.filter(
        pk=step.officer_id if step else "", state=Officer.State.INVITED
    ).first()
    if step is None or officer is None or "drawn" not in step.held:
        return redirect("staff:sign-in")
    drawn: first_sign_in.Drawn = step.held["drawn"]
    error = ""
    if request.method == "POST":
        try:
            done = first_sign_in.complete(
                officer,
                drawn,
                passphrase=request.POST.get("words", ""),
                code=request.POST.get("code", ""),
            )
        except AmanaError as refused:
            error = gettext(refused.sentence)
        else:
            steps.end(cookies.token(request))
            return _enter(request, done, drawn)
    picture = totp.picture(drawn.totp_secret, login=officer.login)
    context = {
        "error": error,
        "words": drawn.passphrase.split(),
        "picture": mark_safe(picture),  # noqa: S308  made by segno from our own text
        "secret": " ".join(drawn.totp_secret[i : i + 4] for i in range(0, 32, 4)),
    }
    return render(request, "staff/first.html", context, status=422 if error else 200)


def _enter(request: HttpRequest, officer: Officer, drawn: first_sign_in.Drawn) -> HttpResponseBase:
    rotate_token(request)
    if close_desk.closed() is not None:
        response: HttpResponseBase = redirect("staff:sign-in")
    else:
        cookie, _ = start(officer, drawn.identity)
        response = redirect("staff:own")
        hand_over(response, cookie)
    cookies.take(response)
    return response
