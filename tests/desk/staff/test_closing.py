"""Close the desk: everybody out at once, and two different people to open it again."""

from amana.desk.staff import sessions
from amana.desk.staff.flows import close_desk
from amana.desk.staff.models import Closure
from tests.desk.browser_client import client, digits, names, send, sign_in, text


def both_steps(officer, *, ahead=0):
    browser = client()
    names(browser, officer.login, officer.passphrase)
    code = digits(officer.totp_secret, ahead=ahead)
    return browser, send(browser, "/sign-in/second/", code=code)


def test_any_officer_closes_and_all_are_out(officer):
    noor, huda = officer("noor"), officer("huda", "lead")
    hers, others = sign_in(noor), sign_in(huda)

    send(hers, "/close/")

    assert hers.get("/organisation/").status_code == others.get("/organisation/").status_code == 302
    assert list(sessions.running()) == []
    assert "The desk is closed" in text(client().get("/sign-in/"))


def test_one_person_twice_does_not_open_it(officer):
    noor = officer("noor")
    close_desk.close(noor.officer)

    _, first = both_steps(noor)
    _, second = both_steps(noor, ahead=1)

    assert "One more person" in text(first) and "One more person" in text(second)
    assert Closure.objects.exists()


def test_two_people_open_it_and_the_first_signs_in_again(officer):
    noor, huda = officer("noor"), officer("huda")
    close_desk.close(noor.officer)
    _, waiting = both_steps(noor)

    _, opened = both_steps(huda)

    assert "One more person" in text(waiting)
    assert opened.headers["Location"] == "/"
    assert [unlocked.officer.login for unlocked in sessions.running()] == ["huda"]
    sign_in(noor, ahead=1)


def test_after_a_restore_only_two_leads_open_it(officer):
    noor, lead, second = officer("noor"), officer("huda", "lead"), officer("sara", "lead")
    close_desk.close(None, cause=close_desk.RESTORE)
    close_desk.close(noor.officer)  # a closure by hand does not weaken it

    both_steps(noor)
    both_steps(lead)
    assert Closure.objects.get().cause == "restore"
    _, opened = both_steps(second)

    assert opened.headers["Location"] == "/"
