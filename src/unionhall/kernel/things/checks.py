"""No thing is a person, and none holds anything of one."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.columns import columns
from unionhall.kernel.privacy.holdings import Holding
from unionhall.kernel.things import content
from unionhall.kernel.things.declaration import Things, declared
from unionhall.kernel.things.models import Thing, ThingVersion


def check_things(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every fault of every thing."""
    return [*check(), *(fault for things in declared() for fault in check_declaration(things))]


def check(tables: Iterable[type[models.Model]] | None = None) -> list[CheckMessage]:
    """What these models hold of people, of all things without any."""
    every = apps.get_models() if tables is None else tables
    things = [model for model in every if issubclass(model, Thing | ThingVersion)]
    return [fault for column in columns(things) for fault in _personal(column)]


def check_declaration(things: Things) -> Iterator[CheckMessage]:
    """Names of columns that the model hasn't got."""
    grouped = (things.grouped_by,) if things.grouped_by else ()
    for name in ("title", *things.shows, *things.filters, *grouped):
        try:
            content.column(things.model, name)
        except FieldDoesNotExist:
            yield Error(
                f"{things.model._meta.label} has no column {name}.", obj=things.model, id="things.unknown"
            )


def _personal(column: Any) -> Iterator[CheckMessage]:
    field = column.model._meta.get_field(column.name)
    if column.name in content.BESIDE:
        return
    if isinstance(column.holding, Holding) or field.related_model is Person:
        yield Error(
            f"{column} says something of a person, and a thing is nobody's.",
            hint="What concerns a person is a matter, with its own model; see CONTRIBUTING.",
            obj=column.model,
            id="things.personal",
        )
