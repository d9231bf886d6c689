"""Rule packs in the database: each matter keeps the version it began with."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.db import connection, transaction

from unionhall.kernel.matters.models import Matter, RuleVersion
from unionhall.kernel.procedures.rules import RuleSet, load
from unionhall.kernel.rooms import parts

_recorded: dict[tuple[str, str], int] = {}


def names() -> list[str]:
    """The packs that can be chosen: the files in the folders of rules of rooms and instruments."""
    return sorted({file.stem for room in parts() for file in (Path(room.path) / "rules").glob("*.toml")})


@lru_cache
def pack(name: str) -> RuleSet:
    """The pack as it is deployed: every room's rules, `generic` overlaid by the pack's own."""
    return load(name, [Path(room.path) / "rules" for room in parts()])


def version_id(name: str) -> int:
    """The primary key of the deployed pack's version, recorded when it is met for the first time."""
    known = (_database(), name)
    if known in _recorded:
        return _recorded[known]
    if recording := _in_this_transaction(known):
        return recording.pk
    rules = pack(name)
    version, _new = RuleVersion.objects.get_or_create(
        digest=rules.digest, defaults={"pack": name, "rules": rules.to_json()}
    )
    transaction.on_commit(_Recording(known, version.pk))
    return version.pk


@dataclass(frozen=True)
class _Recording:
    """What is remembered for good once the transaction that met it is committed."""

    known: tuple[str, str]
    pk: int

    def __call__(self) -> None:
        _recorded[self.known] = self.pk


def _in_this_transaction(known: tuple[str, str]) -> _Recording | None:
    """What an enclosing transaction has met already; a savepoint that is given up takes it away."""
    waiting = (each[1] for each in connection.run_on_commit)
    return next((each for each in waiting if isinstance(each, _Recording) and each.known == known), None)


def rules_of(matter: Matter) -> RuleSet:
    """The rules that a matter began with."""
    return _rules(_database(), matter.rules_id)


@lru_cache(maxsize=64)
def _rules(database: str, pk: int) -> RuleSet:
    return RuleSet.from_json(RuleVersion.objects.get(pk=pk).rules)


def _database() -> str:
    return str(connection.settings_dict["NAME"])
