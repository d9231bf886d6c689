"""Reading what a client sent: text, numbers, instants. An empty parameter is an absent one."""

import re
import unicodedata
from calendar import monthrange
from contextlib import suppress
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from django.http import QueryDict
from django.utils.translation import gettext as _

from unionhall.rooms.desk.open311.errors import Wrong

NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,20})?", re.ASCII)
PLUS_LOST = re.compile(r"(T\S*) (\d\d:?\d\d)$")  # a `+` that was not encoded arrives as a space
DAY_OR_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?", re.ASCII)
WITH_A_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]", re.ASCII)
YEARS = range(1970, 2200)
LONGEST_URL = 200


def text(fields: QueryDict, name: str, *, longest: int) -> str:
    """The parameter without spaces around it; Wrong if it isn't text or is longer than so many characters."""
    return clean(fields.get(name) or "", name, longest=longest)


def clean(value: str, name: str, *, longest: int) -> str:
    """A text as it can be kept, with plain line breaks."""
    if "\x00" in value or "\ufffd" in value:
        raise Wrong(_("%s is not text in UTF-8.") % name)
    kept = value.replace("\r\n", "\n").strip()
    if len(kept) > longest:
        raise Wrong(_("%(name)s has more than %(longest)d characters.") % {"name": name, "longest": longest})
    return kept


def codes(fields: QueryDict, name: str, *, most: int = 1_000) -> list[str]:
    """The codes in a parameter that holds several, comma-separated or repeated."""
    found = [code.strip() for value in fields.getlist(name) for code in value.split(",")]
    if len(found) > most:
        raise Wrong(_("%(name)s has more than %(most)d codes.") % {"name": name, "most": most})
    return [code for code in found if code]


def number(value: str, name: str, *, least: float, most: float) -> float:
    """A decimal number with a point; full-width digits count as digits."""
    plain = unicodedata.normalize("NFKC", value)
    if not NUMBER.fullmatch(plain) or not least <= float(plain) <= most:
        limits = {"name": name, "least": f"{least:g}", "most": f"{most:g}"}
        raise Wrong(_("%(name)s is not a number from %(least)s to %(most)s.") % limits)
    return float(plain)


def whole(fields: QueryDict, name: str, *, default: int, most: int) -> int:
    """A whole number from 1 on."""
    value = text(fields, name, longest=40)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= most):
        raise Wrong(_("%(name)s is not a whole number from 1 to %(most)d.") % {"name": name, "most": most})
    return int(value)


def instant(value: str, name: str) -> datetime:
    """A date with a time in W3C's format; without a zone it is UTC."""
    moment = None
    if WITH_A_TIME.match(value):
        with suppress(ValueError):
            moment = datetime.fromisoformat(PLUS_LOST.sub(r"\1+\2", value))
    if moment is None or moment.year not in YEARS:
        raise Wrong(_("%s is not a time such as 2026-05-24T00:00:00Z.") % name)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def days(value: str) -> tuple[date, date] | None:
    """The first and the last day of a day or a month in W3C's format; None for anything else."""
    match = DAY_OR_MONTH.fullmatch(value)
    if not match or int(match[1]) not in YEARS:
        return None
    year, month = int(match[1]), int(match[2])
    try:
        first = date(year, month, int(match[3] or 1))
    except ValueError:
        return None
    return first, first if match[3] else first.replace(day=monthrange(year, month)[1])


def web_address(fields: QueryDict, name: str) -> str:
    """An http or https address, or nothing. It is kept as text; nobody fetches it."""
    value = text(fields, name, longest=LONGEST_URL)
    if value and not _is_web_address(value):
        raise Wrong(_("%s is not an address that begins with http:// or https://.") % name)
    return value


def _is_web_address(value: str) -> bool:
    if not value.isprintable() or " " in value:
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
