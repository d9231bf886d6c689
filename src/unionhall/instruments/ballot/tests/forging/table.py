"""The table of forgeries: every dishonest archive that we know of, made from an honest one."""

from collections.abc import Callable
from typing import Any, NamedTuple

from unionhall.instruments.ballot.belenios.groups import BELENIOS
from unionhall.instruments.ballot.tests.building import Poll

P, Q = int(BELENIOS.p), int(BELENIOS.q)


class Forgery(NamedTuple):
    """Its name, the class that must refuse it, and whether `belenios-tool` 2.0 refuses it too."""

    name: str
    kind: str
    refused_by_tool: bool
    make: Callable[[Poll], bytes]


FORGERIES: list[Forgery] = []


def forgery(kind: str, *, tool: bool) -> Callable[[Callable[[Poll], bytes]], Callable[[Poll], bytes]]:
    """Enter a function into the table: its name says what is wrong."""

    def enter(make: Callable[[Poll], bytes]) -> Callable[[Poll], bytes]:
        FORGERIES.append(Forgery(make.__name__, kind, tool, make))
        return make

    return enter


def setting(*path: Any, to: Callable[[Any], Any]) -> Callable[[Any], None]:
    """A change of one value deep inside another."""

    def change(value: Any) -> None:
        *inner, last = path
        for step in inner:
            value = value[step]
        value[last] = to(value[last])

    return change
