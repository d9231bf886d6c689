"""The protocol is a package by itself: another program could take its folder and use it."""

import ast
from pathlib import Path

from unionhall.instruments.ballot import belenios

FOLDER = Path(belenios.__file__).parent
OTHERS = {"gmpy2", "cryptography"}


def test_it_imports_nothing_of_the_hall_and_nothing_of_django() -> None:
    import sys

    foreign = {
        name
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        for name in imported(node)
        if not name.startswith(belenios.__name__)
        and name.partition(".")[0] not in OTHERS | set(sys.stdlib_module_names)
    }
    assert foreign == set()


def test_every_public_function_says_what_it_does() -> None:
    silent = [
        f"{path.stem}.{node.name}"
        for path in FOLDER.glob("*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []
