"""The desk in a real browser: passkeys, keys, dialogs, search under the policy, the idle lock, and axe on every page."""

from pathlib import Path

import pytest

from amana.desk.staff import sessions
from amana.desk.staff.models import Officer
from tests.desk.browser_client import digits

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "client" / "node_modules" / "axe-core" / "axe.min.js"
OWN = [
    "/organisation/",
    "/organisation/invite/",
    "/me/",
    "/me/words/",
    "/me/passkeys/",
    "/close/",
    "/nowhere/",
]


def first_step(page, officer):
    page.goto("/sign-in/")
    page.fill("[name=login]", officer.login)
    page.fill("[name=words]", officer.passphrase)
    page.click("button.main")
    page.wait_for_url("**/second/")


def sign_in(page, officer, *, ahead=0):
    first_step(page, officer)
    page.fill("[name=code]", digits(officer.totp_secret, ahead=ahead))
    page.click("button.main")
    page.wait_for_url(lambda address: address.endswith("/"))
    page.wait_for_selector("nav.rooms")


def violations(page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document)")["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]


def enter(page, visited, colleague, language="en"):
    """A session that is already open, as a cookie."""
    Officer.objects.filter(pk=colleague.officer.pk).update(language=language)
    colleague.sign_in()
    page.context.add_cookies([{"name": "desk", "value": colleague.cookie, "url": visited}])


def check(page, address):
    """No violations in light and dark, nothing wider than the screen."""
    page.goto(address)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], f"{address} {scheme}"
    for width in (1280, 768, 360):
        page.set_viewport_size({"width": width, "height": 740})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} wide at {width}"


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_every_page_of_the_staff_is_accessible_and_fits(page, officer, language):
    check(page, "/sign-in/")
    sign_in(page, officer("huda", "lead", language=language))

    for address in OWN[:-1]:
        check(page, address)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_every_page_of_a_case_is_accessible_and_fits(page, visited, opened, organisation, language):
    opened("كلمات تجريبية فقط", by="hana", admit=["rezan"], chosen=["hana", "rezan"])
    enter(page, visited, organisation.people["hana"], language)

    page.goto("/cases/")
    case = page.locator("[data-row] a").first.get_attribute("href")
    for address in ("/", "/cases/", "/intake/", "/organisation/", case, f"{case}history/"):
        check(page, address)


def test_a_passkey_is_added_and_takes_the_place_of_the_digits_only(page, officer):
    noor = officer("noor")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasUserVerification": False,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(page, noor)
    page.goto("/me/passkeys/")
    page.fill("[name=label]", "blue key")
    page.click("text=Add a passkey")
    page.wait_for_selector("th:has-text('blue key')")

    page.click("text=Lock now")
    page.wait_for_url("**/sign-in/")
    first_step(page, noor)  # the words are needed all the same
    page.click("text=Use a passkey instead")
    page.wait_for_selector("nav.rooms")

    [unlocked] = sessions.running()
    assert unlocked.identity == noor.identity


def test_a_foreign_passkey_is_refused_and_counted(page, officer):
    noor = officer("noor")
    sign_in(page, noor)
    from amana.desk.staff import passkeys

    _, challenge = passkeys.options_to_use(noor.officer)
    for answer in ("", "{}", "[]", '{"id":"x"}', "null", '{"id":"AA","rawId":"AA","response":{}}'):
        with pytest.raises(passkeys.RefusedPasskeyError):
            passkeys.check(noor.officer, answer, challenge=challenge)
        with pytest.raises(passkeys.RefusedPasskeyError):
            passkeys.add(noor.officer, answer, challenge=challenge, label="x")


def test_all_is_reached_by_keys(page, officer):
    officer("noor")
    sign_in(page, officer("huda", "lead"))
    page.goto("/organisation/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisation/*/")

    page.keyboard.press("Control+k")
    page.keyboard.type("invite")
    assert page.locator("#palette .none").is_visible()
    page.keyboard.press("Escape")
    page.goto("/organisation/")
    page.keyboard.press("Control+k")
    page.keyboard.type("INVITE")
    page.keyboard.press("Enter")
    page.wait_for_url("**/invite/")
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_what_cannot_be_undone_asks_first(page, officer):
    noor = officer("noor")
    sign_in(page, officer("huda", "lead"))
    page.goto(f"/organisation/{noor.officer.id}/")

    page.click("text=Works here no more")
    assert "cannot be undone" in page.locator("#confirm").inner_text()
    page.click("text=Leave it as it is")
    assert Officer.objects.get(login="noor").state == "active"

    page.click("text=Works here no more")
    page.click("text=Do it")
    page.wait_for_url("**/organisation/")
    assert Officer.objects.get(login="noor").state == "left"


def test_search_swaps_its_lines_under_the_policy(page, visited, opened, organisation):
    opened("unmistakable synthetic words", by="hana", chosen=["hana"])
    enter(page, visited, organisation.people["hana"])
    page.goto("/cases/")
    assert page.locator("[data-row]").count() == 1

    page.keyboard.press("/")
    page.keyboard.type("elsewhere")

    page.locator("[data-row]").wait_for(state="detached")
    assert page.url.endswith("/cases/")  # nothing searched for stands in an address


def test_an_abandoned_page_does_not_stay_readable(page, officer):
    page.clock.install()
    sign_in(page, officer("huda", "lead"))
    page.goto("/organisation/")
    sessions.lock_all()  # the desk's own clock is ahead of this test

    page.clock.run_for(10 * 60_000 + 6_000)

    page.wait_for_url("**/sign-in/")
    assert page.locator("nav.rooms").count() == 0


def test_typing_keeps_the_session_awake(page, officer):
    page.clock.install()
    sign_in(page, officer("huda", "lead"))
    page.goto("/me/")
    [unlocked] = sessions.running()
    before = unlocked.touched

    page.clock.run_for(61_000)
    with page.expect_response("**/here/awake/") as awake:
        page.locator("[name=tribe]").press("x")

    assert awake.value.status == 204
    assert unlocked.touched > before


def test_scripts_off_everything_but_passkeys_still_works(chromium, visited, officer):
    noor = officer("noor")
    context = chromium.new_context(base_url=visited, java_script_enabled=False)
    page = context.new_page()

    sign_in(page, noor)
    page.goto("/close/")
    page.click("button.danger")

    page.wait_for_url("**/sign-in/")
    assert "The desk is closed" in page.content()
    context.close()
