"""Ballots on paper, counted at a table: entered by one officer, signed by another."""

from collections.abc import Sequence

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.models import Election, PaperCount
from unionhall.instruments.ballot.procedure import log, who
from unionhall.instruments.ballot.questions import counted
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed

AFTER = (
    Election.Stage.COUNTING,
    Election.Stage.DECRYPTING,
    Election.Stage.FINISHED,
    Election.Stage.SEALED,
)


def handed_out(election: Election) -> int:
    """How many paper ballots were handed out at the table."""
    return int(election.turnout.filter(on_paper=True).count())


def enter(election: Election, counts: Sequence[Sequence[int]], *, invalid: int, actor: Person) -> PaperCount:
    """What the table counted; it has to fit what it handed out. Raises NotAllowed, NotAsAgreed, NotOpen."""
    with log.locked(election) as found:
        _demand(found, actor)
        if PaperCount.objects.filter(election=found, signed_by__isnull=False).exists():
            raise refusals.NotOpen
        ballots = handed_out(found)
        if not fits(found, counts, invalid=invalid):
            raise refusals.NotAsAgreed
        PaperCount.objects.filter(election=found).delete()
        paper = PaperCount.objects.create(
            election=found,
            ballots=ballots,
            invalid=invalid,
            counts=[list(row) for row in counts],
            entered_by=actor.uid,
        )
        log.write(found, "paper_entered", actor=actor)
        return paper


def sign(election: Election, *, actor: Person) -> None:
    """A second officer, who counted too, says that it is right; from then on it is part of the result."""
    with log.locked(election) as found:
        _demand(found, actor)
        paper = PaperCount.objects.filter(election=found).first()
        if paper is None:
            raise refusals.NotYet
        if paper.entered_by == actor.uid:
            raise refusals.TwoPersons
        if paper.signed_by is None:
            PaperCount.objects.filter(pk=paper.pk).update(signed_by=actor.uid)
            log.write(found, "paper_signed", actor=actor)


def fits(election: Election, counts: Sequence[Sequence[int]], *, invalid: int) -> bool:
    """Whether the numbers can come from the ballots that were handed out, question by question."""
    valid = handed_out(election) - invalid
    if invalid < 0 or valid < 0 or [len(row) for row in counts] != counted(election.questions):
        return False
    return all(
        _fits(row, asked["blank"], asked["min"], asked["max"], valid)
        for row, asked in zip(counts, election.questions, strict=True)
    )


def _fits(row: Sequence[int], blank: bool, least: int, most: int, valid: int) -> bool:
    """Each answer at most once a ballot; the marks between least and most on all that are not blank."""
    empty, marks = (row[0], row[1:]) if blank else (0, row)
    filled = valid - empty
    if min(row) < 0 or filled < 0 or max(marks, default=0) > filled:
        return False
    return least * filled <= sum(marks) <= most * filled


def _demand(election: Election, actor: Person) -> None:
    if not who.table_offices(actor, election):
        raise NotAllowed
    if not election.with_paper or election.stage not in AFTER:
        raise refusals.NotOpen
