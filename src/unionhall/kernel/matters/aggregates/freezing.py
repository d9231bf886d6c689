"""Closing months: each is counted once, published once, and then stays as it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from unionhall.kernel.matters.aggregates import counting
from unionhall.kernel.matters.aggregates.counting import Counts, FirstAnswers, Leaf
from unionhall.kernel.matters.aggregates.hiding import FEWEST, OWN
from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.matters.aggregates.publishing import masks, published, steady, summed
from unionhall.kernel.places.models import Place

FREEZING_LOCK = 7_311_002


@dataclass(frozen=True, slots=True)
class Books:
    """Whose months are closed: a room, the hall's zone, and the events that are a first answer."""

    room: str
    zone: ZoneInfo
    answers: tuple[str, ...]

    @classmethod
    def of_hall(cls, room: str, answers: Iterable[str]) -> "Books":
        """Those of a room whose months begin by the clock of the hall's first root."""
        root = Place.objects.roots().first()
        return cls(room, root.zone if root else ZoneInfo("UTC"), tuple(answers))

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


def _close(books: Books, this: date) -> int:
    before = books.starts_at(this)
    months = counting.by_month(books.room, books.zone, before)
    answers = counting.first_answers(books.room, books.zone, before, books.answers)
    kept, rows, fresh = _kept(books.room), list[Frozen](), 0
    for month, leaves in _with_quiet(months, {*kept, month_before(this)}):
        numbers = {path: row.numbers for path, row in kept[month].items()}
        if not numbers or any(row.is_stale for row in kept[month].values()):
            numbers = _publish(leaves, numbers, _of_month(answers, month))
            rows += [
                Frozen(room=books.room, month=month, path=path, numbers=n) for path, n in numbers.items()
            ]
            fresh += 1
    _write(rows)
    Frozen.objects.filter(room=books.room, is_stale=True).update(is_stale=False)
    return fresh


def _with_quiet(
    months: Mapping[date, dict[Leaf, Counts]], quiet: Iterable[date]
) -> Iterator[tuple[date, Mapping[Leaf, Counts]]]:
    """The months in order, among them quiet ones, in which nothing came or went."""
    standing: Mapping[Leaf, Counts] = {}
    for month in sorted({*months, *quiet}):
        if month in months:
            standing = months[month]
            yield month, standing
        else:
            yield (
                month,
                {leaf: Counts(open=each.open, overdue=each.overdue) for leaf, each in standing.items()},
            )


def _publish(
    leaves: Mapping[Leaf, Counts],
    earlier: Mapping[str, Any],
    answers: Mapping[str, FirstAnswers],
) -> dict[str, Any]:
    """What is published of a month, by path; `earlier` is what was published before an import.

    Places where nothing was stand among the others, so that their zero tells nothing about who is hidden.
    """
    leaves = {**_empty_places(leaves), **leaves}
    rows, hidden = summed(leaves), masks(leaves)
    found: dict[str, Any] = {}
    for path in rows:
        if not path.endswith(OWN):
            numbers = _steadied(published(rows, hidden, path), earlier.get(path), is_hall=not path)
            found[path] = {**numbers, "total": {**numbers["total"], **_answered(answers.get(path))}}
    return found


def _empty_places(leaves: Mapping[Leaf, Counts]) -> dict[Leaf, Counts]:
    any_kind = next((kind for _path, kind in leaves), None)
    paths = Place.objects.values_list("path", flat=True) if any_kind else ()
    return {(path, str(any_kind)): Counts() for path in paths}


def _steadied(numbers: dict[str, Any], earlier: dict[str, Any] | None, *, is_hall: bool) -> dict[str, Any]:
    if earlier is None:
        return numbers
    kinds = {kind: steady(earlier["kinds"].get(kind, {}), each) for kind, each in numbers["kinds"].items()}
    whole = numbers["total"] if is_hall else steady(earlier["total"], numbers["total"])
    return {"total": whole, "own": steady(earlier["own"], numbers["own"]), "kinds": kinds}


def _answered(found: FirstAnswers | None) -> dict[str, Any]:
    if found is None or found.number < FEWEST:
        return {"first_answers": None, "hours": None}
    return {"first_answers": found.number, "hours": round(found.hours, 1)}


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
