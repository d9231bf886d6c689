"""Everything the hall can ask or keep, with the words it does so in, in every language."""

import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, TypeAlias

from django import forms
from django.apps import apps
from django.conf import settings
from django.db.models import Field
from django.utils.translation import override

import unionhall
from unionhall.kernel.procedures.declaration import procedures
from unionhall.kernel.rooms import rooms

Asked: TypeAlias = tuple[str, str]  # where it stands, and one of its names or labels
TREE = Path(unionhall.__file__).parents[2]


def of_models() -> Iterator[Asked]:
    """Each column, with its label and the words of its choices."""
    for model in apps.get_models():
        if model.__module__.startswith("unionhall."):
            for field in model._meta.get_fields():
                where = f"{model.__name__}.{field.name}"
                yield where, field.name
                if isinstance(field, Field):
                    for said in (field.verbose_name, field.help_text):
                        yield from ((where, words) for words in _in_every_language(said))
                    yield from _choices(where, field.flatchoices)


def of_forms() -> Iterator[Asked]:
    """Each question of each form."""
    _import_everything()
    for form in sorted(_below(forms.BaseForm), key=str):
        if form.__module__.startswith("unionhall."):
            for name, field in form.base_fields.items():
                where = f"{form.__name__}.{name}"
                yield where, name
                yield from ((where, words) for words in _in_every_language(field.label or ""))
                yield from _choices(where, getattr(field, "choices", ()))


def of_verbs() -> Iterator[Asked]:
    """Each question that a verb declares, and what somebody writes with it."""
    for procedure in procedures():
        for verb in (*procedure.openings.values(), *procedure.moves.values()):
            for name, ask in verb.asks.items():
                where = f"{verb.event}.{name}"
                yield where, name
                for said in (ask.label, ask.help):
                    yield from ((where, words) for words in _in_every_language(said))
        for move in procedure.moves.values():
            if move.text:
                yield from ((move.event, words) for words in _in_every_language(move.text.label))


def of_programs() -> Iterator[Asked]:
    """Each part of what programs send and read."""
    from unionhall.api import api

    for name, shape in api.get_openapi_schema(path_prefix="")["components"]["schemas"].items():
        for part, described in shape.get("properties", {}).items():
            where = f"{name}.{part}"
            yield from ((where, words) for words in (part, described.get("description", "")))


def of_catalogues() -> Iterator[Asked]:
    """Each question that a catalogue which comes with the hall asks, through whichever door."""
    for path in sorted((TREE / "src").rglob("starter/*.toml")):
        for question in _named(tomllib.loads(path.read_text()), "questions", "question"):
            yield from ((f"{path.name}: {question.get('code')}", words) for words in _texts(question))


def of_import_maps() -> Iterator[Asked]:
    """Each column that an import map which comes with the hall reads."""
    for path in sorted((TREE / "examples").glob("*.toml")):
        yield from (
            (path.name, words) for words in _texts(tomllib.loads(path.read_text()).get("columns", {}))
        )


def of_register_columns() -> Iterator[Asked]:
    """Each column of a table that a register keeper brings in, by all of its names."""
    path = TREE / "src" / "unionhall" / "rooms" / "register" / "importing" / "columns.toml"
    yield from ((path.name, words) for words in _texts(tomllib.loads(path.read_text())))


def _import_everything() -> None:
    for room in rooms():
        for module in walk_packages([room.path], f"{room.name}."):
            if ".tests" not in module.name and ".migrations" not in module.name:
                import_module(module.name)
    import_module("unionhall.urls")


def _below(form: type[forms.BaseForm]) -> Iterator[Any]:
    for below in form.__subclasses__():
        yield below
        yield from _below(below)


def _choices(where: str, choices: Any) -> Iterator[Asked]:
    if isinstance(choices, (list, tuple)):
        for value, label in choices:
            yield from ((where, words) for words in (str(value), *_in_every_language(label)))


def _in_every_language(words: Any) -> Iterator[str]:
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield str(words)


def _named(tree: Any, *names: str) -> Iterator[dict[str, Any]]:
    """Each table that stands, at any depth, in a list of one of those names."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name in names and isinstance(value, list):
                yield from (each for each in value if isinstance(each, dict))
            yield from _named(value, *names)
    elif isinstance(tree, list):
        for each in tree:
            yield from _named(each, *names)


def _texts(tree: Any) -> Iterator[str]:
    """Every text in a table, keys too."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(tree, list):
        for each in tree:
            yield from _texts(each)
    elif isinstance(tree, str):
        yield tree
