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
    """The numbers of the candidates who are tied in the last round."""
    one = last_round(matter)
    result = result_of(matter, one) if one else None
    return [one.answers[place] for place in result.tied] if one and result else []


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
    """Those with the majority and without a seat: of a run-off first, then of the vote before it."""
    groups = [[_entering(one, people, place) for place in group] for group in result.standing]
    if one.kind == Kind.FIRST:
        return groups
    said = {place for group in result.standing for place in group}
    without = set(range(len(one.answers))) - said - set(result.elected)
    rest = [_entering(one, people, place) for place in sorted(without)]
    before = matter.rounds.get(number=one.number - 1)
    earlier = result_of(matter, before)
    behind = _standing(matter, before, earlier, people) if earlier else []
    return [*groups, *([rest] if rest else []), *_without(behind, one, people)]


def _without(groups: list[list[Entering]], one: Round, people: dict[int, Candidate]) -> list[list[Entering]]:
    """Without those who stood in the later round."""
    again = {people[number].person_id for number in one.answers}
    kept = [[each for each in group if each.person.pk not in again] for group in groups]
    return [group for group in kept if group]


def _people(matter: Matter) -> dict[int, Candidate]:
    return {each.number: each for each in matter.candidates.select_related("person")}


def _entering(one: Round, people: dict[int, Candidate], place: int) -> Entering:
    return Entering(people[one.answers[place]].person, one.counts[place])


def names(candidates: Sequence[Candidate]) -> list[str]:
    return [each.person.name for each in candidates]
