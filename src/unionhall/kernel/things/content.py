"""What a thing says: which columns that are, and their values."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any, TypeAlias

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from unionhall.kernel.things.models import Thing, ThingVersion

Column: TypeAlias = "models.Field[Any, Any]"
BESIDE = {field.name for base in (Thing, ThingVersion) for field in base._meta.fields} | {"id", "current"}


@cache
def model_of(thing: type[Thing]) -> type[models.Model]:
    """Where the content stands: in the versions, or in the thing itself."""
    current = next((field for field in thing._meta.concrete_fields if field.name == "current"), None)
    versions = current.related_model if current else thing
    assert isinstance(versions, type)
    return versions


def is_versioned(thing: type[Thing]) -> bool:
    return model_of(thing) is not thing


@cache
def written(thing: type[Thing]) -> tuple[Column, ...]:
    """The columns that can be changed, in the order of the model."""
    return tuple(field for field in _own(model_of(thing)) if field.related_model is not thing)


@cache
def fixed(thing: type[Thing]) -> tuple[Column, ...]:
    """The columns that are told once, with the code."""
    return _own(thing) if is_versioned(thing) else ()


def of(thing: Thing) -> models.Model:
    """The row with what it says now."""
    row: models.Model = getattr(thing, "current", thing)
    return row


def path(thing: type[Thing], name: str) -> str:
    """By which name a query finds a column."""
    is_there = any(field.name == name for field in written(thing))
    return f"current__{name}" if is_there and is_versioned(thing) else name


def column(thing: type[Thing], name: str) -> Column:
    """The column of that name, in the thing or its versions; FieldDoesNotExist if there is none."""
    model = model_of(thing) if any(field.name == name for field in written(thing)) else thing
    found = next((field for field in model._meta.concrete_fields if field.name == name), None)
    if found is None:
        raise FieldDoesNotExist(f"{thing._meta.label} has no column {name}.")
    return found


def value(thing: Thing, name: str) -> Any:
    """What stands in a column of the thing or of what it says now; None where nothing does yet."""
    return getattr(of(thing) if hasattr(of(thing), name) else thing, name, None)


def blank(thing: type[Thing]) -> Thing:
    """One that was never written: every column has its default."""
    versioned = {"current": model_of(thing)()} if is_versioned(thing) else {}
    return thing(**versioned)


def kept(row: models.Model, columns: tuple[Column, ...]) -> dict[str, Any]:
    """Values as JSON keeps them, a relation by its key."""
    return {field.name: field.value_from_object(row) for field in columns}


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal digits."""
    text = json.dumps(
        content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return sha256(text.encode()).hexdigest()


def pointer(thing: type[Thing]) -> str:
    """The name of the column by which a version points at its thing."""
    return next(field.name for field in model_of(thing)._meta.concrete_fields if field.related_model is thing)


def _own(model: type[models.Model]) -> tuple[Column, ...]:
    return tuple(field for field in model._meta.concrete_fields if field.name not in BESIDE)
