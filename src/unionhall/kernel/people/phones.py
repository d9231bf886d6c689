"""Telephone numbers: written in many ways, kept in one (E.164, as in +8613800138000)."""

import unicodedata

import phonenumbers
from django.conf import settings
from phonenumbers import PhoneNumberFormat, ValidationResult


def parse_phone(text: str, region: str) -> str:
    """The number in E.164, however it was typed: with blanks, full-width digits, 0086, +86 or neither.

    Args:
        region: two capitals (ISO 3166), where the number is when it names no country.

    Raises ValueError when no telephone can have this number.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.startswith("00"):
        plain = f"+{plain[2:].lstrip()}"
    try:
        number = phonenumbers.parse(plain, region)
    except phonenumbers.NumberParseException as error:
        raise ValueError("no telephone number") from error
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        raise ValueError("no telephone number")
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


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
