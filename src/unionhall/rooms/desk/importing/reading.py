"""One row as what it says about a request; what is odd is flagged, what is unusable is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from unionhall.kernel.sheets.cells import SHORTENED
from unionhall.rooms.desk.importing.maps import Map
from unionhall.rooms.desk.importing.sources import Cell, Row
from unionhall.rooms.desk.models import Request

LONGEST_ID, LONGEST_ADDRESS, LONGEST_DESCRIPTION, LONGEST_ANSWER = 48, 200, 4_000, 8_000
LONGEST_NAME = 200


class Rejected(Exception):
    """A row that is not carried over; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says. Times are aware; `flags` names what is odd about them."""

    source_id: str
    service: str
    area: str
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    description: str
    answer: str
    address: str
    point: tuple[float, float] | None
    channel: str
    flags: list[str]


def read(row: Row, the_map: Map, now: datetime) -> Line:
    """The line that a row means; Rejected if it lacks what a request needs."""
    if row.cells is None:
        raise Rejected("it has more or fewer cells than the header")
    return _Reader(row.cells, the_map, now).line()


class _Reader:
    def __init__(self, cells: Mapping[str, Cell], the_map: Map, now: datetime) -> None:
        self.cells, self.map, self.now = cells, the_map, now
        self.flags: list[str] = []

    def line(self) -> Line:
        opened_at = self.needed_time("opened")
        due_at, closed_at = self.time("due"), self.closed_at()
        self.flag("closed_before_opened", closed_at is not None and closed_at < opened_at)
        self.flag("due_before_opened", due_at is not None and due_at < opened_at)
        self.flag("in_the_future", max(opened_at, closed_at or opened_at) > self.now)
        return Line(
            source_id=f"{self.map.source}:{self.needed('id', LONGEST_ID)}",
            service=self.needed("service", LONGEST_NAME),
            area=self.text("area", LONGEST_NAME),
            opened_at=opened_at,
            due_at=due_at,
            closed_at=closed_at,
            description=self.text("description", LONGEST_DESCRIPTION),
            answer=self.text("answer", LONGEST_ANSWER),
            address=" ".join(self.text("address", LONGEST_ADDRESS).split()),
            point=self.point(),
            channel=self.map.channels.get(self.text("channel"), Request.Channel.FILE),
            flags=self.flags,
        )

    def flag(self, name: str, is_so: bool) -> None:
        if is_so and name not in self.flags:
            self.flags.append(name)

    def cell(self, name: str) -> Cell:
        column = self.map.columns.get(name)
        return self.cells[column] if column else ""

    def text(self, name: str, longest: int | None = None) -> str:
        return str(self.cell(name)).replace("\0", "").strip()[:longest].strip()

    def needed(self, name: str, longest: int) -> str:
        text = self.text(name)
        if not text:
            raise Rejected(f"{self.map.columns[name]} is empty")
        if SHORTENED.fullmatch(text):
            raise Rejected(f"{self.map.columns[name]} has lost its last digits: let the column be text")
        if len(text) > longest:
            raise Rejected(f"{self.map.columns[name]} is longer than {longest} signs")
        return text

    def closed_at(self) -> datetime | None:
        closed_at = self.time("closed")
        if not self.map.closed:
            return closed_at
        is_closed = self.text("status") in self.map.closed
        if is_closed and closed_at is None:
            raise Rejected("it is closed, but not when")
        self.flag("open_with_a_closing_time", not is_closed and closed_at is not None)
        return closed_at if is_closed else None

    def needed_time(self, name: str) -> datetime:
        time = self.time(name)
        if time is None:
            raise Rejected(f"{self.map.columns[name]} is empty")
        return time

    def time(self, name: str) -> datetime | None:
        cell = self.cell(name)
        if not isinstance(cell, datetime):
            cell = cell.strip()
            if not cell:
                return None
            cell = self.parsed(name, cell)
        if cell.tzinfo is None:
            cell = cell.replace(tzinfo=self.map.times.zone)
            self.flag("at_a_change_of_clocks", _is_ambiguous(cell, self.map.times.zone))
        try:
            return cell.astimezone(UTC)
        except OverflowError:
            raise Rejected(f"{self.map.columns[name]} is out of every calendar: {cell}") from None

    def parsed(self, name: str, text: str) -> datetime:
        form = self.map.times.format
        try:
            return datetime.strptime(text, form) if form else datetime.fromisoformat(text)  # noqa: DTZ007
        except ValueError:
            raise Rejected(f"{self.map.columns[name]} is not a time as the map says: {text[:60]}") from None

    def point(self) -> tuple[float, float] | None:
        lat, long = self.text("lat"), self.text("long")
        if not lat and not long:
            return None
        try:
            point = float(lat), float(long)
        except ValueError:
            point = (91.0, 181.0)
        is_on_earth = abs(point[0]) <= 90 and abs(point[1]) <= 180
        self.flag("no_point_on_earth", not is_on_earth)
        return point if is_on_earth else None


def _is_ambiguous(time: datetime, zone: ZoneInfo) -> bool:
    """Whether the local clock showed it twice or, since it was put forward, not at all."""
    return zone.utcoffset(time) != zone.utcoffset(time.replace(fold=1))
