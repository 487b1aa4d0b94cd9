"""An officer's own page: her key, her ties, her words, her passkeys, her language."""

from typing import Final

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amana.desk.staff import certified, events, passkeys, phrases, register
from amana.desk.staff.doors import DeskRequest, signed_in
from amana.desk.staff.flows.change_passphrase import change
from amana.desk.staff.models import Officer, Passkey
from amana.desk.staff.pages.organisation import line
from amana.errors import AmanaError

_NEW_WORDS: Final = "staff.new_words"
_CHALLENGE: Final = "staff.passkey_challenge"


@require_GET
@signed_in
def page(request: DeskRequest) -> HttpResponseBase:
    """Everything about herself."""
    return render(request, "staff/own.html", _context(request))


@require_POST
@signed_in
@sensitive_post_parameters()
def ties(request: DeskRequest) -> HttpResponseBase:
    """Seals her register; she declares that it is all she knows of."""
    given = {
        name: request.POST.get(name, "").strip()
        for name in ("tribe", "family", "offices", "others")
    }
    if request.POST.get("declared") != "yes":
        error = gettext("Tick the declaration to save. What you wrote is still in the form.")
        context = _context(request) | {"ties": given, "error": error}
        return render(request, "staff/own.html", context, status=422)
    register.write(request.unlocked, register.Ties(**given, day=register.today()))
    return redirect("staff:own")


@require_POST
@signed_in
def language(request: DeskRequest) -> HttpResponseBase:
    """The language of her pages."""
    code = request.POST.get("language", "")
    if code in settings.AMANA.languages:
        Officer.objects.filter(pk=request.unlocked.officer.pk).update(language=code)
    return redirect("staff:own")


@require_http_methods(["GET", "POST"])
@signed_in
@sensitive_post_parameters()
@sensitive_variables()
def words(request: DeskRequest) -> HttpResponseBase:
    """Changes her eight words."""
    memory, error = request.unlocked.memory, ""
    if request.method == "POST":
        try:
            change(
                request.unlocked,
                old=request.POST.get("old", ""),
                new=memory.get(_NEW_WORDS, ""),
                repeated=request.POST.get("words", ""),
            )
        except AmanaError as refused:
            error = gettext(refused.sentence)
        else:
            memory.pop(_NEW_WORDS, None)
            return redirect("staff:own")
    drawn = memory.setdefault(_NEW_WORDS, phrases.draw(request.unlocked.officer.language))
    context = {"room": "own", "words": drawn.split(), "error": error}
    return render(request, "staff/words.html", context, status=422 if error else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def passkeys_page(request: DeskRequest) -> HttpResponseBase:
    """Her passkeys, and a new one."""
    officer, memory, error = request.unlocked.officer, request.unlocked.memory, ""
    if request.method == "POST":
        try:
            _add_passkey(request, memory.pop(_CHALLENGE, b""))
        except AmanaError as refused:
            error = gettext(refused.sentence)
        else:
            return redirect("staff:passkeys")
    options, memory[_CHALLENGE] = passkeys.options_to_add(officer)
    context = {
        "room": "own",
        "error": error,
        "options": options,
        "passkeys": officer.passkeys.order_by("pk"),
        "full": officer.passkeys.count() >= passkeys.MOST,
    }
    return render(request, "staff/passkeys.html", context, status=422 if error else 200)


@require_POST
@signed_in
def remove_passkey(request: DeskRequest, key: int) -> HttpResponseBase:
    """One of hers only; the app's digits always remain."""
    passkey = get_object_or_404(Passkey, pk=key, officer=request.unlocked.officer)
    passkey.delete()
    events.tell(request.unlocked.officer.id, "staff.passkey_removed")
    return redirect("staff:passkeys")


def _add_passkey(request: DeskRequest, challenge: bytes) -> None:
    officer = request.unlocked.officer
    label = request.POST.get("label", "").strip() or gettext("passkey")
    passkeys.add(officer, request.POST.get("passkey", ""), challenge=challenge, label=label)
    events.tell(officer.id, "staff.passkey_added")


def _context(request: DeskRequest) -> dict[str, object]:
    officer = request.unlocked.officer
    readable = register.read(request.unlocked, officer)
    return {
        "room": "own",
        "line": line(officer, certified.holders()),
        "fingerprint": phrases.shown_fingerprint(
            officer.recipient, get_language() or officer.language
        ),
        "ties": readable or register.Ties(),
        "declared": register.declared(readable),
        "passkey_count": officer.passkeys.count(),
    }
