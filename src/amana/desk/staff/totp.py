"""Time-based codes (RFC 6238), each accepted once, and the picture by which an app learns the
secret.
"""

import hmac
import time
from typing import Final

import pyotp
import segno

from amana.desk.staff.models import Officer

STEP: Final = 30  # seconds
_DRIFT: Final = 1  # steps that a phone's clock may be off, each way
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def new_secret() -> str:
    """160 random bits in base32, as apps take them."""
    return pyotp.random_base32(32)


def matching_step(secret: str, code: str, *, after: int = 0) -> int | None:
    """The half-minute that a code belongs to, if it lies after `after`; None when it fits none."""
    plain = "".join(code.split()).translate(_DIGITS)
    generator, now = pyotp.TOTP(secret), int(time.time()) // STEP
    found = None
    for step in range(now - _DRIFT, now + _DRIFT + 1):
        fits = hmac.compare_digest(generator.generate_otp(step).encode(), plain.encode())
        if fits and step > after:
            found = step
    return found


def spend(officer: Officer, step: int) -> bool:
    """Marks a half-minute as used; False when another request was faster."""
    unused = Officer.objects.filter(pk=officer.pk, totp_step__lt=step)
    return unused.update(totp_step=step) == 1


def picture(secret: str, *, login: str) -> str:
    """A QR code as inline SVG, without styles of its own; the name in it does not tell what Amana
    is.
    """
    address = pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="desk")
    code = segno.make(address, error="m")
    return code.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
