"""What the assembly brings along to the town of the tests: a congress, made when a test asks for it."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.procedures.opening import new_matter
from unionhall.rooms.assembly.apps import MANAGEMENT, PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.meeting import log
from unionhall.rooms.assembly.meeting.presence import arrive
from unionhall.rooms.assembly.models import Constituency, Item, Mandate, Meeting, Term
from unionhall.rooms.assembly.procedure import meetings, motions, promises, questions, screening
from unionhall.rooms.assembly.procedure.delegates import lacking
from unionhall.rooms.assembly.sitting import events

if TYPE_CHECKING:
    from tests.town import Town


@dataclass
class Furniture:
    """The assembly of a town, as `town.assembly`; nothing of it is there before it is asked for.

    `tag` tells the people and things of several congresses of one hall apart.
    """

    town: "Town" = field(init=False)
    tag: str = ""
    leader: Person = field(init=False)
    secretary: Person = field(init=False)
    term: Term = field(init=False)
    mandates: list[Mandate] = field(init=False)

    def congress(self, delegates: int = 12) -> "Furniture":
        """A congress of the mill with so many delegates of its north, who leads it and who keeps it."""
        today = timezone.localdate()
        self.leader, self.secretary = (
            self._officer("Lea Der", PRESIDIUM),
            self._officer("Sek Retary", SECRETARY),
        )
        self.term = Term.objects.create(
            code=f"first{self.tag}", title={"en": "First congress"}, place=self.town.mill, staff=300,
            from_on=today - timedelta(days=30), until_on=today + timedelta(days=1_000),
        )  # fmt: skip
        self.north = Constituency.objects.create(
            code=f"north{self.tag}",
            title={"en": "North"},
            term=self.term,
            place=self.town.north,
            staff=300,
            seats=delegates,
        )
        self.mandates = [self._mandate(seat) for seat in range(1, delegates + 1)]
        return self

    def meeting(self, *names: str, days: int = 10) -> Matter:
        """A meeting that is being prepared, with an agenda of those names."""
        begins = datetime.combine(timezone.localdate() + timedelta(days=days), time(9))
        matter = new_matter(meetings.prepare, self.town.mill)
        matter = meetings.prepare(
            matter, actor=self.leader, term=self.term, name="Spring meeting", where="The hall",
            starts_at=begins, ends_at=begins + timedelta(hours=3),
        )  # fmt: skip
        for number, name in enumerate(names or ("Opening", "Pay"), 1):
            Item.objects.create(meeting=matter, number=number, position=number, name=name)
        return matter

    def sitting(self, *names: str, present: int | None = None) -> Matter:
        """A meeting that sits, with the first so many delegates in the room, all unless told."""
        matter = meetings.call(self.meeting(*names), actor=self.leader)
        begins = timezone.now() - timedelta(minutes=5)
        Meeting.objects.filter(pk=matter.pk).update(starts_at=begins)
        matter = meetings.begin(matter, actor=self.leader)
        for mandate in self.mandates[:present]:
            arrive(matter, mandate)
        return matter

    def motion(
        self, name: str = "Longer breaks", *, by: int = 1, state: str = "filed", **fields: str
    ) -> Matter:
        """A motion of whoever holds that seat, seconded by the two after them, brought to that state."""
        says = {
            "subject": "hours",
            "text": "Breaks last 20 minutes.\nThey are paid.",
            "grounds": "We are tired.",
        }
        proposer = self.mandates[by - 1].person
        matter = new_matter(motions.propose, self.town.north)
        told: dict[str, Any] = {**says, **fields}
        matter = motions.propose(matter, actor=proposer, term=self.term, name=name, **told)
        if state == "proposed":
            return matter
        for mandate in (each for each in self.mandates[:4] if each.seat != by):
            if lacking(matter):
                matter = motions.second(matter, actor=mandate.person)
        matter = motions.hand_in(matter, actor=proposer)
        return matter if state == "screening" else screening.file(matter, actor=self.secretary)

    def agenda(self, *put: Matter, together: bool = False) -> Matter:
        """A meeting that is being prepared, with these motions on its agenda, after its two other items."""
        meeting, beside = self.meeting(), None
        for each in put:
            screening.put_on_agenda(each, actor=self.secretary, meeting=meeting.meeting, beside=beside)
            beside = meeting.items.get(motion=each) if together and beside is None else beside
        return meeting

    def sit(self, meeting: Matter, *, item: int = 3, present: int | None = None) -> Matter:
        """Let a meeting begin with the first so many delegates, and call one of its items."""
        meeting = meetings.call(meeting, actor=self.leader)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(minutes=5))
        meeting = meetings.begin(meeting, actor=self.leader)
        for mandate in self.mandates[:present]:
            arrive(meeting, mandate)
        self.call_item(meeting, item)
        return meeting

    def call_item(self, meeting: Matter, number: int) -> None:
        """Deal with that item from now on."""
        with log.locked(meeting) as found:
            log.record(found, events.ItemCalled(number), actor=self.leader)

    def management(self) -> Person:
        """Whoever represents the management at the mill, a member there as most are."""
        return self._officer("Mana Ger", MANAGEMENT)

    def question_day(self, days: int = 20) -> Matter:
        """A question day of the mill that is being prepared."""
        matter = self.meeting("Questions and answers", days=days)
        Meeting.objects.filter(pk=matter.pk).update(kind=Meeting.Kind.QUESTION_DAY, name="Question day")
        found: Matter = Matter.objects.select_related("meeting", "place").get(pk=matter.pk)
        return found

    def question(self, day: Matter, words: str = "When is the roof mended?", *, code: str = "") -> Matter:
        """One that the member asks with their name, or with a code instead."""
        begun = new_matter(questions.ask_openly, self.town.mill)
        said: dict[str, Any] = {"meeting": day, "asked": words, "more": ""}
        if code:
            return questions.ask_unnamed(begun, actor=HALL, digest=digest_of(code), **said)
        return questions.ask_openly(begun, actor=self.town.member, **said)

    def promise(self, source: Matter, *, days: int = 20, owner: str = "Works office") -> Matter:
        """One that the management makes there, for a day so many days from today."""
        until = timezone.localdate() + timedelta(days=days)
        begun = new_matter(promises.promise, self.town.mill)
        manager = Person.objects.get(offices__role=MANAGEMENT)
        return promises.promise(
            begun, actor=manager, promised="The roof is mended", owner=owner, until=until, source=source
        )

    def supporters(self, number: int) -> list[Person]:
        """So many members of the north."""
        return [self._member(f"Sup Porter {each}") for each in range(number)]

    def _member(self, name: str) -> Person:
        made = Person.objects.create_user(f"{name.lower().replace(' ', '.')}@town.example", None, name=name)
        Membership.objects.create(person=made, place=self.town.north)
        return made

    def _mandate(self, seat: int) -> Mandate:
        delegate = Person.objects.create_user(
            f"delegate{seat}.{self.tag}@town.example" if self.tag else f"delegate{seat}@town.example",
            None,
            name=f"Dele Gate {seat}",
        )
        Membership.objects.create(person=delegate, place=self.town.north)
        return Mandate.objects.create(term=self.term, constituency=self.north, person=delegate, seat=seat)

    def _officer(self, name: str, role: str) -> Person:
        slug = name.lower().replace(" ", ".") + self.tag
        made = Person.objects.create_user(f"{slug}@town.example", None, name=name)
        Membership.objects.create(person=made, place=self.town.mill)
        Office.objects.create(person=made, place=self.town.mill, role=role)
        return made


def forget() -> None:
    """What a process keeps of meetings is forgotten, as if it had just begun."""
    log._kept.clear()
