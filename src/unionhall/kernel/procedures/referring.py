"""Going on in another room: which rooms take what a handler here can't settle.

It is the member who goes on, or doesn't: no row ties one matter to the other.
"""

from collections.abc import Iterator
from typing import Any

from unionhall.kernel.contract import Referrals
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.rooms import Room, room, rooms


def takers(without: str) -> list[tuple[Room, Any]]:
    """The rooms that take referrals from the room of that label, each with what it takes."""
    return [(taker, referrals.takes) for taker, referrals in _taking() if taker.label != without]


def address_in(label: str, matter: Matter) -> str:
    """Where the member goes on; empty where the room is gone or takes nothing any more."""
    return next((each.address(matter) for taker, each in _taking() if taker.label == label), "")


def title_of(label: str) -> Any:
    """What the room is called."""
    return room(label).title


def _taking() -> Iterator[tuple[Room, Referrals]]:
    return ((each, referrals) for each in rooms() if (referrals := Referrals.of(each)))
