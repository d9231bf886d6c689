"""A meeting of the demo as its log has it: line by line, each at its minute of the clock on the wall."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.demo.calling import known
from unionhall.rooms.assembly.meeting.log import as_of, locked, record
from unionhall.rooms.assembly.models import Entitled, Item, Mandate, Presence, Voice
from unionhall.rooms.assembly.procedure import meetings
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.sitting import How
from unionhall.rooms.assembly.voting import counting, opening


@dataclass
class Chairing:
    """A meeting that begins at `begins`; what happens in it is told in minutes after that."""

    pk: int
    begins: datetime
    leader: Person
    meeting: Matter = field(init=False)
    mandates: dict[int, Mandate] = field(init=False)

    def begin(self, minute: int) -> None:
        with as_of(self.at(minute)):
            self.meeting = meetings.begin(known(self.pk), actor=self.leader, at=self.at(minute))
        found = Entitled.objects.filter(meeting=self.pk).select_related("mandate")
        self.mandates = {each.seat: each.mandate for each in found}

    def close(self, minute: int) -> None:
        with as_of(self.at(minute)):
            meetings.close(self.meeting, actor=self.leader, at=self.at(minute))

    def at(self, minute: int) -> datetime:
        return self.begins + timedelta(minutes=minute)

    def write(self, minute: int, *lines: events.Event, actor: Person | None = None) -> None:
        """These lines at that minute, by whoever leads it unless told."""
        with locked(self.meeting) as log:
            for line in lines:
                record(log, line, actor=actor or self.leader, at=self.at(minute))

    def speak(self, minute: int, seat: int, minutes: int) -> None:
        """A seat asks for the word, has it, and ends."""
        self.ask(minute, seat)
        self.write(minute, events.Given(seat))
        self.write(minute + minutes, events.Ended(seat))

    def ask(self, minute: int, seat: int, why: str = "speech") -> None:
        self.write(minute, events.Asked(seat, why, self.mandates[seat].constituency_id))

    def be_there(self, minute: int, present: int) -> None:
        """So many are in the room from then on, the first of them by seat."""
        in_the_room = Presence.objects.filter(meeting=self.meeting)
        in_the_room.exclude(seat__lte=present).delete()
        Presence.objects.bulk_create(
            (
                Presence(meeting=self.meeting, mandate=self.mandates[seat], seat=seat)
                for seat in sorted(self.mandates)
                if seat <= present
            ),
            ignore_conflicts=True,
        )
        self.write(minute, events.Present(present))

    def by_name(self, minute: int, item: int, against: Mapping[int, str], *, present: int) -> None:
        """All in the room say yes, but those who are told otherwise; counted three minutes later."""
        number = self._open(minute, item, How.NAMES)
        Voice.objects.bulk_create(
            Voice(
                meeting=self.meeting,
                vote=number,
                mandate=self.mandates[seat],
                seat=seat,
                choice=against.get(seat, Voice.Choice.YES),
            )
            for seat in range(1, present + 1)
        )
        self._close(minute + 3, number)

    def by_hands(
        self, minute: int, item: int, counted: tuple[int, int, int], tellers: tuple[int, int]
    ) -> None:
        """Both tellers counted the same, and each entered it."""
        number = self._open(minute, item, How.HANDS)
        for seat in tellers:
            self.write(minute + 1, events.Entered(number, seat, *counted), actor=self.mandates[seat].person)
        self._close(minute + 2, number)

    def _open(self, minute: int, item: int, how: How) -> int:
        found = Item.objects.select_related("motion__motion").get(meeting=self.pk, number=item)
        with as_of(self.at(minute)):
            return opening.open_vote(self.meeting, found, how, actor=self.leader)

    def _close(self, minute: int, number: int) -> None:
        with as_of(self.at(minute)):
            counting.close(self.meeting, number, actor=self.leader)
