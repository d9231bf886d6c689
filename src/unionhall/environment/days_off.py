"""The days off that the operator knows before the package of holidays does, from a file of their own."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from unionhall.environment.variables import WrongSetting

NAME = "UNIONHALL_DAYS_OFF"
PARTS = {"off", "worked", "source"}
CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


@dataclass(frozen=True)
class Announced:
    """One year of a country or region: its days off, the days worked all the same, and who says so."""

    off: frozenset[date]
    worked: frozenset[date]
    source: str


@dataclass(frozen=True)
class DaysOff:
    """What the file says, by country or region and year."""

    path: Path | None = None
    years: Mapping[str, Mapping[int, Announced]] = field(default_factory=dict)


def read_days_off(variables: Mapping[str, str]) -> DaysOff:
    """The file that the setting names, checked; raises WrongSetting."""
    named = variables.get(NAME, "")
    if not named:
        return DaysOff()
    path = Path(named)
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise WrongSetting(f"{NAME}: {path} can't be read: {problem.strerror}.") from problem
    except ValueError as problem:
        raise WrongSetting(f"{NAME}: {path} is not TOML: {' '.join(str(problem).split())}.") from problem
    years = {code: _years(f"{NAME}: {path}: {code}", code, table) for code, table in written.items()}
    return DaysOff(path, years)


def _years(where: str, code: str, table: Any) -> dict[int, Announced]:
    if not CODE.fullmatch(code):
        raise WrongSetting(f"{where} must be a country as CN, or a region as GB-ENG.")
    if not isinstance(table, dict) or not table:
        raise WrongSetting(f"{where}: write a table for each year, as [{code}.2027].")
    return dict(_year(f"{where}.{year}", year, each) for year, each in table.items())


def _year(where: str, year: str, table: Any) -> tuple[int, Announced]:
    if not re.fullmatch(r"20\d\d", year, re.ASCII) or not isinstance(table, dict):
        raise WrongSetting(f"{where} must be a year with days below it.")
    if unknown := sorted(set(table) - PARTS):
        raise WrongSetting(f"{where}: {unknown[0]} means nothing here. Known are off, worked and source.")
    off, worked = (_days(f"{where}: {part}", int(year), table.get(part)) for part in ("off", "worked"))
    if both := sorted(off & worked):
        raise WrongSetting(f"{where}: {both[0]} can't be both a day off and worked.")
    source = table.get("source")
    if not isinstance(source, str) or not source.strip():
        raise WrongSetting(f"{where}: source must say who announced these days.")
    return int(year), Announced(off, worked, source.strip())


def _days(where: str, year: int, written: Any) -> frozenset[date]:
    if not isinstance(written, list):
        raise WrongSetting(f"{where} must be a list of days, [] where there is none.")
    for day in written:
        if type(day) is not date:
            raise WrongSetting(f"{where}: write days as {year}-02-11, without quotation marks, not {day!r}.")
        if day.year != year:
            raise WrongSetting(f"{where}: {day} is no day of {year}.")
    return frozenset(written)
