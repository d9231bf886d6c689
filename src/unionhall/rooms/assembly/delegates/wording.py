"""Arithmetic in words: how many delegates, how they are divided, and what a majority was of."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unionhall.rooms.assembly.delegates import sources
from unionhall.rooms.assembly.delegates.bands import Band
from unionhall.rooms.assembly.delegates.bands import Share as Part
from unionhall.rooms.assembly.delegates.counting import Cast
from unionhall.rooms.assembly.sitting.shares import Denominator, Share


def number_of_delegates(band: Band | None, staff: int) -> str:
    """How many delegates so many elect, worked out in a sentence with its source."""
    if band is None:
        return _("The rules name no number of delegates where %(staff)s may vote.") % {"staff": f"{staff:,}"}
    told = {
        "from": f"{band.staff:,}", "seats": band.seats, "more": band.more, "each": f"{band.each:,}",
        "staff": f"{staff:,}", "steps": band.steps(staff), "number": f"{band.number(staff):,}",
        "source": band.source,
    }  # fmt: skip
    if not band.more:
        words = _("%(staff)s may vote. From %(from)s on there are at least %(seats)d delegates (%(source)s).")
    else:
        words = _(
            "%(staff)s may vote. From %(from)s on there are at least %(seats)d delegates, and %(more)d more "
            "for each full %(each)s above: %(seats)d + %(steps)d × %(more)d = %(number)s (%(source)s)."
        )
    return words % told


def part_of(part: Part, seats: int, staff: int) -> str:
    """What a constituency gets of all seats, worked out: seats × staff ÷ all = whole and remainder."""
    share = f"{part.whole + part.rest / part.parts:,.3f}"
    given = str(part.least) if part.least == part.most else _("%(least)d or %(most)d") % {
        "least": part.least, "most": part.most,
    }  # fmt: skip
    told = {"seats": seats, "staff": f"{staff:,}", "all": f"{part.parts:,}", "share": share, "given": given}
    return _("%(seats)d × %(staff)s ÷ %(all)s = %(share)s, so %(given)s") % told


def faults(given: int, needed: int, staff: int, in_parts: int) -> Iterator[str]:
    """Where the seats and numbers of a term don't fit, in sentences."""
    if given < needed:
        words = _(
            "The constituencies have %(given)d seats together, and the rules ask for at least %(needed)d."
        )
        yield words % {"given": given, "needed": needed}
    if in_parts != staff:
        words = _("%(parts)s may vote in the constituencies together, and %(staff)s in the whole term.")
        yield words % {"parts": f"{in_parts:,}", "staff": f"{staff:,}"}


def turnout(cast: Cast, share: Share) -> str:
    """How many took part, and how many it took."""
    words = ngettext(
        "%(took)s of %(all)s who may vote took part; %(needed)s was needed (%(source)s).",
        "%(took)s of %(all)s who may vote took part; %(needed)s were needed (%(source)s).",
        share.needed(cast.whole(share)),
    )
    return words % {
        "took": f"{cast.took_part:,}",
        "all": f"{cast.entitled:,}",
        "needed": f"{share.needed(cast.whole(share)):,}",
        "source": sources.said(share.source),
    }


def majority(cast: Cast, share: Share) -> str:
    """With how many votes one is elected, of how many."""
    whole = cast.whole(share)
    told = {
        "needed": f"{share.needed(whole):,}", "amount": share.amount, "parts": share.parts,
        "whole": f"{whole:,}", "of": _of(share), "source": sources.said(share.source),
    }  # fmt: skip
    if share.exceeded:
        words = _(
            "It takes %(needed)s votes: more than %(amount)d/%(parts)d of %(whole)s, %(of)s (%(source)s)."
        )
    else:
        words = _("It takes %(needed)s votes: %(amount)d/%(parts)d of %(whole)s, %(of)s (%(source)s).")
    return words % told


def _of(share: Share) -> str:
    return {
        Denominator.ALL: _("all who may vote"),
        Denominator.PRESENT: _("those who took part"),
        Denominator.CAST: _("those who did not vote blank"),
    }[share.of]
