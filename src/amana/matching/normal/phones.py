"""Phone numbers as E.164. A wallet that is a phone number (ZainCash, FastPay, AsiaHawala) is one too.

Rests on Google's tables through `phonenumbers`. A number that no network could have given is refused.
"""

import re
from functools import lru_cache
from typing import Final

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumber, PhoneNumberFormat, PhoneNumberType, carrier

from amana.matching.errors import NotAPhone
from amana.matching.normal.text import plain

REGION: Final = "IQ"
LONGEST: Final = 64  # characters of one written number; longer is no number and costs time
_TRUNK: Final = re.compile(r"\(\s*0\s*\)")  # "+964 (0) 770 …"
_AWAY: Final = re.compile(r"^\s*(?:tel:|wa\.me/|https?://wa\.me/)", re.IGNORECASE)
_MOBILE: Final = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def phone(raw: str, *, region: str = REGION) -> str:
    """E.164, such as +9647700000000; `region` is where a number without a country's code belongs.

    Takes digits of any script, `00…`, the country's code without +, `tel:` and `wa.me/`. Raises NotAPhone.
    """
    text = _TRUNK.sub("", _AWAY.sub("", plain(raw[:LONGEST]).text)).strip()
    number = _with_bare_code(text, region) or _parsed(text, region)
    if number is None or len(raw) > LONGEST:
        raise NotAPhone
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def mobile(raw: str, *, region: str = REGION) -> str:
    """As `phone`, for digits without 0 or + in front: only a mobile is believed. Raises NotAPhone."""
    found = phone(raw, region=region)
    if phonenumbers.number_type(phonenumbers.parse(found)) not in _MOBILE:
        raise NotAPhone
    return found


def network(e164: str) -> str:
    """The network that first gave out this number, such as "Zain"; "" when unknown.

    A hint only: numbers move between networks, and a network is not a person.
    """
    return str(carrier.name_for_number(phonenumbers.parse(e164), "en"))


def might_be(digits: str, *, region: str = REGION) -> bool:
    """Whether ASCII digits without + or 00 in front have the form of a number of `region`: cheap, before `phone`."""
    mobile_form, any_form, code = _forms(region)
    if digits.startswith("0"):
        return bool(any_form.fullmatch(digits[1:]))
    return bool(mobile_form.fullmatch(digits) or mobile_form.fullmatch(digits.removeprefix(code)))


@lru_cache(maxsize=8)
def _forms(region: str) -> tuple[re.Pattern[str], re.Pattern[str], str]:
    """Patterns of mobile and of all national numbers, and the country's code."""
    metadata = PhoneMetadata.metadata_for_region(region)
    patterns = [
        re.compile((part and part.national_number_pattern) or r"(?!)")
        for part in ((metadata.mobile, metadata.general_desc) if metadata else (None, None))
    ]
    return patterns[0], patterns[1], str(phonenumbers.country_code_for_region(region))


def _with_bare_code(text: str, region: str) -> PhoneNumber | None:
    """`964770…` written without +: read so before it could pass for a number within the country."""
    code = str(phonenumbers.country_code_for_region(region))
    return _parsed(f"+{text}", region) if text.startswith(code) else None


def _parsed(text: str, region: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    # An extension would be dropped silently by E.164, and letters are words, not digits.
    if number.extension or any(one.isalpha() for one in text):
        return None
    return number if phonenumbers.is_valid_number(number) else None
