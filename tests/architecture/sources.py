"""The program's own Python files, read as syntax."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parents[2] / "src" / "unionhall"
NOT_OURS = {"migrations", "tests"}


@cache
def files() -> tuple[Path, ...]:
    """Every Python file of the package, tests and migrations left out."""
    found = HOUSE.rglob("*.py")
    return tuple(sorted(path for path in found if not NOT_OURS.intersection(path.relative_to(HOUSE).parts)))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def rooms() -> list[Path]:
    """The folders of the rooms, and the skeleton that a new one is made from."""
    here = sorted(path.parent for path in (HOUSE / "rooms").glob("*/apps.py"))
    return [*here, HOUSE / "kernel" / "skeleton"]


def names(path: Path) -> Iterator[str]:
    """Every name that a file gives to a class, a function, an argument, an attribute or a variable."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def imports(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
