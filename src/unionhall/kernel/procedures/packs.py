"""Rule packs in the database: each matter keeps the version it began with."""

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
    rules = pack(name)
    version, _new = RuleVersion.objects.get_or_create(
        digest=rules.digest, defaults={"pack": name, "rules": rules.to_json()}
    )
    transaction.on_commit(lambda: _recorded.__setitem__(known, version.pk))
    return version.pk


def rules_of(matter: Matter) -> RuleSet:
    """The rules that a matter began with."""
    return _rules(_database(), matter.rules_id)


@lru_cache(maxsize=64)
def _rules(database: str, pk: int) -> RuleSet:
    return RuleSet.from_json(RuleVersion.objects.get(pk=pk).rules)


def _database() -> str:
    return str(connection.settings_dict["NAME"])
