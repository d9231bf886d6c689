"""What minutes say of the log: presence as numbers, decisions with their arithmetic."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.rooms.assembly.sitting.account import Dealt, Speech
from unionhall.rooms.assembly.sitting.shares import Denominator
from unionhall.rooms.assembly.sitting.sitting import Decision, How, Outcome, QuorumChange

OUTCOMES = {
    Outcome.ADOPTED: gettext_lazy("Adopted"),
    Outcome.REFUSED: gettext_lazy("Not adopted"),
    Outcome.NO_QUORUM: gettext_lazy("Nothing decided: no quorum"),
}
HOW = {
    How.NAMES: gettext_lazy("by name"),
    How.HANDS: gettext_lazy("by show of hands, counted by two tellers"),
    How.SECRET: gettext_lazy("by secret ballot"),
}
OF = {
    Denominator.ALL: gettext_lazy("all seats that are filled"),
    Denominator.PRESENT: gettext_lazy("the delegates present"),
    Denominator.CAST: gettext_lazy("the votes cast, without abstentions"),
}


def arithmetic(decision: Decision, of: Denominator) -> str:
    """How a decision came out: the whole, what was needed of it, and the votes."""
    said: dict[str, Any] = {
        "whole": decision.whole,
        "of": OF[of],
        "needed": decision.needed,
        "yes": decision.yes,
        "no": decision.no,
        "abstained": decision.abstained,
        "how": HOW[decision.vote.how],
        "present": decision.present,
    }
    return (
        _(
            "Yes %(yes)d, no %(no)d, abstained %(abstained)d, %(how)s. Counted of %(of)s: %(whole)d, so "
            "%(needed)d times yes were needed. Present: %(present)d."
        )
        % said
    )


def outcome(decision: Decision) -> str:
    return str(OUTCOMES[decision.outcome])


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
