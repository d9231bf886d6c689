"""From counts to seats: the rounds of an election, who is elected in each, and who stands by at the end."""

from collections.abc import Sequence

from unionhall.instruments.ballot.models import Election as Ballot
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.delegates import rules, seating
from unionhall.rooms.assembly.delegates.counting import Cast, Outcome, Result, elect, is_recalled
from unionhall.rooms.assembly.delegates.seating import Came, Entering
from unionhall.rooms.assembly.models import Candidate, Mandate, Round

Kind = Round.Kind


def is_counted(one: Round) -> bool:
    """Whether its ballot ended with a result."""
    return one.stage == Ballot.Stage.FINISHED


def cast_in(one: Round) -> Cast:
    return Cast(one.entitled or 0, one.took_part or 0, one.blank)


def result_of(matter: Matter, one: Round) -> Result | None:
    """Who is elected in a round, worked out anew from its counts; None where there are none."""
    if not is_counted(one) or one.kind == Kind.RECALL:
        return None
    terms = rules.terms_of(matter, is_run_off=one.kind == Kind.RUN_OFF)
    return elect(one.counts, one.seats, cast_in(one), terms)


def recalled(matter: Matter, one: Round) -> bool:
    """Whether a counted vote recalls its delegate."""
    return is_counted(one) and is_recalled(one.counts[0], cast_in(one), rules.share(matter, "recall"))


def last_round(matter: Matter) -> Round | None:
    last: Round | None = matter.rounds.order_by("-number").first()
    return last


def tied(matter: Matter) -> list[int]:
    """The numbers of those who are tied after the last round; a run-off that failed leaves them so."""
    one = last_round(matter)
    if one is None or not one.stage:
        return []
    result = result_of(matter, one)
    if result and result.tied:
        return [one.answers[place] for place in result.tied]
    is_over = result is not None and result.outcome == Outcome.FILLED
    if one.kind != Kind.RUN_OFF or is_over:
        return []
    elected = {one.answers[place] for place in result.elected} if result else set()
    return [number for number in one.answers if number not in elected]


def is_run_off(matter: Matter) -> bool:
    """Whether the last round was one."""
    one = last_round(matter)
    return one is not None and one.kind == Kind.RUN_OFF


def seats_left(matter: Matter) -> int:
    """How many seats of the election are still to be filled."""
    held = Mandate.objects.filter(election=matter, standing_by=None, why=Mandate.Why.ELECTED)
    return max(0, int(matter.election.seats) - held.count())


def seat(matter: Matter, one: Round) -> list[Mandate]:
    """Give the elected of a round that was just counted their seats; without a tie, let others stand by."""
    result = result_of(matter, one)
    if result is None:
        return []
    constituency, people = matter.election.constituency, _people(matter)
    elected = [_entering(one, people, place) for place in result.elected]
    came = Came(Mandate.Why.ELECTED, matter, one.entitled)
    given = seating.fill(constituency, elected, came)
    if result.outcome == Outcome.FILLED:
        seating.stand_by(constituency, _standing(matter, one, result, people), came)
    return given


def _standing(
    matter: Matter, one: Round, result: Result, people: dict[int, Candidate]
) -> list[list[Entering]]:
    """Those with the majority and without a seat: of a run-off first, then of the votes before it."""
    groups, seen = _groups(one, result), set(one.answers)
    standing = [[_entering(one, people, place) for place in group] for group in groups]
    for before in matter.rounds.filter(number__lt=one.number).order_by("-number"):
        earlier = result_of(matter, before) if one.kind == Kind.RUN_OFF else None
        if earlier and earlier.outcome == Outcome.TIED:
            behind = [
                [place for place in group if before.answers[place] not in seen]
                for group in _groups(before, earlier)
            ]
            standing += [[_entering(before, people, place) for place in group] for group in behind if group]
            seen |= set(before.answers)
        if before.kind == Kind.FIRST or one.kind == Kind.FIRST:
            break
    return standing


def _groups(one: Round, result: Result) -> list[tuple[int, ...]]:
    """Who stands by after a round; in a run-off those without a vote, too: they had the majority before."""
    named = {*result.elected, *result.tied, *(place for group in result.standing for place in group)}
    rest = tuple(place for place in range(len(one.answers)) if place not in named)
    return [*result.standing, rest] if rest and one.kind == Kind.RUN_OFF else list(result.standing)


def _people(matter: Matter) -> dict[int, Candidate]:
    return {each.number: each for each in matter.candidates.select_related("person")}


def _entering(one: Round, people: dict[int, Candidate], place: int) -> Entering:
    return Entering(people[one.answers[place]].person, one.counts[place])


def names(candidates: Sequence[Candidate]) -> list[str]:
    return [each.person.name for each in candidates]
