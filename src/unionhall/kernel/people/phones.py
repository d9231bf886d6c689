"""Telephone numbers: written in many ways, kept in one (E.164, as in +8613800138000).

An extension follows as RFC 3966 writes it, +8675512345678;ext=801, where a number may have one.
"""

import re
import unicodedata

import phonenumbers
from django.conf import settings
from phonenumbers import PhoneNumberFormat

EXTENSION = re.compile(r"(?:;ext=|转|轉|分机|分機|\bext\b\.?|\bx)\s*(\d{1,7})$", re.IGNORECASE)
BEHIND_A_LANDLINE = re.compile(r"(?<=\d{7})-(\d{1,5})$")  # as in (0755)12345678-801
LABEL = re.compile(r"^[^\W\d_a-zA-Z]+[:\s]*")  # a word of Chinese before it, as in 手机138…


class HasExtension(ValueError):
    """The number leads to an extension, which no message reaches."""


def parse_phone(text: str, region: str, *, with_extension: bool = False) -> str:
    """The number in E.164, however it was typed: with blanks, full-width digits, 0086, +86 or neither.

    Args:
        region: two capitals (ISO 3166), where the number is when it names no country; there it must be one
            that is given out, elsewhere one that can be.
        with_extension: keep an extension behind it.

    Raises ValueError when no telephone can have this number, and HasExtension for one that may have none.
    """
    number = _parsed(_plain(text), region)
    at_home = number.country_code == phonenumbers.country_code_for_region(region)
    is_one = phonenumbers.is_valid_number if at_home else phonenumbers.is_possible_number
    if not is_one(number):
        raise ValueError("no telephone number")
    if number.extension and not with_extension:
        raise HasExtension("a telephone number with an extension")
    kept = str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
    return f"{kept};ext={number.extension}" if number.extension else kept


def _plain(text: str) -> str:
    """Without what nobody sees, without a label before it, and with the country as a plus."""
    seen = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    plain = LABEL.sub("", "".join(seen).strip())
    return f"+{plain[2:].lstrip()}" if plain.startswith("00") else plain


def _parsed(plain: str, region: str) -> phonenumbers.PhoneNumber:
    """The library reads letters as keys or drops them, so that a slip would become somebody else's number."""
    found = EXTENSION.search(plain) or BEHIND_A_LANDLINE.search(plain)
    before = plain[: found.start()] if found else plain
    if any(sign.isalpha() for sign in before):
        raise ValueError("no telephone number")
    try:
        number = phonenumbers.parse(before, region)
    except phonenumbers.NumberParseException as error:
        raise ValueError("no telephone number") from error
    number.extension = found[1] if found else None
    return number


def written_as(text: str) -> set[str]:
    """How the hall may have kept the number that somebody typed; empty if it is none."""
    try:
        return {parse_phone(text, settings.PHONE_REGION)}
    except ValueError:
        return set()


def show_phone(phone: str) -> str:
    """The number as people there write it, and with its country elsewhere."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    at_home = phonenumbers.region_code_for_number(number) == settings.PHONE_REGION
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, form))
