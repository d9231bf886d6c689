"""An election of delegates: who stands, the ballot of the constituency, and what its count brings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.ordering import in_order
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Number, Row, Wrong
from unionhall.kernel.procedures.customs.going_up import escalating, reminding
from unionhall.kernel.procedures.declaration import Beginning, Procedure, Text
from unionhall.kernel.procedures.predicates import is_hall, predicate
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.delegates import asking, counted, rules, seating, sources
from unionhall.rooms.assembly.models import Candidate, Constituency, Election, Mandate, Round
from unionhall.rooms.assembly.procedure import voting
from unionhall.rooms.assembly.procedure.voting import DONE, calls_votes, prepares

elections = Procedure(
    "assembly",
    kind="election",
    detail=Election,
    start="prepared",
    line=("prepared", "voting", "counted", "closed"),
    states=voting.states(
        prepared=_("Candidates are put up, then the chair puts it to the vote."),
        counted=_("Read who is elected. What is left to do stands here, too."),
        closed=_("The result stands here with its arithmetic."),
    ),
)


@predicate("who stands in it", needs_party=True)
def stands(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and matter.candidates.filter(person=actor, stands=True).exists()


@predicate("candidates are tied")
def is_tied(matter: Matter, actor: Actor) -> bool:
    return bool(counted.tied(matter))


@predicate("seats are left, and a run-off is not the next step or has failed")
def is_unfilled(matter: Matter, actor: Actor) -> bool:
    is_free = not counted.tied(matter) or counted.is_run_off(matter)
    return is_free and counted.seats_left(matter) > 0


@predicate("every seat is filled")
def is_filled(matter: Matter, actor: Actor) -> bool:
    return counted.seats_left(matter) == 0


def _with_free_seats(matter: Matter, actor: Actor) -> Iterable[tuple[Constituency, Any]]:
    return voting.constituencies_of(actor)


@elections.opening(
    allowed=prepares,
    title=_("Prepare an election of delegates"),
    sentence=_("{actor} began to prepare an election of delegates."),
    asks={
        "constituency": Row(label=_("Which constituency elects?"), among=_with_free_seats),
        "seats": Number(label=_("How many seats are to be filled?"), least=1, most=500),
    },
)
def prepare_election(matter: Matter, *, actor: Person, constituency: Constituency, seats: int) -> Beginning:
    """Put up candidates next. Nobody votes before the chair puts it to the vote."""
    free = seating.free(constituency)
    if seats > free:
        words = _("Only %(free)d of its %(seats)d seats are free.")
        raise Wrong(words % {"free": free, "seats": constituency.seats}, question="seats")
    voting.move_to(matter, constituency)
    return Beginning(Election(constituency=constituency, seats=seats), words=str(constituency))


@elections.move(
    source=("prepared",),
    target=None,
    allowed=prepares,
    title=_("Put up candidates"),
    sentence=_("{actor} put up candidates: {count} more."),
    undone_by=("take_candidate_off",),
)
def nominate(matter: Matter, *, actor: Person, people: Sequence[Person]) -> Mapping[str, Any]:
    """Ask them before. Each is found by the exact member number, and every member here reads who stands."""
    term = matter.election.constituency.term
    held = Mandate.objects.filter(term=term, until_on=None, standing_by=None, person__in=people)
    if held.exists():
        raise Wrong(_("Somebody among them holds a seat of this term already. Take them out."))
    known = dict(matter.candidates.values_list("person", "number"))
    new = [each for each in dict.fromkeys(people) if each.pk not in known]
    last = max(known.values(), default=0)
    again = matter.candidates.filter(person__in=people, stands=False)
    count = current().change(again, stands=True) + len(new)
    current().add(
        *(Candidate(matter=matter, person=each, number=last + at) for at, each in enumerate(new, 1))
    )
    return {"count": count}


def _candidates(matter: Matter, actor: Actor) -> Iterable[tuple[Candidate, Any]]:
    return [(each, each.person.name) for each in standing(matter)]


@elections.move(
    source=("prepared",),
    target=None,
    allowed=prepares,
    title=_("Take a candidate off"),
    sentence=_("{actor} took a candidate off."),
    asks={"candidate": Row(label=_("Who does not stand?"), among=_candidates)},
    undone_by=("nominate",),
)
def take_candidate_off(matter: Matter, *, actor: Person, candidate: Candidate) -> None:
    """Whoever was put up by mistake, or does not want to stand."""
    _off(matter, candidate.person)


@elections.move(
    source=("prepared",),
    target=None,
    allowed=stands,
    title=_("Don't stand"),
    sentence=_("A candidate does not stand any more."),
    undone_by=("nominate",),
)
def stand_down(matter: Matter, *, actor: Person) -> None:
    """You were put up and don't want the seat. You need no reason."""
    _off(matter, actor)


def _off(matter: Matter, person: Person) -> None:
    """Nothing stays of whoever never stood in a vote of it."""
    found = matter.candidates.filter(person=person)
    if matter.rounds.exists():
        current().change(found, stands=False)
    else:
        current().delete(found)


def standing(matter: Matter) -> list[Candidate]:
    """Who stands and holds no seat of the term, in the order in which the place lists names."""
    term = matter.election.constituency.term
    seated = Mandate.objects.filter(term=term, until_on=None, standing_by=None).values("person")
    found = matter.candidates.filter(stands=True).exclude(person__in=seated).select_related("person")
    return in_order(found, matter.place.order, lambda each: each.person.name)


@elections.move(
    source=("prepared",),
    target="voting",
    allowed=calls_votes,
    title=_("Put it to the vote"),
    sentence=_("{actor} prepared the ballot. It begins once it is called."),
    asks=voting.ASKS,
    style="main",
    tells_members=True,
)
def put_to_vote(matter: Matter, *, actor: Person, **asked: Any) -> Mapping[str, Any]:
    """The draft of a secret ballot with all candidates. Name key holders there, and call it."""
    seats, candidates = counted.seats_left(matter), standing(matter)
    needed = rules.candidates_needed(matter, seats)
    if len(candidates) < needed:
        told = {
            "seats": seats,
            "needed": needed,
            "stand": len(candidates),
            "source": sources.said(rules.share(matter, "difference").source),
        }
        words = _(
            "At least %(needed)d must stand where %(seats)d are elected (%(source)s), and %(stand)d do."
        )
        raise Wrong(words % told)
    return _open(matter, candidates, Round.Kind.FIRST, actor, asked)


@elections.move(
    source=DONE,
    target="voting",
    allowed=calls_votes & is_tied,
    title=_("Prepare the run-off"),
    sentence=_("{actor} prepared the run-off among those who are tied."),
    asks=voting.ASKS,
    style="main",
    tells_members=True,
)
def run_off(matter: Matter, *, actor: Person, **asked: Any) -> Mapping[str, Any]:
    """Only those who are tied stand in it, for the seats that are left."""
    numbers = counted.tied(matter)
    if not numbers:
        raise Wrong(_("Nobody is tied."))
    candidates = [each for each in standing(matter) if each.number in numbers]
    return _open(matter, candidates, Round.Kind.RUN_OFF, actor, asked)


@elections.move(
    source=DONE,
    target="prepared",
    allowed=prepares & is_unfilled,
    title=_("Prepare a new election"),
    sentence=_("{actor} prepares a new election for the seats that are left."),
    tells_members=True,
    undone_by=("call_off",),
)
def elect_again(matter: Matter, *, actor: Person) -> None:
    """For the seats that are left. Candidates without a seat still stand; put up others, or take some off."""


def _open(
    matter: Matter, candidates: Sequence[Candidate], kind: str, actor: Person, asked: Mapping[str, Any]
) -> Mapping[str, Any]:
    seats = counted.seats_left(matter)
    question = asking.choose(counted.names(candidates), seats)
    one = Round(kind=kind, seats=seats, answers=[each.number for each in candidates])
    return voting.begin_round(matter, question, asking.Wanted(**asked), one, actor=actor, then="read_result")


@elections.move(
    source=("voting",),
    target="counted",
    allowed=is_hall,
    title=_("Read the result"),
    sentence=_("The ballot is over. Seats filled by it: {filled}."),
    tells_members=True,
)
def read_result(matter: Matter, *, actor: Hall, result: Mapping[str, Any]) -> Mapping[str, Any]:
    """Whoever is elected by the arithmetic of the rules has a seat at once."""
    one = voting.take(matter, result)
    return {"filled": len(counted.seat(matter, one)), "vote": one.ballot}


@elections.move(
    source=DONE,
    target="closed",
    allowed=prepares,
    title=_("Close the election"),
    sentence=_("{actor} closed the election."),
    text=Text(_("What the electing committee attests, and why seats stay free if some do")),
    style="main",
    leads=is_filled,
    tells_members=True,
)
def close_election(matter: Matter, *, actor: Person) -> None:
    """Who is elected has the seat already. A seat that stays free can be filled by another election."""


voting.ends(elections)
escalate = escalating(elections, "assembly.escalated", source=("counted",), after="counted")
remind = reminding(elections, source=("prepared", "voting"))
