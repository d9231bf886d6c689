"""A room's board: the closed months of a place as they were published, for those who oversee it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from io import BytesIO
from operator import or_
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import formats
from django.utils.translation import gettext as _

from unionhall.kernel.cells import escaped
from unionhall.kernel.matters.aggregates import freezing
from unionhall.kernel.matters.aggregates.freezing import Books, month_before
from unionhall.kernel.matters.aggregates.hiding import FEWEST, is_small
from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.matters.aggregates.publishing import MEASURES
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS = 12
PLACE = re.compile(r"[0-9]{1,12}")
Numbers = Mapping[str, Any]
Figures = Mapping[str, Any]  # by the names of measures: a number, or None where it is hidden


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of a board: its name in what is published, and what it is called.

    Attributes:
        of: reckons it from a month's numbers; without it they have it by its name, hidden below ten.
        stands: it is so at the end of a month, as what is late, where the others happened in it.
    """

    name: str
    title: Any
    of: Callable[[Numbers], float | None] | None = None
    unit: str = ""
    stands: bool = False

    def say(self, figures: Figures) -> str:
        """The figure as a table writes it; there is no share and no median of few."""
        number = figures[self.name]
        return "–" if self.of and number is None else shown(number, self.unit)

    def tell(self, figures: Figures) -> str:
        """The figure in words, for who doesn't see a chart."""
        number = figures[self.name]
        return _("of fewer than ten") if self.of and number is None else told(number, self.unit)

    def cell(self, figures: Figures) -> Any:
        """The figure in a workbook: a number where it is shown."""
        return self.say(figures) if figures[self.name] is None else figures[self.name]

    def read(self, numbers: Numbers, *, is_quiet: bool = False) -> float | None:
        """The figure of a month; of a quiet one by the numbers of the last in which something happened."""
        if self.of:
            return None if is_quiet else self.of(_without_few(numbers))
        number: int | None = 0 if is_quiet and not self.stands else numbers.get(self.name, 0)
        return number if number is None else unless_few(number)


@dataclass(frozen=True, slots=True)
class Row:
    """What a board says of a month, a place or something else."""

    title: Any
    figures: Figures

    @property
    def name(self) -> str:
        return month_name(self.title) if isinstance(self.title, date) else str(self.title)

    def line(self, measures: Iterable[Measure]) -> tuple[str, list[str]]:
        """The line of a table: its name, and what stands beside it."""
        return self.name, [each.say(self.figures) for each in measures]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in a board's workbook."""

    title: str
    rows: Sequence[Row]
    measures: Sequence[Measure]

    def lines(self, place: Place) -> Iterator[list[Any]]:
        """The head, which says of which place it is, and a line a row; few are said as on the page."""
        units = (f" ({each.unit.strip()})" if each.unit else "" for each in self.measures)
        titles = (f"{each.title}{unit}" for each, unit in zip(self.measures, units, strict=True))
        yield [escaped(cell) for cell in (str(place), *titles)]
        for row in self.rows:
            yield [escaped(row.name), *(each.cell(row.figures) for each in self.measures)]


@dataclass(frozen=True)
class Board:
    """Of which room, who reads it, and what its columns are.

    Attributes:
        books: asks whose months are closed.
        readers: roles that read it for the place of their office and all below.
    """

    room: str
    books: Callable[[], Books]
    readers: tuple[str, ...]
    measures: tuple[Measure, ...]

    def measure(self, name: str) -> Measure:
        return next(each for each in self.measures if each.name == name)

    def close(self) -> date:
        """Close what is over; the last month that is."""
        ours = self.books()
        freezing.close_months(ours)
        return month_before(ours.this_month())

    def places_of(self, person: Person) -> list[Place]:
        """The places whose board is the person's, the highest first; each is read with all below it."""
        places = {each.place.path: each.place for each in person.current_offices if each.role in self.readers}
        return [places[path] for path in sorted(places, key=lambda path: (len(path), path))]

    def choices(self, person: Person) -> list[Place]:
        """The places whose board the person may open, the highest first; areas are read in their branch."""
        own = [Q(path__startswith=each.path) for each in self.places_of(person)]
        found = Place.objects.filter(reduce(or_, own, Q(pk__in=()))).exclude(kind=Place.Kind.AREA)
        return list(found.order_by("path"))

    def others(self, person: Person, place: Place) -> list[Place]:
        """The places whose board the person may open beside this one."""
        return [each for each in self.choices(person) if each != place]

    def place_asked(self, request: HttpRequest) -> Place:
        """The place that is asked for, else the highest of one's own; 403 for anybody else's."""
        assert isinstance(request.user, Person)
        own = self.places_of(request.user)
        if not own:
            raise PermissionDenied
        wanted = request.GET.get("place")
        if not wanted:
            return own[0]
        place = get_object_or_404(Place, pk=int(wanted) if PLACE.fullmatch(wanted) else 0)
        if not any(place.path.startswith(above.path) for above in own):
            raise PermissionDenied
        return place

    def until_asked(self, request: HttpRequest) -> date:
        """The last month to show: the one asked for, else the last closed one. Closes what is over first."""
        last = self.close()
        try:
            asked = datetime.strptime(request.GET.get("until", ""), "%Y-%m").date()  # noqa: DTZ007
        except ValueError:
            return last
        return min(max(asked, date(1900, 1, 1)), last)

    def published(self, path: str, until: date) -> list[Frozen]:
        """The last months of a path that were published, the newest first."""
        rows = Frozen.objects.filter(room=self.room, path=path, month__lte=until)
        return list(rows.order_by("-month")[:MONTHS])

    def year(self, rows: Sequence[Frozen], until: date) -> list[tuple[date, Figures]]:
        """Twelve months, oldest first; in one without a row nothing happened, and what stood stands still."""
        months = [until]
        while len(months) < MONTHS:
            months.append(month_before(months[-1]))
        return [(month, self._of_month(month, rows)) for month in reversed(months)]

    def figures(self, numbers: Numbers, *, is_quiet: bool = False) -> Figures:
        return {each.name: each.read(numbers, is_quiet=is_quiet) for each in self.measures}

    def _of_month(self, month: date, rows: Sequence[Frozen]) -> Figures:
        found = next((row for row in rows if row.month <= month), None)
        if found is None:
            return self.figures({}, is_quiet=True)
        return self.figures(found.numbers["total"], is_quiet=found.month != month)


def path_of(place: Place) -> str:
    """The place in what is published: a hall with one root is that root."""
    is_all = place.parent_id is None and not Place.objects.roots().exclude(pk=place.pk).exists()
    return "" if is_all else place.path


def _without_few(numbers: Numbers) -> Numbers:
    """What a share may be reckoned of: 88 of a hundred are seven of eight."""
    few = {name for name in MEASURES if is_small((numbers.get(name) or 0,))}
    return {name: None if name in few else number for name, number in numbers.items()}


def unless_few(number: int) -> int | None:
    """The number, hidden from one to nine."""
    return None if is_small((number,)) else number


def told(number: float | None, suffix: str = "") -> str:
    """A number in a sentence."""
    return _("fewer than ten") if number is None else shown(number, suffix)


def shown(number: float | None, suffix: str = "") -> str:
    """A number as a board writes it; a hidden one is fewer than ten, or stands for such a one."""
    if number is None:
        return f"< {FEWEST}"
    return f"{number:,g}{suffix}" if isinstance(number, float) else f"{number:,}{suffix}"


def month_name(month: date) -> str:
    return formats.date_format(month, "YEAR_MONTH_FORMAT")


def download(name: str, until: date, place: Place, sheets: Iterable[Sheet]) -> HttpResponse:
    """A workbook of sheets; no word in it is a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for each in sheets:
        sheet = book.create_sheet(each.title)
        for line in each.lines(place):
            sheet.append(line)
    file = BytesIO()
    book.save(file)
    answer = HttpResponse(file.getvalue(), content_type=WORKBOOK)
    answer["Content-Disposition"] = f'attachment; filename="{name}-{until:%Y-%m}.xlsx"'
    return answer
