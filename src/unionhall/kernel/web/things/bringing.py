"""A table of things: read, judged row by row as if each had been typed, and written all or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.kernel.cells import unescaped
from unionhall.kernel.people.models import Person
from unionhall.kernel.sheets.cells import Cell, Unusable, refuse_error, words, written
from unionhall.kernel.sheets.reading import Way, in_any_way, rows_of
from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.kernel.things import changing, content
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.models import Thing
from unionhall.kernel.web.things.columns import RETIRED, Column, columns_of, yes_or_no
from unionhall.kernel.web.things.forms import ThingForm, form_of
from unionhall.kernel.web.things.reading import places_of

MOST = 500  # rows


class Line(NamedTuple):
    """One row: its number in the file, and its cells by the head of their column.

    `seen` is how long the journal of its thing was when the row was checked, 0 of a new one.
    """

    number: int
    cells: dict[str, str]
    seen: int | None = None


class Finding(NamedTuple):
    """What is wrong in a cell, and where."""

    row: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What one row wants: a form with its words, and whether the thing is to be retired."""

    line: Line
    form: ThingForm
    retired: bool

    @property
    def is_new(self) -> bool:
        return self.form.thing is None

    @property
    def is_change(self) -> bool:
        thing = self.form.thing
        if thing is None:
            return False
        said = self.form.content()
        return changing.differs(thing, said) or self.retired != bool(thing.retired_on)

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody wrote the thing after the row was checked, otherwise than the row wants it."""
        return self.line.seen not in (None, self.length) and (self.is_new or self.is_change)

    @property
    def length(self) -> int:
        return self.form.thing.journal_length if self.form.thing else 0


@dataclass
class Outcome:
    """What a table would write, and what is wrong in it."""

    ignored: list[str] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    written: int = 0

    @property
    def new(self) -> int:
        return sum(wish.is_new for wish in self.wishes)

    @property
    def changed(self) -> int:
        return sum(wish.is_change for wish in self.wishes)

    @property
    def unchanged(self) -> int:
        return len(self.wishes) - self.new - self.changed


def read(file: BinaryIO, things: Things) -> tuple[list[Line], list[str]]:
    """The rows of a file, and its columns that aren't read; Unreadable if it is no such table."""
    return in_any_way(file, lambda way: _read(file, way, things))


def judge(lines: Iterable[Line], things: Things, actor: Person) -> Outcome:
    """What these rows would write if this person brought them."""
    outcome, seen = Outcome(), dict[str, int]()
    for line in lines:
        code = line.cells.get("code", "")
        if code in seen:
            words = _("Row %(row)s has this short name, too.") % {"row": seen[code]}
            outcome.findings.append(Finding(line.number, "code", words))
            continue
        seen[code] = line.number
        _judge(line, things, actor, outcome)
    return outcome


def bring(lines: Iterable[Line], things: Things, actor: Person) -> Outcome:
    """Write all rows in one transaction, or with a finding in any of them nothing."""
    with transaction.atomic():
        outcome = judge(lines, things, actor)
        outcome.written = outcome.new + outcome.changed
        for wish in [] if outcome.findings else outcome.wishes:
            _write(wish, actor)
    return outcome


def table(things: Things, rows: Iterable[Thing]) -> Iterator[list[str]]:
    """Things as a table, its head first, from which `read` and `judge` find nothing to change."""
    columns = columns_of(things)
    yield [column.head for column in columns]
    yield from ([column.cell(thing) for column in columns] for thing in rows)


def _read(file: BinaryIO, way: Way, things: Things) -> tuple[list[Line], list[str]]:
    known = {column.head for column in columns_of(things)}
    with rows_of(file, way, longest=2 * MOST) as rows:
        first = next(rows, None)
        heads = [words(cell).casefold() for cell in first.cells] if first else []
        if "code" not in heads:
            raise Unreadable(_("The first row must name the columns, “code” among them."))
        lines = [Line(row.number, dict(_cells(heads, row.cells, known))) for row in rows]
    if len(lines) > MOST:
        raise Unreadable(_("The file has more than %(most)s rows. Divide it.") % {"most": f"{MOST:,}"})
    return lines, [head for head in heads if head and head not in known]


def _cells(heads: list[str], cells: list[Cell], known: set[str]) -> Iterator[tuple[str, str]]:
    for head, cell in zip(heads, cells, strict=False):
        if head in known:
            yield head, yes_or_no(cell) if isinstance(cell, bool) else unescaped(written(cell).strip())


def _judge(line: Line, things: Things, actor: Person, outcome: Outcome) -> None:
    thing = things.visible_to(actor).filter(code=line.cells.get("code", "")).first()
    if thing and not things.may_edit(actor, *places_of(thing)):
        words = _("This one is not yours to change.")
        outcome.findings.append(Finding(line.number, "code", words))
        return
    sent, wrong = _sent(line, thing or content.blank(things.model), columns_of(things))
    try:
        form = form_of(things)(form_of(things).sent_of(sent), things=things, thing=thing, actor=actor)
    except Unusable as reason:
        wrong[""] = str(reason)
    else:
        wish = Wish(line, form, bool(sent.get(RETIRED)))
        wrong |= {} if form.is_valid() else dict(form.faults()) | wrong
        if not wrong and wish.is_overtaken:
            wrong[""] = _("Somebody changed this meanwhile. Check the file once more.")
        outcome.wishes += [] if wrong else [wish]
    outcome.findings += [Finding(line.number, column, words) for column, words in wrong.items()]


def _sent(line: Line, thing: Thing, columns: list[Column]) -> tuple[dict[str, str], dict[str, str]]:
    """What a browser would send for a row, and what is wrong by column; what isn't there stays as it is."""
    sent, wrong = dict[str, str](), dict[str, str]()
    for column in columns:
        text = line.cells.get(column.head, column.cell(thing))
        try:
            refuse_error(text)
            sent[column.head] = column.sent(text)
        except Unusable as reason:
            wrong[column.head] = str(reason)
    return sent, wrong


def _write(wish: Wish, actor: Person) -> None:
    said, thing = wish.form.content(), wish.form.thing
    if thing is None:
        thing = changing.add(wish.form.things.model, said.pop("code"), said, actor=actor)
    elif wish.is_change:
        thing = changing.change(thing, said, actor=actor, seen=wish.length)
    if wish.retired != bool(thing.retired_on):
        (changing.retire if wish.retired else changing.bring_back)(thing, actor=actor)
