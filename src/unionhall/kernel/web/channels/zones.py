"""The world's time zones as a list that one chooses from: by part of the world, in the reader's language."""

from collections import defaultdict
from functools import cache
from typing import TypeAlias
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

Groups: TypeAlias = list[tuple[str, list[tuple[str, str]]]]
# The codes by which CLDR names the parts of the world that zones begin with; the other zones are of islands.
PARTS = {
    "Africa": "002",
    "America": "019",
    "Asia": "142",
    "Australia": "009",
    "Europe": "150",
    "Pacific": "009",
}
ISLANDS = ("Atlantic", "Indian")


def grouped(own: str) -> Groups:
    """Every zone under its part of the world; the person's own too where it goes by an old name."""
    groups = _grouped(get_language() or "en")
    if any(name == own for _part, zones in groups for name, _city in zones):
        return groups
    return [(_("Yours so far"), [(own, own)]), *groups]


@cache
def _grouped(language: str) -> Groups:
    locale, groups = Locale.parse(to_locale(language)), defaultdict[str, list[tuple[str, str]]](list)
    for name in sorted(available_timezones() - set(get_global("zone_aliases"))):
        part, _slash, city = name.partition("/")
        if city and part in (*PARTS, *ISLANDS):
            head = locale.territories[PARTS[part]] if part in PARTS else _("Islands")
            groups[head].append((name, get_timezone_location(name, locale=locale, return_city=True)))
    return [(head, sorted(zones, key=lambda zone: zone[1])) for head, zones in groups.items()]
