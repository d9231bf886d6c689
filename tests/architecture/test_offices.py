"""An office is written by the moves of its room alone: by two persons, not by a page or command beside it."""

import ast
from pathlib import Path

from tests.architecture.sources import HOUSE, files, tree

CHANGES = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "update", "delete"}
# Files that name offices and write rows, each with what it does to offices.
WRITERS = {
    "rooms/offices/procedure/writing.py": "writes what two officers signed",
    "operations/founding.py": "the first administrator of a new hall, signed by the installation",
    "demo/people.py": "the demo union as it moves in",
    "rooms/register/book/enrolment.py": "ends the offices of somebody who leaves the union",
    "rooms/register/book/ending.py": "only asks who holds one; what it writes is the end of an account",
    "kernel/people/models.py": "declares them; what it writes is a new person",
    "kernel/matters/erasing.py": "only asks who holds one; what it writes is the end of a person's data",
    "kernel/procedures/keeping.py": "ends those of an erased person whom a restored database still has",
    "kernel/web/account/beginning.py": "notes that its person has read what the hall says of a new one",
    "kernel/people/recovery.py": "only asks who holds one; what it writes are proofs of sign-in",
}


def test_nobody_else_names_offices_and_writes() -> None:
    assert {_of(path) for path in files() if _names_offices(path) and _writes(path)} <= set(WRITERS)


def test_nothing_makes_an_office_from_its_columns_but_those() -> None:
    """Rows made in one file could be written in another: what is made here only says its name."""
    naming = {f"rooms/offices/{name}.py" for name in ("listing/changed", "panel", "views")}
    assert {_of(path) for path in files() if _makes_offices(path)} <= naming | set(WRITERS)


def test_only_the_signed_moves_reach_the_hand_that_writes() -> None:
    """The engine has asked who may by then."""
    reaching = {
        _of(path)
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("unionhall.rooms.offices.procedure")
        and "writing" in {*(node.module or "").split("."), *(alias.name for alias in node.names)}
    }
    assert reaching == {f"rooms/offices/procedure/{kind}.py" for kind in ("granting", "ending")}


def _names_offices(path: Path) -> bool:
    return any(
        (isinstance(node, ast.Name) and node.id == "Office")
        or (isinstance(node, ast.Attribute) and node.attr == "offices")
        for node in ast.walk(tree(path))
    )


def _writes(path: Path) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr in CHANGES for node in ast.walk(tree(path)))


def _makes_offices(path: Path) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Office"
        for node in ast.walk(tree(path))
    )


def _of(path: Path) -> str:
    return str(path.relative_to(HOUSE))
