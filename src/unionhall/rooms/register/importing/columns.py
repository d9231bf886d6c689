"""What the columns of a file are called, in three languages, and where its header stands."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kernel.privacy.forbidden import reason_against_column
from unionhall.kernel.sheets.cells import Cell, shown, words
from unionhall.kernel.sheets.reading import Row
from unionhall.kernel.sheets.refusals import Unreadable

LOOKED_AT = 12  # rows from the top, among which the header stands
FEWEST = 2  # columns by which a header is known
BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
SIGNS = re.compile(r"[\W_]+")


TITLES: Mapping[str, Mapping[str, object]] = {
    "members": {
        "number": gettext_lazy("member number"),
        "name": gettext_lazy("full name"),
        "email": gettext_lazy("e-mail"),
        "phone": gettext_lazy("telephone"),
        "branch": gettext_lazy("branch"),
        "from": gettext_lazy("member since"),
        "until": gettext_lazy("member until"),
        "language": gettext_lazy("language"),
    },
    "places": {
        "code": gettext_lazy("code"),
        "kind": gettext_lazy("kind"),
        "name": gettext_lazy("name of the place"),
        "name:en": gettext_lazy("name in English"),
        "name:zh-hans": gettext_lazy("name in simplified Chinese"),
        "name:zh-hant": gettext_lazy("name in traditional Chinese"),
        "parent": gettext_lazy("belongs to"),
        "time_zone": gettext_lazy("time zone"),
        "calendar": gettext_lazy("calendar"),
        "rule_pack": gettext_lazy("rules"),
        "names_by": gettext_lazy("order of names"),
        "address": gettext_lazy("address"),
        "contact": gettext_lazy("how to reach it"),
        "telephone": gettext_lazy("telephone"),
        "hours": gettext_lazy("opening hours"),
        "hours:en": gettext_lazy("opening hours in English"),
        "hours:zh-hans": gettext_lazy("opening hours in simplified Chinese"),
        "hours:zh-hant": gettext_lazy("opening hours in traditional Chinese"),
        "urgent": gettext_lazy("when it is urgent"),
        "urgent:en": gettext_lazy("when it is urgent, in English"),
        "urgent:zh-hans": gettext_lazy("when it is urgent, in simplified Chinese"),
        "urgent:zh-hant": gettext_lazy("when it is urgent, in traditional Chinese"),
    },
}
NEEDED = {
    "members": ("number", "email", "phone"),
    "places": ("name", "name:en", "name:zh-hans", "name:zh-hant"),
}


@dataclass(frozen=True, slots=True)
class Header:
    """Where each column stands, as it is called in the file; what isn't read; the first row of content."""

    at: Mapping[str, int]
    called: Mapping[str, str]
    ignored: Sequence[str]
    content_from: int


def find_header(top: Sequence[Row], kind: str) -> Header:
    """The header among the first rows: one row, or two of which one groups the other.

    Unreadable without a header, with two columns of one meaning, without a column that is needed, or with
    one that a union never keeps.
    """
    singles = [(_numbered(row.cells, kind), [row]) for row in top]
    pairs = [
        (_merged(upper, lower, kind), [upper, lower]) for upper, lower in zip(top, top[1:], strict=False)
    ]
    found, rows = max([*singles, *pairs], key=lambda each: len(set(each[0].values())), default=({}, []))
    if len(set(found.values())) < FEWEST:
        raise Unreadable(
            _("No header was found. Write in the first row what the columns are: %(columns)s.")
            % {"columns": _(", ").join(titles(kind))}
        )
    called = {at: _title(rows, at, kind) for at in range(max(len(row.cells) for row in rows))}
    others = [title for at, title in called.items() if at not in found and title]
    if kind == "members":
        _refuse_forbidden([words(cell) for row in rows for cell in row.cells])
    _refuse_doubled(found, called, kind)
    _refuse_lacking(found, kind)
    at = {key: where for where, key in found.items()}
    return Header(at, {key: called[at[key]] for key in at}, others, rows[-1].number + 1)


def titles(kind: str) -> list[str]:
    """How the columns that are read are called, in the reader's language."""
    return [str(title) for title in TITLES[kind].values()]


def title_of(kind: str, key: str) -> str:
    """How a message calls a column that the file lacks."""
    return str(TITLES[kind][key])


def _spoken(text: str) -> str:
    return SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


_NAMES = tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
_BY_NAME = {
    kind: {_spoken(name): key for key, names in columns.items() for name in (*names, key)}
    for kind, columns in _NAMES.items()
}


def _meaning(cell: Cell, kind: str) -> str | None:
    """The key of the column that a cell names, with or without what stands in brackets."""
    text = unicodedata.normalize("NFKC", words(cell))
    known = _BY_NAME[kind]
    return known.get(_spoken(text)) or known.get(_spoken(BRACKETS.sub("", text)))


def _numbered(cells: Sequence[Cell], kind: str) -> dict[int, str]:
    meanings = ((at, _meaning(cell, kind)) for at, cell in enumerate(cells))
    return {at: key for at, key in meanings if key}


def _merged(upper: Row, lower: Row, kind: str) -> dict[int, str]:
    """Both rows read as one, the lower first; nothing unless each names something."""
    above, below = _numbered(upper.cells, kind), _numbered(lower.cells, kind)
    is_one_header = above and below and not set(above.values()) & set(below.values())
    return {**above, **below} if is_one_header else {}


def _title(rows: Sequence[Row], at: int, kind: str) -> str:
    """What a column is called: by the row that is understood, else by the lowest that says something."""
    cells = [row.cells[at] for row in reversed(rows) if at < len(row.cells) and words(row.cells[at])]
    known = [cell for cell in cells if _meaning(cell, kind)]
    return shown((known or cells or [""])[0])


def _refuse_forbidden(titles: Sequence[str]) -> None:
    for title in titles:
        if reason := reason_against_column(title):
            raise Unreadable(
                _("The column “%(column)s” can't come in: %(reason)s Delete it, and choose the file again.")
                % {"column": title, "reason": reason}
            )


def _refuse_doubled(found: Mapping[int, str], called: Mapping[int, str], kind: str) -> None:
    for key in set(found.values()):
        same = [called[at] for at, each in found.items() if each == key]
        if len(same) > 1:
            raise Unreadable(
                _("Two columns mean the same, %(what)s: %(columns)s. Leave one of them.")
                % {"what": title_of(kind, key), "columns": _(", ").join(same)}
            )


def _refuse_lacking(found: Mapping[int, str], kind: str) -> None:
    if not set(NEEDED[kind]) & set(found.values()):
        raise Unreadable(
            _("The file needs one of these columns at least: %(columns)s.")
            % {"columns": _(", ").join(title_of(kind, key) for key in NEEDED[kind])}
        )
