"""Coming in and going out: by the code on the wall, by a card or a seat at the door, or as a substitute.

Each refusal says what to do; of whoever comes in only the seat is said.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Cards
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import counting
from unionhall.kernel.rooms import rooms
from unionhall.kernel.web.guests import TooManyTries
from unionhall.rooms.assembly.meeting import presence, seats, wall
from unionhall.rooms.assembly.meeting.log import following
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.models import Log, Mandate
from unionhall.rooms.assembly.sitting.sitting import Refused

SEAT = 5  # digits of a seat at most; what is longer is a card
HOURLY = 30  # codes that one delegate may try


@dataclass(frozen=True, slots=True)
class Answer:
    """What happened at the door: the seat, whether anything changed, and it in words."""

    seat: int
    is_changed: bool
    says: str


def by_code(matter: Matter, person: Person, typed: str, *, key: UUID, now: datetime | None = None) -> Answer:
    """A delegate, or a substitute once the first item was called, comes in by what stands on the wall.

    Raises NotSo, and TooManyTries.
    """
    if counting.count_known(str(person.uid), "assembly.wall") > HOURLY:
        raise TooManyTries
    mandate = seats.mandate_of(matter.meeting.term, person)
    log = Log.objects.get(pk=matter.pk)
    if mandate is None:
        raise NotSo(Refused("no_seat"))
    if not wall.is_right(bytes(log.wall), typed, now or timezone.now()):
        raise NotSo(Refused("wrong_code"))
    if mandate.standing_by is not None:
        _check_has_begun(log)
    return come_in(matter, mandate, key=key)


def come_in(
    matter: Matter, mandate: Mandate, *, key: UUID, seat: int | None = None, by: Person | None = None
) -> Answer:
    """They are in the room from now on. Raises NotSo."""
    try:
        is_new = presence.arrive(matter, mandate, seat=seat, actor=by, key=key)
    except Refused as refused:
        raise NotSo(refused) from refused
    sits = presence.of(matter, mandate.person)
    at = sits.seat if sits else mandate.seat
    said = _("Seat %(seat)d is in the room.") if is_new else _("Seat %(seat)d was in the room already.")
    return Answer(at, is_new, said % {"seat": at})


def go_out(matter: Matter, mandate: Mandate, *, key: UUID, by: Person | None = None) -> Answer:
    """They are not in the room any more. Raises NotSo."""
    sits = presence.of(matter, mandate.person)
    if sits is None and mandate.standing_by is not None:
        raise NotSo(Refused("stands_by"))
    at = sits.seat if sits else mandate.seat
    try:
        is_new = presence.leave(matter, mandate, actor=by, key=key)
    except Refused as refused:
        raise NotSo(refused) from refused
    said = _("Seat %(seat)d has left the room.") if is_new else _("Seat %(seat)d was not in the room.")
    return Answer(at, is_new, said % {"seat": at})


def meant(matter: Matter, typed: str, *, goes_out: bool = False) -> Mandate:
    """Whom the door steward means by the number of a seat or a member's card. Raises NotSo.

    No reading of anybody's is written down for a card at the door: it would keep who came to the meeting.
    """
    plain = unicodedata.normalize("NFKC", typed).strip()
    if not plain:
        raise NotSo(Refused("empty"))
    if plain.isdecimal() and len(plain) <= SEAT:
        return _at(matter, int(plain), goes_out=goes_out)
    bearer = bearer_of(plain)
    if bearer is None:
        raise NotSo(Refused("no_card"))
    mandate = seats.mandate_of(matter.meeting.term, bearer)
    if mandate is None:
        raise NotSo(Refused("bears_no_seat"))
    return mandate


def bearer_of(card: str) -> Person | None:
    """Whose card that is, where some room gives members cards."""
    asked = (Cards.of(room) for room in rooms())
    return next((found for cards in asked if cards and (found := cards.bearer(card))), None)


def _at(matter: Matter, seat: int, *, goes_out: bool) -> Mandate:
    sitting = presence.sits(matter, seat) if goes_out else None
    found = sitting or seats.at(matter.meeting.term, seat)
    if found is None:
        raise NotSo(Refused("nobody_sits", seat=seat))
    return found


def _check_has_begun(log: Log) -> None:
    with following(log) as sitting:
        has_begun = sitting.item is not None or bool(sitting.done)
    if not has_begun:
        raise NotSo(Refused("too_early"))
