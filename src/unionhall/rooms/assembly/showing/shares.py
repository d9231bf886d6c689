"""The arithmetic of a decision in words: who may decide, how many are needed, and what was counted."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from unionhall.rooms.assembly.sitting.shares import Denominator, Share
from unionhall.rooms.assembly.sitting.sitting import QUORUM, Decision, How, Outcome, Sitting

OWN = gettext_noop("the union's own default")
MORE_THAN_HALF = {
    Denominator.ALL: gettext_lazy("more than half of all seats"),
    Denominator.PRESENT: gettext_lazy("more than half of the delegates present"),
    Denominator.CAST: gettext_lazy("more than half of the votes cast"),
}
OF = {
    Denominator.ALL: gettext_lazy("of all seats"),
    Denominator.PRESENT: gettext_lazy("of the delegates present"),
    Denominator.CAST: gettext_lazy("of the votes cast"),
}
OUTCOMES: dict[Outcome, Any] = {
    Outcome.ADOPTED: gettext_lazy("Adopted"),
    Outcome.REFUSED: gettext_lazy("Not adopted"),
    Outcome.NO_QUORUM: gettext_lazy("Nothing was decided: there was no quorum"),
}
WAYS: dict[How, Any] = {
    How.NAMES: gettext_lazy("By name"),
    How.HANDS: gettext_lazy("By show of hands"),
    How.SECRET: gettext_lazy("In secret"),
}


def share_in_words(share: Share) -> str:
    """As in "more than half of all seats"."""
    if share.exceeded and share.amount * 2 == share.parts:
        return str(MORE_THAN_HALF[share.of])
    words = _("more than %(amount)d/%(parts)d %(of)s") if share.exceeded else _("%(amount)d/%(parts)d %(of)s")
    return words % {"amount": share.amount, "parts": share.parts, "of": OF[share.of]}


def arithmetic(sitting: Sitting, decision: Decision) -> list[str]:
    """How a result follows from its numbers, a sentence each, so that anybody can reckon it again."""
    return list(_arithmetic(sitting, decision))


def _arithmetic(sitting: Sitting, decision: Decision) -> Iterator[str]:
    share, quorum = sitting.rules[decision.vote.rule], sitting.rules[QUORUM]
    yield ngettext(
        "%(seats)d seat is filled, and its delegate may decide.",
        "%(seats)d seats are filled, and their delegates may decide.",
        sitting.seats,
    ) % {"seats": sitting.seats}
    yield _("%(present)d were present when the vote closed; the quorum is %(needed)d (%(source)s).") % {
        "present": decision.present,
        "needed": quorum.needed(sitting.seats),
        "source": _(quorum.source or OWN),
    }
    yield _("Needed: %(share)s, which is %(needed)d of %(whole)d (%(source)s).") % {
        "share": share_in_words(share),
        "needed": decision.needed,
        "whole": decision.whole,
        "source": _(share.source or OWN),
    }
    yield _counted(sitting, decision)
    yield _follows(decision)


def _counted(sitting: Sitting, decision: Decision) -> str:
    silent = sitting.seats - decision.yes - decision.no - decision.abstained
    return _(
        "Counted: yes %(yes)d, no %(no)d, abstained %(abstained)d. "
        "%(silent)d of those who may decide did not vote."
    ) % {
        "yes": decision.yes,
        "no": decision.no,
        "abstained": decision.abstained,
        "silent": silent,
    }


def _follows(decision: Decision) -> str:
    said = {"yes": decision.yes, "needed": decision.needed}
    if decision.outcome == Outcome.NO_QUORUM:
        return _("Without a quorum nothing is decided, whatever was counted.")
    if decision.outcome == Outcome.ADOPTED:
        return _("%(yes)d is at least %(needed)d: adopted.") % said
    return _("%(yes)d is less than %(needed)d: not adopted.") % said
