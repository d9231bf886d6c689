"""A map: what the columns of a file mean, written by an operator as TOML. See docs/rooms/import.md."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo, available_timezones

from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.models import Request, ServiceVersion

Table: TypeAlias = Mapping[str, Any]

NEEDED = ("id", "opened", "service")
COLUMNS = (
    *NEEDED,
    *("due", "closed", "status", "area", "description", "answer", "address", "lat", "long", "channel"),
)
PLACE_FIELDS = ("name", "kind", "time_zone", "calendar", "rule_pack")


class BadMap(ValueError):
    """The map can't be used; the message says where and what to write."""


@dataclass(frozen=True, slots=True)
class Times:
    """How times are written: a `strptime` format, and the zone where the text names none."""

    format: str = ""
    zone: ZoneInfo = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class NewServices:
    """What a service of the file is like when the catalogue has none of its name."""

    window_code: str = "carried-over"
    window_title: Mapping[str, str] = field(default_factory=lambda: {"en": "Carried over"})
    public: bool = False
    amount: int = 5
    unit: str = "working_days"


@dataclass(frozen=True, slots=True)
class Map:
    """What the columns of a file mean.

    Attributes:
        source: the system's name; begins every `source_id`.
        columns: our name → the file's. closed: values of `status` that mean closed; empty: a closing time.
        below: the fields of the place below which areas stand. channels: the file's value → ours.
        encoding: empty to tell UTF-8 and GB18030 apart. sheet: of a workbook; empty for the first.
    """

    source: str
    columns: Mapping[str, str]
    below: Mapping[str, str]
    times: Times = Times()
    closed: frozenset[str] = frozenset()
    services: NewServices = NewServices()
    channels: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ","
    sheet: str = ""


def read(path: Path) -> Map:
    """The map in a file; BadMap if it is missing or wrong."""
    try:
        return parse(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as problem:
        raise BadMap(f"{path} can't be read: {problem.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise BadMap(f"{path} is not TOML: {problem}") from None


def parse(table: Table) -> Map:
    """The map that a TOML table describes; BadMap names the first thing that is wrong."""
    _refuse_unknown(table, "source", "columns", "areas", "times", "status", "services", "channels", "file")
    columns = _texts(_part(table, "columns", *COLUMNS), "columns")
    if missing := [name for name in NEEDED if name not in columns]:
        raise BadMap(f"[columns] lacks {missing[0]}: say which column it is")
    file = _texts(_part(table, "file", "encoding", "delimiter", "sheet"), "file")
    return Map(
        source=_source(table.get("source")),
        columns=columns,
        below=_place(_part(table, "areas", "below").get("below")),
        times=_times(_part(table, "times", "format", "zone")),
        closed=_closed(_part(table, "status", "closed").get("closed", []), columns),
        services=_services(_part(table, "services", "window", "public", "amount", "unit")),
        channels=_channels(_part(table, "channels")),
        encoding=_encoding(file.get("encoding", "")),
        delimiter=_delimiter(file.get("delimiter", ",")),
        sheet=file.get("sheet", ""),
    )


def _part(table: Table, name: str, *known: str) -> Table:
    part = table.get(name, {})
    if not isinstance(part, dict):
        raise BadMap(f"{name} must be a table: [{name}]")
    if known:
        _refuse_unknown(part, *known, where=f"[{name}] ")
    return part


def _refuse_unknown(table: Table, *known: str, where: str = "") -> None:
    if unknown := sorted(set(table) - set(known)):
        raise BadMap(f"{where}{unknown[0]} is not known here; known are {', '.join(known)}")


def _texts(table: Table, where: str) -> dict[str, str]:
    for name, value in table.items():
        if not isinstance(value, str) or not value:
            raise BadMap(f"[{where}] {name} must be a text in quotation marks")
    return dict(table)


def _source(value: Any) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= 30 or ":" in value:
        raise BadMap('source is missing: name the other system, such as source = "boston-311"')
    return value


def _place(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not value.get("name"):
        raise BadMap(
            '[areas] below is missing: name a place, such as below = { name = "City", kind = "branch" }'
        )
    _refuse_unknown(value, *PLACE_FIELDS, where="[areas] below: ")
    place = {"kind": "branch", **_texts(value, "areas.below")}
    if place["kind"] not in Place.Kind.values:
        raise BadMap(f"[areas] below: kind is one of {', '.join(Place.Kind.values)}")
    if place.get("time_zone"):
        _zone(place["time_zone"], "[areas] below: time_zone")
    return place


def _times(table: Table) -> Times:
    texts = _texts(table, "times")
    if "%" not in texts.get("format", "%"):
        raise BadMap('[times] format must be like "%m/%d/%Y %I:%M:%S %p"; without one, ISO 8601 is read')
    return Times(texts.get("format", ""), _zone(texts.get("zone", "UTC"), "[times] zone"))


def _zone(name: str, where: str) -> ZoneInfo:
    if name not in available_timezones():
        raise BadMap(f"{where} must be a zone such as America/New_York")
    return ZoneInfo(name)


def _closed(values: Any, columns: Mapping[str, str]) -> frozenset[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BadMap('[status] closed must be a list of texts, such as ["Closed"]')
    if bool(values) != ("status" in columns):
        raise BadMap("a column for the status and [status] closed belong together: give both or neither")
    return frozenset(values)


def _services(table: Table) -> NewServices:
    start = NewServices()
    window = table.get("window", {"code": start.window_code, "title": dict(start.window_title)})
    if (
        not isinstance(window, dict)
        or set(window) != {"code", "title"}
        or not isinstance(window["title"], dict)
    ):
        raise BadMap('[services] window must be like { code = "city", title = { en = "City" } }')
    amount, public = table.get("amount", start.amount), table.get("public", start.public)
    if type(amount) is not int or amount < 1 or not isinstance(public, bool):
        raise BadMap("[services] amount is a whole number from 1 on, public is true or false")
    unit = table.get("unit", start.unit)
    if unit not in ServiceVersion.Unit.values:
        raise BadMap(f"[services] unit is one of {', '.join(ServiceVersion.Unit.values)}")
    return NewServices(window["code"], window["title"], public, amount, unit)


def _channels(table: Table) -> dict[str, str]:
    channels = _texts(table, "channels")
    for theirs, ours in channels.items():
        if ours not in Request.Channel.values:
            raise BadMap(f"[channels] {theirs!r} must be one of {', '.join(Request.Channel.values)}")
    return channels


def _encoding(name: str) -> str:
    try:
        "".encode(name or "utf-8")
    except LookupError:
        raise BadMap(
            f"[file] encoding {name!r} is not known; leave it out or write utf-8 or gb18030"
        ) from None
    return name


def _delimiter(sign: str) -> str:
    if len(sign) != 1:
        raise BadMap("[file] delimiter is one sign")
    return sign
