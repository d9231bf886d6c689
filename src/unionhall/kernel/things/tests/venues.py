"""Venues: things of a place, which no room has yet. A room declares its own in as many lines."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import connection, models
from django.test.utils import isolate_apps

from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.holdings import CATALOGUE, Holds
from unionhall.kernel.things import declaration
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.models import Thing
from unionhall.kernel.words import WordsField


@contextmanager
def declared(**options: Any) -> Iterator[Things]:
    """The things, in a room that the hall has, with a table for the time of a test."""
    with isolate_apps("unionhall.rooms.desk"):
        things = Things(
            model=_model(),
            address="venues",
            title="Venues",
            shows=("seats", "place"),
            filters=("place",),
            **options,
        )
    _make_table(things.model)
    try:
        yield things
    finally:
        del declaration._declared[things.model]


def _model() -> type[Thing]:
    class Venue(Thing):
        """A room in which people meet."""

        holds: ClassVar[Holds] = {CATALOGUE: "title seats place"}

        title = WordsField("what it is called")
        seats = models.PositiveSmallIntegerField("seats")
        place = models.ForeignKey(
            Place, models.PROTECT, related_name="+", verbose_name="where", db_constraint=False
        )

        class Meta:
            app_label = "desk"

    return Venue


def _make_table(model: type[Thing]) -> None:
    """A temporary one, since the hall's role makes no others."""
    with connection.schema_editor(collect_sql=True) as editor:
        editor.create_model(model)
    with connection.cursor() as cursor:
        for statement in editor.collected_sql:
            cursor.execute(statement.replace("CREATE TABLE", "CREATE TEMPORARY TABLE"))
