"""What somebody with the tables can try out: a story is told several times over, and the tables compared.

Whatever in the tables follows from the secret of a story must follow from chance, too, that lies in no table:
from a key, or from a salt that is gone. Else the secret is guessed by trying. And nothing may be longer or
shorter for it. Where in the tables something tells the secret, nobody has to know.
"""

import json
import os
import random
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tests.setup.backups import url_of

Story = Callable[[Any], object]
Lying = dict[str, Any]  # what lies in the tables, by table, row and path within the row
FIRST = 100_000  # number of a row, above all that are there
KEY = 32  # bytes of a key or salt; nothing shorter is taken for a secret


class _TakenBack(Exception):
    """Ends a transaction of which nothing is to stay."""


@dataclass
class Chance:
    """A source of chance that gives the same each time, but for the draws that are to be `others`."""

    others: frozenset[int] = frozenset()
    drawn: list[bytes] = field(default_factory=list)

    def __call__(self, size: int) -> bytes:
        number = len(self.drawn)
        seed = f"{number} {number in self.others}".encode()
        found = b"".join(sha256(seed + bytes([part])).digest() for part in range(size // 32 + 1))[:size]
        self.drawn.append(found)
        return found

    def hidden_in(self, lying: Lying) -> frozenset[int]:
        """The draws that are keys or salts and lie nowhere in the tables."""
        text = " ".join(map(str, lying.values()))
        long = {number: draw for number, draw in enumerate(self.drawn) if len(draw) >= KEY}
        return frozenset(number for number, draw in long.items() if not _is_in(draw, text))


def _is_in(draw: bytes, text: str) -> bool:
    shapes = [draw.hex(), b64encode(draw)[:-2].decode(), urlsafe_b64encode(draw)[:-2].decode()]
    return any(shape in text for shape in shapes)


@dataclass
class Teller:
    """Tells stories on the same town, each in a transaction that is taken back, with keys of its own."""

    town: Any
    folder: Path
    patch: pytest.MonkeyPatch
    moment: datetime = field(default_factory=timezone.now)
    told: int = 0

    def leaks(self, story: Callable[[Any, Any], object], one: Any, other: Any) -> list[str]:
        """Where the tables tell one secret from the other, to somebody who tries."""
        chance = Chance()
        first = self._tell(partial(story, one), chance)
        again = self._tell(partial(story, one), Chance())
        second = self._tell(partial(story, other), Chance())
        unlike = self._tell(partial(story, one), Chance(chance.hidden_in(first)), secret_key="y" * 50)
        assert first.keys() == again.keys() == second.keys() == unlike.keys()
        steady = [name for name, value in first.items() if again[name] == value != second[name]]
        return [name for name in steady if unlike[name] == first[name] or not _are_alike(first, second, name)]

    def differences(self, story: Callable[[Any, Any], object], one: Any, other: Any) -> list[str]:
        """Where the tables are not the same after the one as after the other."""
        first, again, second = (self._tell(partial(story, what), Chance()) for what in (one, one, other))
        assert first.keys() == again.keys() == second.keys()
        return [name for name, value in first.items() if again[name] == value != second[name]]

    def _tell(self, story: Story, chance: Chance, secret_key: str = "x" * 50) -> Lying:
        self.told += 1
        mine = self.folder / str(self.told)
        keys = replace(settings.KEYS, store=mine / "keys", counts=mine / "counts")
        with self.patch.context() as patch:
            patch.setattr(settings, "KEYS", keys)
            patch.setattr(settings, "MEDIA_ROOT", mine / "files")
            patch.setattr(settings, "SECRET_KEY", secret_key)
            patch.setattr(timezone, "now", lambda: self.moment)
            patch.setattr(os, "urandom", chance)
            patch.setattr(random, "_urandom", chance)
            return self._then(story)

    def _then(self, story: Story) -> Lying:
        lying: Lying = {}
        _number_anew()
        try:
            with transaction.atomic():
                story(self._as_read_anew())
                lying = dict(_lying())
                raise _TakenBack
        except _TakenBack:
            return lying

    def _as_read_anew(self) -> Any:
        """The town, whose people remember nothing of another telling."""
        people = {
            name: type(each)._base_manager.get(pk=each.pk)
            for name, each in vars(self.town).items()
            if hasattr(each, "known_selves")
        }
        return replace(self.town, **people)


def _number_anew() -> None:
    """Let every sequence begin at the same number, since no transaction takes back what it gave."""
    with psycopg.connect(url_of("owner"), autocommit=True) as owner:
        found = owner.execute("SELECT sequencename FROM pg_sequences WHERE max_value > %s", [FIRST])
        for (name,) in found.fetchall():
            owner.execute("SELECT setval(%s::regclass, %s, false)", [f'"{name}"', FIRST])


def _are_alike(first: Lying, second: Lying, name: str) -> bool:
    return type(first[name]) is type(second[name]) and len(str(first[name])) == len(str(second[name]))


def _lying() -> Iterator[tuple[str, Any]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            keys = connection.introspection.get_primary_key_columns(cursor, table) or ["1"]
            order = ", ".join(keys)
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t ORDER BY {order}')  # noqa: S608
            for number, (row,) in enumerate(cursor.fetchall()):
                yield from _leaves(f"{table} {number}", json.loads(row))


def _leaves(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    match value:
        case dict():
            for part in value:
                yield from _leaves(f"{name} {part}", value[part])
        case list():
            for number, part in enumerate(value):
                yield from _leaves(f"{name} {number}", part)
        case _:
            yield name, value
