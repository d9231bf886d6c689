"""What minutes say of the log beside decisions: who spoke, and when the quorum went and came, as numbers."""

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


def happened(dealt: Dealt, names: Mapping[int, str], needed: int, zone: ZoneInfo) -> Iterator[str]:
    """Who spoke, and when the quorum went or came, in the order of time."""
    lines = [(speech.since, _speech(speech, names)) for speech in dealt.speeches]
    lines += [(at, quorum(change, needed)) for at, change in dealt.quorum]
    for at, words in sorted(lines, key=lambda line: line[0]):
        yield _("%(time)s: %(words)s") % {"time": clock(at, zone), "words": words}


def _speech(speech: Speech, names: Mapping[int, str]) -> str:
    said = {"who": names.get(speech.seat) or _("Seat %(seat)d") % {"seat": speech.seat}}
    if speech.minutes:
        return _("%(who)s spoke for %(minutes)d min.") % {**said, "minutes": speech.minutes}
    return _("%(who)s spoke.") % said
