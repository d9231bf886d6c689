"""The offices' part of the demo union: one that waits for its person, and one for a second signature."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from unionhall.demo.union import Union
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import granting

YEARS = timedelta(days=3 * 365)


def furnish(union: Union) -> None:
    """Plan a steward for the area that has nobody, and ask the member who can sign in to help at theirs."""
    vacant = Story(union, union.members["market"][-1], "steward", "market")
    union.plan(union.working_day(3), vacant.propose)
    union.plan(union.working_day(1), vacant.accept)
    asked = Story(union, union.people["member"], "volunteer", "terminal")
    union.plan(union.working_day(1, 15), asked.propose)


@dataclass
class Story:
    """One office that the administrator proposes."""

    union: Union
    person: Person
    role: str
    area: str
    opened: int = 0

    def propose(self, at: datetime) -> None:
        proposer, today = self.union.people["administrator"], timezone.localdate()
        place = self.union.places[self.area]
        matter = Matter(place=place, subject=self.person, handler=proposer)
        wanted = Appointment(role=self.role, from_on=today, until_on=today + YEARS)
        self.opened = granting.propose(matter, actor=proposer, appointment=wanted, at=at).pk

    def accept(self, at: datetime) -> None:
        matter = Matter.objects.select_related("place", "handler", "subject").get(pk=self.opened)
        granting.accept(matter, actor=self.person, at=at)
