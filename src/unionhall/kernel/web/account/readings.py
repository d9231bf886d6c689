"""Who read one's data: every opening, look-up and export that concerned a person, for that person alone."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.references import parse
from unionhall.kernel.notices.choosing import hours_of
from unionhall.kernel.people import roles
from unionhall.kernel.people.masks import masks_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.naming import names_of
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web import offers
from unionhall.kernel.web.paging import newest_first

SIZE = 200
SENTENCES = {
    Access.Purpose.MATTER: gettext_lazy("{who} opened {what}."),
    Access.Purpose.LIST: gettext_lazy("{who} read the first words of {what} in a list."),
    Access.Purpose.FILE: gettext_lazy("{who} opened a file of {what}."),
    Access.Purpose.LOOKUP: gettext_lazy("{who} found you by your whole number, telephone, e-mail or card."),
    Access.Purpose.EXPORT: gettext_lazy("{who} wrote out a list with your data in it. {what}"),
    Access.Purpose.SEARCH: gettext_lazy("{who} searched for you."),
}
CARD = "register.card"  # what is written down when somebody checks a card
CHECKED = gettext_lazy("{who} checked your member's card.")


@never_cache
@require_safe
@login_required
def readings(request: HttpRequest) -> HttpResponse:
    """What others read of one's own, day by day, the newest first; the same act several times is one line.

    The reader stands there by office and place: an objection asks for more. One's own readings are left out.
    """
    person = cast(Person, request.user)
    found, pager = newest_first(request, of_others(person), size=SIZE)
    places = names_of(row.place for row in found)
    days = [
        {"day": say_day(day), "lines": _lines(rows, places)}
        for day, rows in groupby(found, key=lambda row: _day(row, hours_of(person).zone))
    ]
    context = {"days": days, "pager": pager, "objecting": offers.about_privacy()}
    return render(request, "account/readings.html", context)


def of_others(person: Person) -> "QuerySet[Access]":
    """What others read of the person."""
    own = {person.uid, *(mask.uid for mask in masks_of(person))}
    return Access.objects.filter(subject__in=own).exclude(reader__in=own)


def said(row: Access, person: Person) -> str:
    """One reading with its day, as its line on the page says it."""
    day = say_day(_day(row, hours_of(person).zone))
    return _("%(day)s: %(sentence)s") % {"day": day, "sentence": _sentence(row, names_of([row.place]))}


def _sentence(row: Access, places: Mapping[str, str]) -> str:
    words = str(CHECKED if row.what == CARD else SENTENCES[Access.Purpose(row.purpose)])
    return words.format(who=_who(row.reader, row.role, places[row.place]), what=_thing(row)).strip()


def _day(row: Access, zone: ZoneInfo) -> Any:
    return row.at.astimezone(zone).date()


def _lines(rows: Iterable[Access], places: Mapping[str, str]) -> list[dict[str, Any]]:
    """The readings of a day: who in which office opened what, how often, and where one objects to it."""
    acts: dict[tuple[Any, ...], list[Access]] = {}
    for row in rows:
        acts.setdefault(
            (row.reader, row.role, row.place, row.purpose, row.what == CARD, _thing(row)), []
        ).append(row)
    return [
        {
            "sentence": _sentence(alike[0], places),
            "times": _times(len(alike)) if len(alike) > 1 else "",
            "object_url": offers.about_reading(alike[0].pk),
        }
        for alike in acts.values()
    ]


def _times(count: int) -> str:
    return ngettext("%(count)d time", "%(count)d times", count) % {"count": count}


def _thing(row: Access) -> str:
    """The matter that was read, by its reference; nothing where it was no matter."""
    reference, _slash, _file = row.what.partition(" / ")
    return reference if parse(reference) else ""


def _who(reader: Any, role: str, place: str) -> str:
    if role:
        return _("%(role)s, %(place)s") % {"role": roles.title_of(role), "place": place}
    return _("A member") if reader else _("Somebody without an account")
