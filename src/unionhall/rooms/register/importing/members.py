"""A row of the register as what it says of one member."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from unionhall.kernel.people.phones import HasExtension, parse_phone
from unionhall.kernel.places.models import Place
from unionhall.kernel.sheets.cells import Unusable, day, narrow, number, plain, shown
from unionhall.rooms.register.importing.columns import title_of
from unionhall.rooms.register.importing.findings import Finding
from unionhall.rooms.register.importing.lines import Line
from unionhall.rooms.register.importing.reach import Reach
from unionhall.rooms.register.importing.tables import Table

T = TypeVar("T")
LONGEST = {"name": 120, "email": 254, "number": 30, "phone": 20}
EARLIEST = date(1900, 1, 1)
LANGUAGES = {
    "zh-hans": (
        "zh-hans",
        "zh-cn",
        "zh",
        "简体中文",
        "簡體中文",
        "简体",
        "簡體",
        "中文",
        "汉语",
        "simplified chinese",
    )
    + ("chinese (simplified)", "chinese"),
    "zh-hant": ("zh-hant", "zh-tw", "zh-hk", "繁体中文", "繁體中文", "繁体", "繁體", "traditional chinese")
    + ("chinese (traditional)",),
    "en": ("en", "en-gb", "en-us", "english", "英语", "英語", "英文"),
}
_LANGUAGE = {name: code for code, names in LANGUAGES.items() for name in names}


@dataclass(slots=True)
class MemberLine:
    """What a row says; what is empty in it is empty or None here, and leaves the hall as it is."""

    row: int
    number: str
    name: str
    email: str
    phone: str
    place: Place | None
    from_on: date | None
    until_on: date | None
    language: str

    @property
    def is_known_otherwise(self) -> bool:
        """Whether there is more to go by than a phone."""
        return bool(self.number or self.email)

    @property
    def own_keys(self) -> list[str]:
        """What nobody else may have: a family may share a phone, unless there is nothing else to go by."""
        own = [key for key in ("number", "email") if getattr(self, key)]
        return own or ["phone"] * bool(self.phone)


class MemberReader:
    """Reads the rows of one table, and keeps what it finds wrong, and the member numbers in it."""

    def __init__(self, table: Table, reach: Reach, findings: list[Finding]) -> None:
        self.called, self.reach, self.findings = table.called, reach, findings
        self.numbers: set[str] = set()
        self._seen: dict[tuple[str, str], int] = {}

    def read(self, line: Line) -> MemberLine | None:
        """What a row says, or None if something in it is wrong."""
        before = len(self.findings)
        place = self._take(line, "branch", self._place)
        country = self.reach.country_of(place or self.reach.places[0])
        member = MemberLine(
            row=line.number,
            number=self._take(line, "number", self._number) or "",
            name=self._take(line, "name", plain) or "",
            email=self._take(line, "email", _email) or "",
            phone=self._take(line, "phone", lambda cell: _phone(cell, country)) or "",
            place=place,
            from_on=self._take(line, "from", _day),
            until_on=self._take(line, "until", _day),
            language=self._take(line, "language", _language) or "",
        )
        self._check(member, is_readable=len(self.findings) == before)
        return member if len(self.findings) == before else None

    def refuse(self, row: int, key: str, words: str, *, is_error: bool = True) -> None:
        """Keep what is wrong with a column of a row, or worth knowing of it."""
        self.findings.append(Finding(row, self.called.get(key) or title_of("members", key), words, is_error))

    def _take(self, line: Line, key: str, meaning: Callable[[str], T]) -> T | None:
        try:
            return meaning(line.said(key))
        except Unusable as wrong:
            self.refuse(line.number, key, str(wrong))
            return None

    def _number(self, cell: str) -> str:
        """Kept of every row: nobody gets a number that the file gives to somebody else, rightly or not."""
        text = number(cell)
        self.numbers.add(text)
        return text

    def _place(self, cell: str) -> Place | None:
        text = plain(cell)
        return self.reach.find(text) if text else self.reach.only

    def _check(self, member: MemberLine, *, is_readable: bool) -> None:
        for key, longest in LONGEST.items():
            if len(getattr(member, key)) > longest:
                self.refuse(
                    member.row, key, _("It is longer than %(most)s signs. Shorten it.") % {"most": longest}
                )
        if is_readable and not member.own_keys:
            self.refuse(
                member.row,
                "number",
                _("Write a member number, an e-mail or a phone: without one nobody could be found again."),
            )
        if member.from_on and member.until_on and member.until_on < member.from_on:
            self.refuse(
                member.row, "until", _("The membership ends before it begins. Correct one of the days.")
            )
        self._refuse_repeated(member)

    def _refuse_repeated(self, member: MemberLine) -> None:
        for key in member.own_keys:
            value: str = getattr(member, key)
            first = self._seen.setdefault((key, value), member.row)
            if first != member.row:
                self.refuse(
                    member.row,
                    key,
                    _("Row %(row)s has the same “%(text)s”. Everybody has one row. Correct one.")
                    % {"row": first, "text": shown(value)},
                )


def _email(cell: str) -> str:
    text = re.sub(r"\s+", "", narrow(cell)).lower()
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Unusable(
            _("“%(text)s” is no e-mail address. Write it as name@example.org, or leave it empty.")
            % {"text": shown(text)}
        ) from None
    return text


def _phone(cell: str, country: str) -> str:
    text = number(cell)
    try:
        return parse_phone(text, country) if text else ""
    except HasExtension:
        raise Unusable(
            _("“%(text)s” has an extension, which no message reaches. Write a number without one.")
            % {"text": shown(text)}
        ) from None
    except ValueError:
        raise Unusable(
            _("“%(text)s” is no telephone number. Write it with its country, as +86 138 0000 0000.")
            % {"text": shown(text)}
        ) from None


def _day(cell: str) -> date | None:
    found = day(cell)
    if found and found < EARLIEST:
        raise Unusable(
            _("“%(text)s” is too long ago. Write the day as 2026-11-22.") % {"text": found.isoformat()}
        )
    return found


def _language(cell: str) -> str:
    text = narrow(cell).casefold()
    if text and text not in _LANGUAGE:
        raise Unusable(
            _("“%(text)s” is no language of the hall. Write %(languages)s, or leave it empty.")
            % {"text": shown(cell), "languages": ", ".join(code for code, _name in settings.LANGUAGES)}
        )
    return _LANGUAGE[text] if text else ""
