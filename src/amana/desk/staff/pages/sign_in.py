"""The two pages of every sign-in."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from amana.desk.staff import steps
from amana.desk.staff.doors import hand_over
from amana.desk.staff.flows import close_desk, sign_in
from amana.desk.staff.pages import cookies
from amana.errors import AmanaError

REFUSED = 422


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def names(request: HttpRequest) -> HttpResponseBase:
    """Name and eight words."""
    if getattr(request, "unlocked", None) is not None and request.method == "GET":
        return redirect("cases:today")
    error = ""
    if request.method == "POST":
        try:
            token, first = sign_in.first_factor(
                request.POST.get("login", ""), request.POST.get("words", "")
            )
        except AmanaError as refused:
            error = gettext(refused.sentence)
        else:
            steps.end(cookies.token(request))
            rotate_token(request)
            response = redirect("staff:first" if first else "staff:second")
            cookies.give(response, token)
            return response
    return _names(request, error)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def second(request: HttpRequest) -> HttpResponseBase:
    """Six digits, or a passkey."""
    token, error = cookies.token(request), ""
    try:
        if request.method == "POST":
            return _second_factor(request, token)
        options = sign_in.passkey_options(token)
    except sign_in.TooLateError as late:
        response = _names(request, gettext(late.sentence))
        cookies.take(response)
        return response
    except AmanaError as refused:
        error = gettext(refused.sentence)
        options = _options_again(token)
    return render(
        request,
        "staff/second.html",
        {"error": error, "passkey_options": options},
        status=REFUSED if error else 200,
    )


def _second_factor(request: HttpRequest, token: str) -> HttpResponseBase:
    answer = request.POST.get("passkey", "")
    unlocked_and_cookie = (
        sign_in.with_passkey(token, answer)
        if answer
        else sign_in.with_code(token, request.POST.get("code", ""))
    )
    if unlocked_and_cookie is None:
        response: HttpResponseBase = render(
            request, "staff/waiting.html", {"closure": close_desk.closed()}
        )
    else:
        response = redirect("cases:today")
        hand_over(response, unlocked_and_cookie[0])
    rotate_token(request)
    cookies.take(response)
    return response


def _options_again(token: str) -> str | None:
    """A new challenge after a wrong answer; none when the step is over."""
    try:
        return sign_in.passkey_options(token)
    except sign_in.TooLateError:
        return None


def _names(request: HttpRequest, error: str) -> HttpResponse:
    return render(
        request,
        "staff/sign_in.html",
        {"error": error, "closure": close_desk.closed()},
        status=REFUSED if error else 200,
    )
