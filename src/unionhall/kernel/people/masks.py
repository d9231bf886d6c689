"""Masks: in a sealed room a person appears as another row, which nothing in the database ties to them.

The mask's uid is a keyed hash of the person's under the key of the room, so that the hall finds it again and
nobody finds the person without the key; who bears it lies sealed under the same key. Two rooms know the same
person by two masks.
"""

import hmac
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection

from unionhall.database.questions import Asked, Statement, ask
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.keys import of_room, store
from unionhall.kernel.rooms import rooms

NO_DAY = date(2000, 1, 1)  # of no mask: the day on which it was made would point at its bearer


def mask_of(person: Person, room: str) -> Person:
    """The person's mask in a sealed room, made on first use, with the name they bear today."""
    if person.mask_in:
        return person
    mask, is_new = Person.objects.get_or_create(
        uid=_uid(person, room),
        defaults={"mask_in": room, "is_active": False, "password": "!", "joined_on": NO_DAY},
    )
    if is_new or mask.name != person.name:
        mask.name, mask.bearer = person.name, str(person.uid)
        mask.save(update_fields=["name", "bearer"])
    return mask


def masks_of(person: Person) -> list[Person]:
    """The masks that the person has in sealed rooms."""
    uids = uids_of_masks(person)
    return list(Person.objects.filter(uid__in=uids)) if uids else []


def selves_of(person: Person) -> set[int]:
    """The ids under which the person is a party to matters: their own and their masks'."""
    if person.known_selves is None:
        person.known_selves = {person.pk, *ids_of_masks(person)}
    return person.known_selves


def ids_of_masks(person: Person) -> set[int]:
    """Their ids alone. Many pages ask this, and building the query would take longer than running it."""
    uids = uids_of_masks(person)
    if not uids:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_MASKS, [uids])
        return {pk for (pk,) in cursor.fetchall()}


_MASKS = "SELECT id FROM people_person WHERE uid = ANY(%s)"


def know(person: Person, *also: Asked[Any]) -> list[list[Any]]:
    """Read who a person is in sealed rooms and which offices they hold, in one round trip.

    What answers `also` is given back.
    """
    masks = [] if person.known_selves else [Statement(_MASKS, (uids_of_masks(person),))]
    offices = person.asks_offices()
    answers = ask(*also, *masks, *offices) if also or masks or offices else []
    if offices:
        person.current_offices = answers.pop()
    if masks:
        person.known_selves = {person.pk, *(pk for (pk,) in answers.pop())}
    return answers


def uids_of_masks(person: Person) -> list[UUID]:
    """The uids that the person's masks have, or would have, in the sealed rooms."""
    return [_uid(person, room.label) for room in rooms() if room.sealed and not person.mask_in]


def bearers_of(people: list[Person]) -> dict[int, Person]:
    """Who is behind each of them, by its id; who may not sign in any more, or was erased, is left out."""
    uids = {person.pk: person.bearer for person in people if person.mask_in and person.bearer}
    bearers = Person.objects.filter(uid__in=uids.values(), is_active=True) if uids else ()
    found = {str(each.uid): each for each in bearers}
    masked = {pk: found[uid] for pk, uid in uids.items() if uid in found}
    return {**{person.pk: person for person in people if not person.mask_in}, **masked}


def _uid(person: Person, room: str) -> UUID:
    key = store().key_or_new(of_room(room))
    return UUID(bytes=hmac.digest(key, person.uid.bytes, sha256)[:16], version=4)
