"""What minutes say of the log beside decisions: when an item was called, speeches, breaks and the quorum.

Of a speech they say the seat and for whom it sits: a substitute may have sat there, and nothing keeps who.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from unionhall.rooms.assembly.sitting.account import Dealt, Speech
from unionhall.rooms.assembly.sitting.sitting import QuorumChange


def clock(at: datetime, zone: ZoneInfo) -> str:
    """The time of the day there."""
    return date_format(at.astimezone(zone), "H:i")


def quorum(change: QuorumChange, needed: int) -> str:
    """That the quorum was lost or was there again, in numbers."""
    said = {"present": change.present, "needed": needed}
    if change.is_there:
        return _("There is a quorum: %(present)d present, %(needed)d needed.") % said
    return _("The quorum is lost: %(present)d present, %(needed)d needed.") % said


def seat_of(seat: int, group: str) -> str:
    """A seat with its constituency, as far as that is known."""
    if not group:
        return _("Seat %(seat)d") % {"seat": seat}
    return _("Seat %(seat)d (%(group)s)") % {"seat": seat, "group": group}


def happened(dealt: Dealt, groups: Mapping[int, str], needed: int, zone: ZoneInfo) -> Iterator[str]:
    """When the item was called, which seats spoke, breaks, and when the quorum went or came, as it came.

    `groups`: of each seat for which constituency it sits.
    """
    lines = [(dealt.since, _("The item was called."))] if dealt.item is not None else []
    lines += [(speech.since, _speech(speech, groups)) for speech in dealt.speeches]
    lines += [(at, quorum(change, needed)) for at, change in dealt.quorum]
    lines += [(began, _break(ended, zone)) for began, ended in dealt.breaks]
    for at, words in sorted(lines, key=lambda line: line[0]):
        yield _("%(time)s: %(words)s") % {"time": clock(at, zone), "words": words}


def _break(ended: datetime | None, zone: ZoneInfo) -> str:
    if ended is None:
        return _("A break began.")
    return _("There was a break until %(time)s.") % {"time": clock(ended, zone)}


def _speech(speech: Speech, groups: Mapping[int, str]) -> str:
    said = {"who": seat_of(speech.seat, groups.get(speech.seat, ""))}
    if speech.minutes:
        return _("%(who)s spoke for %(minutes)d min.") % {**said, "minutes": speech.minutes}
    return _("%(who)s spoke.") % said
