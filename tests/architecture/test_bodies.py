"""The body of a verb writes through the unit of work: a batch can gather it, and nobody writes beside it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import HOUSE, rooms, tree

WRITING = {
    *("save", "delete", "update", "create", "bulk_create", "bulk_update"),
    *("get_or_create", "update_or_create", "create_user"),
}
CUSTOMS = HOUSE / "kernel" / "procedures" / "customs"
BESIDE = {
    # The ballot is no matter and has no moves: its log and its box are tables of their own (decision 24).
    "instruments/ballot/procedure",
}


def bodies() -> Iterator[Path]:
    """The files in which rooms and instruments declare verbs, and those with which they write."""
    parts = [*rooms(), *(HOUSE / "instruments").iterdir()]
    for part in parts:
        if (part / "procedure").relative_to(HOUSE).as_posix() not in BESIDE:
            yield from (*part.glob("procedure.py"), *part.glob("procedure/**/*.py"))
    yield from CUSTOMS.glob("*.py")
    yield HOUSE / "rooms" / "register" / "book" / "enrolment.py"


def _is_written_directly(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="current")) | ast.Name(id="work"))):
            return False
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in WRITING
    return False


def directly(path: Path) -> list[str]:
    return [
        f"{path.relative_to(HOUSE)}: {ast.unparse(node)}"
        for node in ast.walk(tree(path))
        if _is_written_directly(node)
    ]


def test_bodies_write_through_the_unit() -> None:
    found = list(bodies())
    assert len(found) > 30
    assert [line for path in found for line in directly(path)] == []


def test_what_stands_beside_it_is_there() -> None:
    assert all((HOUSE / each).is_dir() for each in BESIDE)
