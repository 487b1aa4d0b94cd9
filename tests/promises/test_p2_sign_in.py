"""P2, sign-in's part: with nobody signed in, the stolen files of a desk give neither identities nor a second way to guess."""

import io
import logging
import os
import re
from contextlib import redirect_stderr

import pytest
from django.conf import settings
from django.db import connection

from amana.desk import security
from amana.desk.staff import register, sessions
from amana.desk.staff.models import Officer, Session
from amana.seal.age_keys import identity_scalar
from amana.wire.encoding import b64u
from tests.desk.browser_client import client, names, send, sign_in


def stolen(folder) -> bytes:
    """Every byte of the database and what lies beside it, as a thief copies it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(FULL)")
    return b"".join(path.read_bytes() for path in sorted(folder.glob("desk.sqlite3*")))


def secrets_of(person) -> list[bytes]:
    """What must not be found, in the forms in which it could lie there."""
    scalar = identity_scalar(person.identity)
    return [
        person.identity.encode(),
        scalar,
        scalar.hex().encode(),
        b64u(scalar).encode(),
        person.totp_secret.encode(),
        person.passphrase.encode(),
        person.passphrase.split()[0].encode() + b" " + person.passphrase.split()[1].encode(),
    ]


def test_p2_signed_in_or_out_the_files_hold_no_identity_no_totp_secret_no_passphrase(desk, officer):
    noor = officer("noor")
    sign_in(noor)
    [unlocked] = sessions.running()
    register.write(unlocked, register.Ties(tribe="Banu Synthetic", day=register.today()))
    during = stolen(desk.folder)
    sessions.lock_all()
    after = stolen(desk.folder)

    for content in (during, after):
        for secret in [*secrets_of(noor), b"Banu Synthetic"]:
            assert secret not in content
    assert noor.login.encode() in during  # the search itself works


def test_p2_there_is_one_verifier_and_it_needs_the_pepper(officer):
    noor = officer("noor")
    row = Officer.objects.get(login="noor")
    columns = {field.name for field in Officer._meta.get_fields()}

    assert not columns & {"password", "last_login"}
    from amana.desk.staff.stretch import stretch

    salt = bytes(row.salt)
    assert stretch(noor.passphrase, salt=salt, pepper=settings.AMANA.pepper()).fits(
        bytes(row.verifier)
    )
    assert not stretch(noor.passphrase, salt=salt, pepper=bytes(32)).fits(bytes(row.verifier))


def test_p2_a_wrap_moved_to_another_officer_or_column_opens_nothing(officer):
    from amana.desk.staff.stretch import DamagedWrapError, stretch, unwrap

    noor, huda = officer("noor"), officer("huda")
    row = Officer.objects.get(login="noor")
    key = stretch(noor.passphrase, salt=bytes(row.salt), pepper=settings.AMANA.pepper()).wrap
    sealed = bytes(row.wrapped_identity)

    assert unwrap(key, sealed, row=row.id, column="wrapped_identity") == noor.identity.encode()
    for place in ((huda.officer.id, "wrapped_identity"), (row.id, "wrapped_totp")):
        with pytest.raises(DamagedWrapError):
            unwrap(key, sealed, row=place[0], column=place[1])


def test_p2_none_of_djangos_own_password_session_and_message_apps_are_there():
    forbidden = re.compile(r"contrib\.(auth|sessions|admin|messages)|allauth|otp")

    assert not [app for app in settings.INSTALLED_APPS if forbidden.search(app)]
    assert not [name for name in settings.MIDDLEWARE if forbidden.search(name)]
    assert settings.DEBUG is False
    assert settings.FILE_UPLOAD_HANDLERS == [
        "django.core.files.uploadhandler.MemoryFileUploadHandler"
    ]


def test_p2_a_failing_page_logs_its_class_alone_and_shows_no_frame(officer, monkeypatch):
    noor = officer("noor")
    browser = sign_in(noor)
    browser.raise_request_exception = False
    secret = "her-words-must-not-be-here"

    def broken(*_, **__):
        raise ValueError(secret)

    monkeypatch.setattr("amana.desk.staff.pages.organisation.certified.holders", broken)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(security.ConstantLine())
    loggers = [logging.getLogger(name) for name in ("amana.desk", "django", "django.request", "")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        with redirect_stderr(written):
            page = browser.get("/organisation/")
    finally:
        for logger in loggers:
            logger.removeHandler(handler)

    assert page.status_code == 500
    assert "a page failed: ValueError" in written.getvalue()
    for place in (written.getvalue(), page.content.decode()):
        assert secret not in place and "Traceback" not in place and noor.identity not in place


def test_p2_a_session_row_without_this_boot_gives_nothing(officer, monkeypatch):
    sign_in(officer("noor"))
    row = Session.objects.get()
    monkeypatch.setattr(sessions, "_boot", os.urandom(32))
    from cryptography.exceptions import InvalidTag

    with pytest.raises(InvalidTag):
        sessions._unseal(bytes(32), row.id, bytes(row.wrapped))


def test_p2_registers_are_of_one_size_written_or_not(officer):
    officer("noor")
    huda = officer("huda", "lead")
    sign_in(huda)
    [unlocked] = sessions.running()
    register.write(unlocked, register.Ties(tribe="x" * 500))

    assert {len(bytes(row.register)) for row in Officer.objects.all()} == {register.FRAME}


def test_p2_wrong_words_and_codes_are_in_no_log(officer, caplog, capfd):
    noor = officer("noor")
    browser = client()
    names(browser, "noor", "wrong synthetic words")
    names(browser, "noor", noor.passphrase)
    send(browser, "/sign-in/second/", code="314159")

    logged = caplog.text + "".join(capfd.readouterr())
    for secret in ("wrong synthetic words", noor.passphrase, "314159"):
        assert secret not in logged
