"""The addresses of things, below the address of their room."""

from django.urls import URLPattern, path

from unionhall.kernel.rooms import Part
from unionhall.kernel.things.declaration import Things, declared
from unionhall.kernel.web.things import editing, reading, tables, versions


def of_room(part: Part) -> list[URLPattern]:
    """Every address of the things of a room."""
    own = [things for things in declared() if things.model._meta.app_label == part.label]
    return [pattern for things in own for pattern in _of(things)]


def _of(things: Things) -> list[URLPattern]:
    known, start = {"things": things}, f"{things.address}/"
    return [
        path(start, reading.overview, known, name=things.name),
        path(f"{start}new/", editing.add, known, name=f"{things.name}_new"),
        path(f"{start}bring/", tables.bring, known, name=f"{things.name}_bring"),
        path(f"{start}table.<slug:kind>", tables.take, known, name=f"{things.name}_take"),
        path(f"{start}<str:code>/", reading.show, known, name=f"{things.name}_one"),
        path(f"{start}<str:code>/edit/", editing.edit, known, name=f"{things.name}_edit"),
        path(f"{start}<str:code>/history/", versions.history, known, name=f"{things.name}_history"),
        path(
            f"{start}<str:code>/history/<int:number>/",
            versions.bring_back,
            known,
            name=f"{things.name}_version",
        ),
        path(f"{start}<str:code>/retire/", editing.retire, known, name=f"{things.name}_retire"),
    ]
