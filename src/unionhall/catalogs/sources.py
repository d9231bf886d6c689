"""Finding the translatable messages in Python and in Django's templates."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as extract_messages

SUFFIXES = {".py", ".html", ".txt"}
SKIPPED = {"migrations", "tests", "locale", "static", "skeleton"}
APART = ("instruments", "rooms")
ONE = None
SEVERAL = (1, 2)
IN_CONTEXT = ((1, "c"), 2)
SEVERAL_IN_CONTEXT = ((1, "c"), 2, 3)
KEYWORDS: dict[str, Any] = {
    "_": ONE,
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop"), ONE),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), SEVERAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), IN_CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), SEVERAL_IN_CONTEXT),
}


@dataclass(frozen=True)
class Scope:
    """The sources whose messages share one `locale` folder."""

    sources: tuple[Path, ...]
    locale: Path


def scopes(house: Path) -> list[Scope]:
    """Each room and each instrument that is an app by itself, and everything else together."""
    apps = sorted(path.parent for part in APART for path in (house / part).glob("*/apps.py"))
    rest = [path for path in sorted(house.iterdir()) if path.name not in APART]
    loose = [path for path in sorted((house / "instruments").glob("*")) if path not in apps]
    return [
        Scope((*rest, *loose), house / "kernel" / "locale"),
        *(Scope((app,), app / "locale") for app in apps),
    ]


def extract(scope: Scope, house: Path) -> Catalog:
    """A catalog of all messages of the scope, each with the files it stands in."""
    catalog = Catalog()
    for path in _files(scope):
        for line, message, comments, context in _messages(path):
            place = (str(path.relative_to(house)), line)
            catalog.add(message, locations=[place], auto_comments=comments, context=context)
    return catalog


def _files(scope: Scope) -> Iterator[Path]:
    for source in scope.sources:
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path.suffix in SUFFIXES and not SKIPPED.intersection(path.relative_to(source.parent).parts):
                yield path


def _messages(path: Path) -> Iterator[Any]:
    text = path.read_text(encoding="utf-8")
    code = text if path.suffix == ".py" else _code_of_template(text, path)
    yield from extract_messages("python", BytesIO(code.encode()), KEYWORDS, ("Translators:",))
    if path.suffix == ".py":
        yield from _purposes(text)


def _purposes(code: str) -> Iterator[Any]:
    """The first line of each verb's docstring: pages show it beside the button."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and any(map(_declares_a_verb, node.decorator_list)):
            purpose = (ast.get_docstring(node) or "").partition("\n")[0]
            yield node.lineno, purpose, [], None


def _declares_a_verb(decorator: ast.expr) -> bool:
    """A move, or an opening that has a page since it declares what it asks."""
    if not (isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute)):
        return False
    asks = any(keyword.arg == "asks" for keyword in decorator.keywords)
    return decorator.func.attr == "move" or (decorator.func.attr == "opening" and asks)


def _code_of_template(text: str, path: Path) -> str:
    """The template as calls of gettext; blanks at the beginning of lines would confuse Python's tokenizer."""
    from django.utils.translation.template import templatize

    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
