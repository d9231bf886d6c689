"""An election of the town's congress, held as a test says; its ballot is by name, to be quick."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tests.town import person
from unionhall.instruments.ballot.models import Election as Ballot
from unionhall.instruments.ballot.procedure import calling, closing, named, opening, turnout
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import awaiting
from unionhall.kernel.procedures.opening import new_matter
from unionhall.rooms.assembly.models import Constituency, Mandate
from unionhall.rooms.assembly.procedure import elections, recalls

if TYPE_CHECKING:
    from tests.town import Town

DAY = timedelta(days=1)


@dataclass
class Electing:
    """The south of the mill elects: who may vote, who stands, and the matter."""

    town: "Town"
    voters: int = 12
    constituency: Constituency = field(init=False)
    people: list[Person] = field(init=False)
    candidates: list[Person] = field(init=False)
    matter: Matter = field(init=False)

    def __post_init__(self) -> None:
        congress = self.town.assembly.congress(3)
        self.people = [person(f"Vo Ter {number:02}", self.town.south) for number in range(self.voters - 1)]
        self.constituency = Constituency.objects.create(
            code="south", title={"en": "South"}, term=congress.term, place=self.town.south,
            staff=self.voters, seats=2,
        )  # fmt: skip

    @property
    def secretary(self) -> Person:
        secretary: Person = self.town.assembly.secretary
        return secretary

    def prepare(self, candidates: int = 3, seats: int = 2) -> Matter:
        """An election in which the first so many voters stand."""
        matter = new_matter(elections.prepare_election, self.town.south)
        self.matter = elections.prepare_election(
            matter, actor=self.secretary, constituency=self.constituency, seats=seats
        )
        self.candidates = self.people[:candidates]
        if candidates:
            self.matter = elections.nominate(self.matter, actor=self.secretary, people=self.candidates)
        return self.matter

    def put(self, move: Any = elections.put_to_vote) -> Ballot:
        """The ballot, as a draft."""
        self.matter = move(self.matter, actor=self.town.chair, **hours())
        return Ballot.objects.get(uid=self.matter.rounds.latest("number").ballot)

    def vote(
        self,
        votes: Sequence[Sequence[int]],
        move: Any = elections.put_to_vote,
        *,
        on_paper: Sequence[Person] = (),
    ) -> Matter:
        """Put it to the vote, by name; each row are one voter's answers. Then it is over, and read."""
        ballot = self.put(move)
        now = {"mode": Ballot.Mode.NAMED, "opens_at": timezone.now() - DAY, "with_paper": bool(on_paper)}
        Ballot.objects.filter(pk=ballot.pk).update(**now)
        ballot.refresh_from_db()
        calling.call(ballot, actor=self.town.chair, at=timezone.now() - 4 * DAY)
        assert opening.open_now(ballot)
        for voter, choices in zip([*self.people, self.town.volunteer], votes, strict=False):
            named.say(ballot, [list(choices)], person=voter)
        for voter in on_paper:
            turnout.mark_on_paper(ballot, voter)
        Ballot.objects.filter(pk=ballot.pk).update(closes_at=timezone.now())
        assert closing.close(ballot)
        return self.read()

    def read(self) -> Matter:
        """What the clock does once the ballot is over."""
        awaiting.deliver()
        self.matter = Matter.objects.get(pk=self.matter.pk)
        return self.matter

    def elected(self) -> Mandate:
        """Two are elected, a third stands by; the mandate of the first."""
        self.prepare()
        self.vote([*[marks(0, 1)] * 5, *[marks(0, 2)] * 4, *[marks(1, 2)] * 3])
        first: Mandate = Mandate.objects.select_related("constituency").get(person=self.people[0])
        return first

    def recall(self, mandate: Any) -> Matter:
        matter = new_matter(recalls.prepare_recall, self.town.south)
        self.matter = recalls.prepare_recall(matter, actor=self.secretary, mandate=mandate)
        return self.matter


def hours() -> dict[str, Any]:
    """From tomorrow on for a day, as somebody answers by the clock of the place."""
    begins = datetime.combine(timezone.localdate() + DAY, datetime.min.time())
    return {"mode": Ballot.Mode.CONVENIENT, "opens_at": begins, "closes_at": begins + DAY}


def marks(*answers: int, of: int = 3) -> list[int]:
    """A ballot with these answers chosen, from 0; the blank one stands before them."""
    return [int(not answers), *(int(place in answers) for place in range(of))]
