"""A row of a table of places as what it says of one place."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from unionhall.kernel.ordering import Order
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import packs
from unionhall.kernel.procedures.calendars import UnknownCalendar, choose
from unionhall.kernel.sheets.cells import Unusable, narrow, plain, shown
from unionhall.rooms.register.importing.lines import Line

Refuse = Callable[[int, str, str], None]
HAN = re.compile(r"[\u3400-\u9fff]")
CODES = tuple(code for code, _name in settings.LANGUAGES)
LONGEST = {"code": 30, "address": 200, "contact": 200, "telephone": 60, "hours": 200, "urgent": 400}
LONGEST_NAME = 120
ALSO = {
    "federation": ("总工会", "總工會", "联合会", "聯合會"),
    "union": ("工会", "工會"),
    "branch": ("branch", "workplace", "分会", "分會", "基层工会", "基層工會", "单位", "單位"),
    "area": ("area", "片区", "片區"),
}

ALSO_ORDERED = {
    "strokes": ("姓氏笔画", "按姓氏笔画", "笔画", "姓氏筆畫", "按姓氏筆畫", "筆畫"),
    "pinyin": ("拼音", "姓氏拼音", "按姓氏拼音"),
    "alphabet": ("字母", "按字母"),
}


@dataclass(slots=True)
class PlaceLine:
    """What a row says; what is empty in it leaves the hall as it is. `parent` is as it was written."""

    row: int
    code: str
    kind: str
    name: dict[str, str]
    parent: str
    time_zone: str
    calendar: str
    rule_pack: str
    names_by: str
    address: str
    contact: str
    telephone: str
    hours: dict[str, str]
    urgent: dict[str, str]

    def means(self, place: Place) -> bool:
        """Whether it is that place, among those with the same place above: by any of its names."""
        if self.code and place.code and self.code != place.code:
            return False
        names = {name.casefold() for name in place.name.values() if name}
        return any(name.casefold() in names for name in self.name.values())


def read_place(line: Line, refuse: Refuse) -> PlaceLine | None:
    """What a row says; None once something in it has been refused."""
    wrong: list[str] = []

    def take(key: str, meaning: Callable[[str], str] = plain) -> str:
        try:
            return _short(key, meaning(line.said(key)))
        except Unusable as reason:
            wrong.append(key)
            refuse(line.number, key, str(reason))
            return ""

    place = PlaceLine(
        row=line.number,
        code=take("code", narrow),
        kind=take("kind", _kind),
        name=_in_languages("name", take),
        parent=take("parent"),
        time_zone=take("time_zone", _zone),
        calendar=take("calendar", _calendar),
        rule_pack=take("rule_pack", _rules),
        names_by=take("names_by", _order),
        address=take("address"),
        contact=take("contact"),
        telephone=take("telephone"),
        hours=_in_languages("hours", take),
        urgent=_in_languages("urgent", take),
    )
    if not place.name and not wrong:
        refuse(line.number, "name", _("Write the name in one language at least."))
    return place if place.name and not wrong else None


def _in_languages(key: str, take: Callable[[str], str]) -> dict[str, str]:
    """The words by language; those without a language are Chinese if they are written so."""
    loose = take(key)
    words = {code: said for code in CODES if (said := take(f"{key}:{code}"))}
    return {**({_language_of(loose): loose} if loose else {}), **words}


def _language_of(words: str) -> str:
    reader = get_language() or ""
    if HAN.search(words):
        return reader if reader.startswith("zh") else "zh-hans"
    return "en"


def _short(key: str, text: str) -> str:
    most = LONGEST.get(key.partition(":")[0], LONGEST_NAME)
    if len(text) > most and key != "parent":
        raise Unusable(_("It is longer than %(most)s signs. Shorten it.") % {"most": most})
    return text


def _kind(cell: str) -> str:
    text = narrow(cell).casefold()
    known = _written(Place.Kind) | {name: kind for kind, names in ALSO.items() for name in names}
    if text and text not in known:
        labels = _(", ").join(str(label) for label in Place.Kind.labels)
        raise Unusable(
            _("“%(text)s” is no kind of place. Write one of these: %(kinds)s.")
            % {"text": shown(cell), "kinds": labels}
        )
    return known[text] if text else ""


def _order(cell: str) -> str:
    text = narrow(cell).casefold()
    known = _written(Order) | {name: order for order, names in ALSO_ORDERED.items() for name in names}
    if text and text not in known:
        labels = _(", ").join(str(label) for label in Order.labels)
        raise Unusable(
            _("“%(text)s” is no order of names. Write one of these: %(orders)s.")
            % {"text": shown(cell), "orders": labels}
        )
    return known[text] if text else ""


@cache
def _written(choices: type[TextChoices]) -> dict[str, str]:
    """Every way to write a choice, in the hall's languages, with its value."""
    known = {str(each.value): str(each.value) for each in choices}
    for code in CODES:
        with override(code):
            known |= {str(each.label).casefold(): str(each.value) for each in choices}
    return known


def _zone(cell: str) -> str:
    text = narrow(cell)
    if text and text not in available_timezones():
        raise Unusable(_("Write the time zone as Continent/City, for example Asia/Shanghai."))
    return text


def _calendar(cell: str) -> str:
    text = narrow(cell)
    try:
        return choose(text).code if text else ""
    except UnknownCalendar as refusal:
        said = (
            _("“%(text)s” is no calendar of its own. Write one of these: %(codes)s.")
            if refusal.choices
            else _("“%(text)s” is no calendar. Write a country as CN, or a region as GB-ENG.")
        )
        raise Unusable(said % {"text": shown(cell), "codes": ", ".join(refusal.choices)}) from None


def _rules(cell: str) -> str:
    text = narrow(cell).casefold()
    if text and text not in packs.names():
        raise Unusable(
            _("There are no rules “%(text)s”. Write one of these: %(names)s.")
            % {"text": shown(cell), "names": _(", ").join(packs.names())}
        )
    return text
