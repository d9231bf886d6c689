"""Writing what belongs to a place: each act with its journal entry, never over what somebody else wrote."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal import events
from unionhall.kernel.journal.chain import append
from unionhall.kernel.people.actors import Actor, Hall, uid_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.locate import Found, locate
from unionhall.kernel.places.models import Boundary, Building, Place, Street
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.kernel.things.changing import Meanwhile
from unionhall.kernel.things.content import digest
from unionhall.rooms.register.models import Ground

EDITORS = ("coordinator", "register_keeper")
WRITTEN, DRAWN, TAKEN_AWAY = "register.ground_written", "register.ground_drawn", "register.ground_undrawn"

events.register(WRITTEN, _("{actor} wrote which streets and buildings belong to it."))
events.register(DRAWN, _("{actor} drew its outline."))
events.register(TAKEN_AWAY, _("{actor} took its outline away."))


class Stretch(NamedTuple):
    """House numbers of a street; an end that is None reaches as far as the street."""

    name: str
    from_number: int | None
    to_number: int | None
    parity: str


def may_write(actor: Actor, place: Place) -> bool:
    """Who coordinates or keeps the register of the place, or above it, and the hall itself."""
    if isinstance(actor, Hall):
        return True
    return isinstance(actor, Person) and actor.office_over(place.path, EDITORS) is not None


def streets_of(place: Place) -> list[Stretch]:
    """Its streets by name and number."""
    rows = place.streets.all()
    said = (Stretch(row.name, row.from_number, row.to_number, row.parity) for row in rows)
    return sorted(said, key=_by_number)


def buildings_of(place: Place) -> list[str]:
    return sorted(row.name for row in place.buildings.all())


def length_of(place: Place) -> int:
    """How many acts its journal has, by which a form tells whether somebody else wrote meanwhile."""
    ground = Ground.objects.filter(place=place).first()
    return ground.journal_length if ground else 0


def write(
    place: Place,
    streets: Sequence[Stretch],
    buildings: Sequence[str],
    *,
    actor: Actor,
    seen: int | None = None,
) -> None:
    """Let exactly these belong to it; what says the same already is left alone.

    1. Lock its journal.  2. Refuse with Meanwhile if that is longer than what was `seen`.
    3. Write the rows and the entry. Raises NotAllowed, too.
    """
    with _locked(place, actor) as ground:
        kept = ground.place  # read under the lock
        said = [sorted(streets, key=_by_number), sorted(buildings)]
        if said == [streets_of(kept), buildings_of(kept)]:
            return
        _refuse_newer(ground, seen)
        place.streets.all().delete()
        place.buildings.all().delete()
        Street.objects.bulk_create(Street(place=place, **each._asdict()) for each in streets)
        Building.objects.bulk_create(Building(place=place, name=name) for name in buildings)
        _enter(ground, WRITTEN, actor, said, streets=len(streets), buildings=len(buildings))


def draw(boundary: Boundary, *, actor: Actor, seen: int | None = None) -> None:
    """Draw an outline that was found good, in place of an older one; raises as `write` does."""
    place = boundary.place
    with _locked(place, actor) as ground:
        kept = Boundary.objects.filter(place=place).first()
        if kept and (kept.geometry, kept.drawn_on) == (boundary.geometry, boundary.drawn_on):
            return
        _refuse_newer(ground, seen)
        boundary.pk = kept.pk if kept else None
        boundary.save(force_insert=kept is None, force_update=kept is not None)
        _enter(ground, DRAWN, actor, boundary.geometry, drawn_on=boundary.drawn_on)


def take_away(place: Place, *, actor: Actor, seen: int | None = None) -> None:
    """Leave the place without an outline; nothing happens where it has none. Raises as `write` does."""
    with _locked(place, actor) as ground:
        drawn = Boundary.objects.filter(place=place)
        if not drawn.exists():
            return
        _refuse_newer(ground, seen)
        drawn.delete()
        _enter(ground, TAKEN_AWAY, actor, None)


def trial(act: Callable[[], object], address: str) -> Found:
    """Where an address would belong after the act, of which nothing stays; raises what the act raises."""
    with transaction.atomic():
        act()
        found = locate(address=address, atlas=Atlas.load())
        transaction.set_rollback(True)
    return found


@contextmanager
def _locked(place: Place, actor: Actor) -> Iterator[Ground]:
    if not may_write(actor, place):
        raise NotAllowed("ground")
    with transaction.atomic():
        Ground.objects.get_or_create(place=place)
        yield Ground.objects.select_for_update(of=("self",), no_key=True).get(place=place)


def _refuse_newer(ground: Ground, seen: int | None) -> None:
    if seen is not None and seen != ground.journal_length:
        raise Meanwhile("ground")


def _enter(ground: Ground, event: str, actor: Actor, said: Any, **payload: Any) -> None:
    now = timezone.now()
    payload |= {"place": ground.place_id, "digest": digest({"said": said})}
    entry = append(ground, event, actor=uid_of(actor), occurred_at=now, recorded_at=now, payload=payload)
    ground.save()
    entry.save()


def _by_number(stretch: Stretch) -> tuple[str, int, int, str]:
    last = stretch.to_number if stretch.to_number is not None else 1 << 31
    return stretch.name, stretch.from_number or 0, last, stretch.parity
