"""Rule packs: the numbers of the law and of the union, each with its source and the days it holds.

A pack is a TOML file named after its jurisdiction, and every room brings its own folder of them:

    [[rule]]
    key = "desk.completion"
    amount = 5
    unit = "working_days"
    source = "the union's own default"
    source_kind = "own"

`from` and `until` are the first and the last day on which the row holds; without them it has no such end.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

GENERIC = "generic"
DEADLINE_UNITS = ("working_days", "days", "hours", "months")
MOVABLE_UNITS = ("days", "months")
KINDS = ("deadline", "number")
SOURCE_KINDS = ("law", "web", "memory", "own")


class RuleError(ValueError):
    """A rule pack can't be read; the message names the file, the key and the field."""


class UnknownRule(KeyError):
    """No rule of this key holds on that day."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One value, for as long as it holds.

    A deadline counts in `unit`: working_days, days, hours or months. A number may be a share: 2/3 has the
    amount 2 and the parts 3, and `denominator` says of what (all, present, cast). `pausable` deadlines stand
    still while the hall waits for the member. `source_kind` is law (read in its text), web (read on a page),
    memory (to be verified) or own. `moved_by` names the law by which a last day on which nobody works gives
    way to the next working day; where it is empty, a limit in days or months ends on whatever day it falls.
    """

    key: str
    amount: int
    unit: str
    source: str
    source_kind: str
    kind: str = "deadline"
    parts: int = 1
    denominator: str | None = None
    pausable: bool = True
    from_on: date | None = None
    until_on: date | None = None
    moved_by: str = ""
    pack: str = GENERIC

    def holds(self, on: date) -> bool:
        return (self.from_on or date.min) <= on <= (self.until_on or date.max)

    def to_json(self) -> dict[str, Any]:
        days = {"from_on": _iso(self.from_on), "until_on": _iso(self.until_on)}
        kept = {field.name: getattr(self, field.name) for field in fields(self)} | days
        if not self.moved_by:
            del kept["moved_by"]  # so that a pack without it keeps the name by which halls know it
        return kept

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Rule":
        """The rule that `to_json()` gave."""
        days = {name: kept[name] and date.fromisoformat(kept[name]) for name in ("from_on", "until_on")}
        return cls(**{**kept, **days})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True)
class RuleSet:
    """The rules of one jurisdiction, the most particular pack first: its row wins on the days it holds."""

    jurisdiction: str
    rules: tuple[Rule, ...]

    def get(self, key: str, *, on: date) -> Rule:
        """The rule of this key that holds on that day; `UnknownRule` if none does."""
        for rule in self._by_key.get(key, ()):
            if rule.holds(on):
                return rule
        raise UnknownRule(f"No rule {key!r} holds on {on} in the pack {self.jurisdiction!r}.")

    def at(self, day: date) -> dict[str, Rule]:
        """Every rule that holds on that day, by key."""
        holding = {key: [rule for rule in rules if rule.holds(day)] for key, rules in self._by_key.items()}
        return {key: rules[0] for key, rules in holding.items() if rules}

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the canonical JSON of the set: the name under which it is kept."""
        canonical = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """`{"jurisdiction": …, "rules": [{…}, …]}`, what `from_json()` reads."""
        return {"jurisdiction": self.jurisdiction, "rules": [rule.to_json() for rule in self.rules]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "RuleSet":
        return cls(kept["jurisdiction"], tuple(Rule.from_json(row) for row in kept["rules"]))

    @cached_property
    def _by_key(self) -> dict[str, list[Rule]]:
        by_key: dict[str, list[Rule]] = {}
        for rule in self.rules:
            by_key.setdefault(rule.key, []).append(rule)
        return by_key


def load(jurisdiction: str, folders: Iterable[Path]) -> RuleSet:
    """Read the pack of a jurisdiction from every folder, laid over `generic`; `RuleError` if a file is wrong.

    A region, such as "cn-zj", is laid over its country too.
    """
    places = list(folders)
    packs = [_read_pack(name, places) for name in _from_particular_to_generic(jurisdiction)]
    if packs[0] is None and jurisdiction != GENERIC:
        raise RuleError(f"No folder has a rule pack {jurisdiction}.toml.")
    return RuleSet(jurisdiction, tuple(rule for pack in packs for rule in pack or ()))


def _from_particular_to_generic(jurisdiction: str) -> list[str]:
    parts = [] if jurisdiction == GENERIC else jurisdiction.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts), 0, -1)] + [GENERIC]


def _read_pack(name: str, folders: Iterable[Path]) -> list[Rule] | None:
    """All rows of one pack, ordered by key and day; None if no folder has it."""
    files = [folder / f"{name}.toml" for folder in folders if (folder / f"{name}.toml").is_file()]
    rows = [(rule, file) for file in files for rule in _read_file(file, name)]
    rows.sort(key=lambda row: (row[0].key, row[0].from_on or date.min))
    for (earlier, _file), (later, file) in pairwise(rows):
        if earlier.key == later.key and (later.from_on or date.min) <= (earlier.until_on or date.max):
            raise RuleError(f"{file}: {later.key}: from: the row before it has not ended by then.")
    return [rule for rule, _file in rows] if files else None


def _read_file(file: Path, pack: str) -> list[Rule]:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{file}: this is not TOML: {error}") from error
    rows = content.get("rule", [])
    if set(content) - {"rule"} or not _are_tables(rows):
        raise RuleError(f"{file}: a rule pack holds [[rule]] tables and nothing else.")
    return [_Row(file, row).to_rule(pack) for row in rows]


def _are_tables(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, dict) for row in rows)


class _Row:
    """One [[rule]] of a file, being checked."""

    FIELDS = frozenset(
        (
            *("key", "amount", "unit", "kind", "parts", "denominator"),
            *("pausable", "source", "source_kind", "moved_by", "from", "until"),
        )
    )

    def __init__(self, file: Path, row: Mapping[str, Any]) -> None:
        self.file, self.row = file, row

    def to_rule(self, pack: str) -> Rule:
        for name in set(self.row) - self.FIELDS:
            raise self.wrong(name, "there is no such field")
        kind = self.one_of("kind", KINDS, default="deadline")
        from_on, until_on = self.day("from"), self.day("until")
        if from_on and until_on and until_on < from_on:
            raise self.wrong("until", "the row ends before it begins")
        return Rule(
            key=self.text("key"),
            amount=self.whole("amount", least=1 if kind == "deadline" else 0),
            unit=self.one_of("unit", DEADLINE_UNITS) if kind == "deadline" else self.text("unit"),
            source=self.text("source"),
            source_kind=self.one_of("source_kind", SOURCE_KINDS),
            kind=kind,
            parts=self.whole("parts", least=1, default=1),
            denominator=self.text("denominator") if "denominator" in self.row else None,
            pausable=self.truth("pausable", default=True),
            from_on=from_on,
            until_on=until_on,
            moved_by=self.mover(),
            pack=pack,
        )

    def mover(self) -> str:
        if "moved_by" not in self.row:
            return ""
        if self.row.get("unit") not in MOVABLE_UNITS:
            raise self.wrong("moved_by", f"it is for a limit in {' or '.join(MOVABLE_UNITS)}")
        return self.text("moved_by")

    def wrong(self, name: str, what: str) -> RuleError:
        return RuleError(f"{self.file}: {self.row.get('key', 'a rule without a key')}: {name}: {what}.")

    def text(self, name: str) -> str:
        value = self.row.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(name, "write some words")
        return value

    def one_of(self, name: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = self.row.get(name, default)
        if value not in choices:
            raise self.wrong(name, f"use one of {', '.join(choices)}")
        return str(value)

    def whole(self, name: str, *, least: int, default: int | None = None) -> int:
        value = self.row.get(name, default)
        if type(value) is not int or value < least:
            raise self.wrong(name, f"write a whole number, {least} or more")
        return value

    def truth(self, name: str, *, default: bool) -> bool:
        value = self.row.get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(name, "write true or false")
        return value

    def day(self, name: str) -> date | None:
        value = self.row.get(name)
        if value is not None and type(value) is not date:
            raise self.wrong(name, "write a day such as 2019-04-23, without quotation marks")
        return value
