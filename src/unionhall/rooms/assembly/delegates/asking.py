"""A vote of a constituency as the ballot asks it, in every language of the hall, and what it counted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from unionhall.instruments.ballot.models import Election as Ballot
from unionhall.instruments.ballot.models import PaperCount
from unionhall.instruments.ballot.procedure.asked import open_vote_for
from unionhall.instruments.ballot.procedure.paper import handed_out
from unionhall.instruments.ballot.questions import choosing, yes_no
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotNow

MODES = (Ballot.Mode.CONVENIENT, Ballot.Mode.STRICT)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a ballot is to be secret, and its hours by the clock of its place."""

    mode: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Counted:
    """How a ballot ended; of a finished one, what was counted online and on paper together.

    `roll`: how many were on it, `counts` for each answer without the blank ones.
    """

    stage: str
    roll: int = 0
    took_part: int = 0
    blank: int = 0
    counts: tuple[int, ...] = ()

    @property
    def is_finished(self) -> bool:
        return self.stage == Ballot.Stage.FINISHED


def in_all(say: Callable[[], Any]) -> dict[str, str]:
    """The same in every language of the hall."""
    said = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            said[code] = str(say())
    return said


def choose(names: Sequence[str], seats: int) -> dict[str, Any]:
    """The question who is elected into so many seats: one may choose fewer, or vote blank."""
    answers = [in_all(lambda name=name: name) for name in names]  # type: ignore[misc]
    question = in_all(lambda: _("Who shall be elected? There are %(seats)d seats.") % {"seats": seats})
    return choosing(question, answers, least=1, most=min(seats, len(names)), blank=True)


def recall(name: str, seat: int) -> dict[str, Any]:
    """The question whether somebody is recalled."""
    told = {"name": name, "seat": seat}
    return yes_no(in_all(lambda: _("Shall %(name)s be recalled from seat %(seat)d?") % told))


def put(
    matter: Matter,
    question: Mapping[str, Any],
    wanted: Wanted,
    *,
    actor: Person,
    then: str,
    title: Callable[[], Any],
) -> Ballot:
    """The draft of a secret vote at the matter's place; the hall makes the move `then` once it is over.

    Raises NotAllowed.
    """
    zone = matter.place.zone
    return open_vote_for(
        matter,
        actor=actor,
        then=then,
        title=in_all(title),
        opens_at=wanted.opens_at.replace(tzinfo=zone),
        closes_at=wanted.closes_at.replace(tzinfo=zone),
        questions=[question],
        mode=wanted.mode,
    )


def counted(result: Mapping[str, Any]) -> Counted:
    """What came of it. Raises NotNow as long as its paper ballots are not counted and signed."""
    ballot = Ballot.objects.get(uid=result["vote"])
    if result["stage"] != Ballot.Stage.FINISHED:
        return Counted(str(result["stage"]))
    question, (online, *_others) = ballot.questions[0], result["counts"]
    paper = _on_paper(ballot)
    rows = [one + two for one, two in zip(online, paper or [0] * len(online), strict=True)]
    blank, counts = (rows[0], rows[1:]) if question["blank"] else (0, rows)
    roll, took_part = ballot.roll.count(), ballot.turnout_at_end or 0
    return Counted(Ballot.Stage.FINISHED, roll, took_part, blank, tuple(counts))


def waits_for_paper(ballot: Ballot) -> bool:
    """Whether paper ballots were handed out, and nobody has signed their count yet."""
    return bool(ballot.with_paper and handed_out(ballot)) and _signed(ballot) is None


def _on_paper(ballot: Ballot) -> list[int] | None:
    if waits_for_paper(ballot):
        raise NotNow("paper")
    paper = _signed(ballot)
    kept: list[int] | None = paper.counts[0] if paper else None
    return kept


def _signed(ballot: Ballot) -> PaperCount | None:
    return PaperCount.objects.filter(election=ballot, signed_by__isnull=False).first()
