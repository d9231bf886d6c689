"""Closing months: each is counted once, published once, and then stays as it is."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from unionhall.kernel.matters.aggregates import counting
from unionhall.kernel.matters.aggregates.counting import Counts, FirstAnswers, Leaf
from unionhall.kernel.matters.aggregates.hiding import FEWEST, OWN, is_small
from unionhall.kernel.matters.aggregates.known import known
from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.matters.aggregates.publishing import (
    Numbers,
    Rows,
    masks,
    plain,
    published,
    steady,
    summed,
    unknown,
)
from unionhall.kernel.places.models import Place
from unionhall.kernel.rooms import room as room_of

FREEZING_LOCK = 7_311_002


@dataclass(frozen=True, slots=True)
class Books:
    """Whose months are closed: a room, the hall's zone, and the events that are a first answer.

    `kinds` are all of which not everybody reads each matter, whether there is one or not.
    """

    room: str
    zone: ZoneInfo
    answers: tuple[str, ...]
    kinds: tuple[str, ...]

    @classmethod
    def of_hall(cls, room: str, answers: Iterable[str], kinds: Iterable[str]) -> "Books":
        """Those of a room whose months begin by the clock of the hall's first root."""
        root, opened = Place.objects.roots().first(), room_of(room).opens
        closed = tuple(kind for kind in kinds if kind not in opened)
        return cls(room, root.zone if root else ZoneInfo("UTC"), tuple(answers), closed)

    def this_month(self, now: datetime | None = None) -> date:
        """The month that is still open."""
        return (now or timezone.now()).astimezone(self.zone).date().replace(day=1)

    def starts_at(self, month: date) -> datetime:
        return datetime(month.year, month.month, 1, tzinfo=self.zone)


def month_before(month: date) -> date:
    return (month - timedelta(1)).replace(day=1)


def close_months(books: Books, now: datetime | None = None) -> int:
    """Freeze every month that is over and not frozen yet; how many were."""
    this = books.this_month(now)
    if is_closed(books.room, month_before(this)):
        return 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FREEZING_LOCK])
        return _close(books, this)


def reopen_since(room: str, moment: date) -> None:
    """Let the months from this day on be counted once more: an import brought matters of that time."""
    Frozen.objects.filter(room=room, month__gte=moment.replace(day=1)).update(is_stale=True)


def is_closed(room: str, last: date) -> bool:
    """Whether the month is frozen, and none before it waits to be counted once more."""
    found = Frozen.objects.filter(Q(is_stale=True) | Q(month=last), room=room, path="")
    return list(found.values_list("is_stale", flat=True)) == [False]


@dataclass(frozen=True, slots=True)
class _Month:
    """What was counted in a month, and how much of it everybody knows."""

    leaves: Mapping[Leaf, Counts]
    known: Mapping[Leaf, Counts]
    answers: Mapping[str, FirstAnswers]
    known_answers: Mapping[str, FirstAnswers]


def _close(books: Books, this: date) -> int:
    kept, rows, fresh = _kept(books.room), list[Frozen](), 0
    for month, counted in _counted(books, this, {*kept, month_before(this)}):
        numbers = {path: row.numbers for path, row in kept[month].items()}
        if not numbers or any(row.is_stale for row in kept[month].values()):
            numbers = _publish(counted, numbers, books.kinds)
            rows += [
                Frozen(room=books.room, month=month, path=path, numbers=n) for path, n in numbers.items()
            ]
            fresh += 1
    _write(rows)
    Frozen.objects.filter(room=books.room, is_stale=True).update(is_stale=False)
    return fresh


def _counted(books: Books, this: date, wanted: Collection[date]) -> Iterator[tuple[date, _Month]]:
    """The wanted months and all in which something happened, in order."""
    which, asked = known(books.room), (books.room, books.zone, books.starts_at(this))
    found, answers = counting.by_month(*asked), counting.first_answers(*asked, books.answers)
    is_any = which is not None
    public = counting.by_month(*asked, which) if is_any else {}
    public_answers = counting.first_answers(*asked, books.answers, which) if is_any else {}
    months = {*found, *public, *wanted}
    pairs = zip(_with_quiet(found, months), _with_quiet(public, months), strict=True)
    for (month, leaves), (_same, theirs) in pairs:
        yield month, _Month(leaves, theirs, _of_month(answers, month), _of_month(public_answers, month))


def _with_quiet(
    months: Mapping[date, dict[Leaf, Counts]], wanted: Iterable[date]
) -> Iterator[tuple[date, Mapping[Leaf, Counts]]]:
    """The wanted months in order, among them quiet ones, in which nothing came or went."""
    standing: Mapping[Leaf, Counts] = {}
    for month in sorted(wanted):
        if month in months:
            standing = months[month]
            yield month, standing
        else:
            yield (
                month,
                {leaf: Counts(open=each.open, overdue=each.overdue) for leaf, each in standing.items()},
            )


def _publish(month: _Month, earlier: Mapping[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    """What is published of a month, by path; `earlier` is what was published before an import."""
    leaves = {**_empty(month.leaves, kinds), **month.leaves}
    rows, known_rows = summed(leaves), summed(month.known)
    hidden = masks(unknown(leaves, month.known, kinds))
    found: dict[str, Any] = {}
    for path in rows:
        if not path.endswith(OWN):
            numbers = {**published(rows, hidden, path), **_known(known_rows, path)}
            numbers = _steadied(numbers, earlier.get(path), is_hall=not path)
            hours = answered(month.answers.get(path), month.known_answers.get(path))
            found[path] = {**numbers, "total": {**numbers["total"], **hours}}
    return found


def _empty(leaves: Mapping[Leaf, Counts], kinds: Sequence[str]) -> dict[Leaf, Counts]:
    """Every place and every kind: where nothing was stands among the others, so that a zero tells nothing
    about who is hidden.
    """
    any_kind = next((kind for kind in (*kinds, *(kind for _path, kind in leaves))), "")
    paths = list(Place.objects.order_by("path").values_list("path", flat=True)) if leaves else []
    every = [*((path, any_kind) for path in paths), *((path, kind) for path in paths[:1] for kind in kinds)]
    return dict.fromkeys(every, Counts())


def _known(rows: Rows, path: str) -> dict[str, Any]:
    """What everybody knows, kept so that a second publication can tell it from the rest."""
    return {"known": plain(rows, path)} if path in rows and rows[path] else {}


def _steadied(numbers: dict[str, Any], earlier: dict[str, Any] | None, *, is_hall: bool) -> dict[str, Any]:
    if earlier is None:
        return numbers
    now, before = _Parts(numbers), _Parts(earlier)
    kinds = {kind: now.steady(before, "kinds", kind) for kind in numbers["kinds"]}
    whole = numbers["total"] if is_hall else now.steady(before, "total")
    return {**numbers, "total": whole, "own": now.steady(before, "own"), "kinds": kinds}


@dataclass(frozen=True, slots=True)
class _Parts:
    """Published numbers by their part, beside what was known of them."""

    numbers: Mapping[str, Any]

    def steady(self, before: "_Parts", *part: str) -> Numbers:
        known, known_before = self.of("known", *part), before.of("known", *part)
        moved = {measure: number - known_before.get(measure, 0) for measure, number in known.items()}
        gone = {measure: -number for measure, number in known_before.items() if measure not in known}
        return steady(before.of(*part), self.of(*part), {**moved, **gone})

    def of(self, *part: str) -> Any:
        found: Any = self.numbers
        for name in part:
            found = found.get(name, {})
        return found


def answered(found: FirstAnswers | None, known: FirstAnswers | None) -> dict[str, Any]:
    """How many first answers there were and their median, hidden where few of them are not known."""
    number = found.number if found else 0
    if found is None or number < FEWEST or is_small((number - (known.number if known else 0),)):
        return {"first_answers": None, "hours": None}
    return {"first_answers": number, "hours": round(found.hours, 1)}


def _of_month(answers: Mapping[tuple[date, str], FirstAnswers], month: date) -> dict[str, FirstAnswers]:
    return {path: found for (its_month, path), found in answers.items() if its_month == month}


def _kept(room: str) -> dict[date, dict[str, Frozen]]:
    kept: dict[date, dict[str, Frozen]] = defaultdict(dict)
    for row in Frozen.objects.filter(room=room):
        kept[row.month][row.path] = row
    return kept


def _write(rows: Iterable[Frozen]) -> None:
    Frozen.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["room", "path", "month"],
        update_fields=["numbers", "is_stale"],
    )
