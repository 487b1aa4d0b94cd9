"""Passkeys as a second factor only: without the passphrase there is nothing to unwrap an identity
with (WebAuthn level 2).
"""

import secrets
from typing import Any, Final

import webauthn
from django.conf import settings
from django.utils import timezone
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from amana.desk.staff.models import Officer, Passkey
from amana.errors import AmanaError

_CHALLENGE: Final = 32  # bytes
MOST: Final = 6  # an officer


class RefusedPasskeyError(AmanaError):
    """This passkey could not be used. Nothing was changed. Try again, or use the six digits of
    your app.
    """


def options_to_add(officer: Officer) -> tuple[str, bytes]:
    """What the browser needs to make a passkey (JSON), and the challenge to remember."""
    challenge = secrets.token_bytes(_CHALLENGE)
    options = webauthn.generate_registration_options(
        rp_id=settings.AMANA.host,
        rp_name="desk",
        user_name=officer.login,
        user_id=officer.id.encode(),
        challenge=challenge,
        exclude_credentials=_known(officer),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.DISCOURAGED,
        ),
    )
    return webauthn.options_to_json(options), challenge


def add(officer: Officer, answer: str, *, challenge: bytes, label: str) -> Passkey:
    """Checks the browser's answer and keeps the public key. Raises RefusedPasskeyError."""
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=settings.AMANA.host,
            expected_origin=settings.AMANA.origin,
        )
    except _REFUSED as error:
        raise RefusedPasskeyError from error
    if officer.passkeys.count() >= MOST:
        raise RefusedPasskeyError
    return Passkey.objects.create(
        officer=officer,
        credential=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        label=label[:60],
        day=timezone.localdate(),
    )


def options_to_use(officer: Officer) -> tuple[str, bytes]:
    """What the browser needs to use one of her passkeys (JSON), and the challenge to remember."""
    challenge = secrets.token_bytes(_CHALLENGE)
    options = webauthn.generate_authentication_options(
        rp_id=settings.AMANA.host,
        challenge=challenge,
        allow_credentials=_known(officer),
        user_verification=UserVerificationRequirement.DISCOURAGED,
    )
    return webauthn.options_to_json(options), challenge


def check(officer: Officer, answer: str, *, challenge: bytes) -> None:
    """Raises RefusedPasskeyError unless one of her passkeys signed the challenge, with a counter
    that did not go back.
    """
    try:
        credential = webauthn.helpers.parse_authentication_credential_json(answer)
        passkey = next(
            each
            for each in officer.passkeys.all()
            if secrets.compare_digest(bytes(each.credential), credential.raw_id)
        )
        used = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=settings.AMANA.host,
            expected_origin=settings.AMANA.origin,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
        )
    except _REFUSED as error:
        raise RefusedPasskeyError from error
    Passkey.objects.filter(pk=passkey.pk).update(sign_count=used.new_sign_count)


# A hostile answer may also fail in the parsers of CBOR and JSON below.
_REFUSED: Final[tuple[type[Exception], ...]] = (
    WebAuthnException,
    ValueError,
    StopIteration,
    KeyError,
    TypeError,
    AttributeError,
)


def _known(officer: Officer) -> list[Any]:
    return [
        PublicKeyCredentialDescriptor(id=bytes(each.credential)) for each in officer.passkeys.all()
    ]
