"""By which channel a notice goes next: the person's own order, then e-mail, then the inbox alone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from unionhall.kernel.notices import channels
from unionhall.kernel.notices.models import Choice, Hours, Notice
from unionhall.kernel.notices.moments import may_leave_at
from unionhall.kernel.people.models import Person

MOST_FAILURES = 10  # attempts in a row, over all notices of a person, before a channel rests
REST = timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """What one person has chosen, as far as it can be used now."""

    person: Person
    choices: list[Choice]
    hours: Hours | None

    def channel_for(self, notice: Notice, now: datetime) -> str:
        """The first channel that has not failed for this notice; empty when only the inbox is left."""
        usable = (each.channel for each in self.choices if self._can_use(each, now))
        wanted = [*usable, *self._last_resort()]
        used = {*notice.given_up, notice.went_by}
        return next((channel for channel in wanted if channel not in used), "")

    def may_leave_at(self, notice: Notice, channel: str, now: datetime) -> datetime:
        return may_leave_at(notice, self.hours, now, rings=channel not in ("", channels.EMAIL))

    @property
    def is_daily(self) -> bool:
        return self.hours is not None and self.hours.daily_at is not None

    def address(self, channel: str) -> str:
        """Where the person is reached on a channel."""
        known = {channels.EMAIL: self.person.email or "", channels.SMS: self.person.phone}
        return known[channel] if channel in known else self.choice(channel).address

    def choice(self, channel: str) -> Choice:
        return next(each for each in self.choices if each.channel == channel)

    def note(self, channel: str, *, failed: bool, now: datetime) -> None:
        """Count an attempt; after ten failures in a row the channel rests for a day."""
        chosen = next((each for each in self.choices if each.channel == channel), None)
        if chosen is None or not (failed or chosen.failures):
            return
        chosen.failures = min(chosen.failures + 1, MOST_FAILURES) if failed else 0
        chosen.rests_until = now + REST if chosen.failures >= MOST_FAILURES else None
        chosen.save(update_fields=["failures", "rests_until"])

    def _can_use(self, choice: Choice, now: datetime) -> bool:
        rests = choice.rests_until is not None and choice.rests_until > now
        offered = choice.channel == channels.EMAIL or channels.is_offered(choice.channel)
        return offered and not rests and bool(self.address(choice.channel))

    def _last_resort(self) -> list[str]:
        """E-mail after every other; but who has chosen no channel at all has chosen the inbox."""
        chose_the_inbox = self.hours is not None and not self.choices
        return [channels.EMAIL] if self.person.email and not chose_the_inbox else []


def plans(people: Iterable[Person]) -> dict[int, Plan]:
    """The plan of each person by their id, in two queries."""
    wanted = {person.pk: person for person in people}
    chosen: dict[int, list[Choice]] = defaultdict(list)
    for choice in Choice.objects.filter(person__in=wanted).select_related("person").order_by("position"):
        chosen[choice.person_id].append(choice)
    hours = Hours.objects.in_bulk(wanted)
    return {pk: Plan(person, chosen[pk], hours.get(pk)) for pk, person in wanted.items()}
