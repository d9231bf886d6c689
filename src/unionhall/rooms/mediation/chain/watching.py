"""What the clock watches of the chain: each last day to come, and the warnings before those of the member."""

from django.utils import timezone

from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.declaration import Limit
from unionhall.kernel.procedures.states import reminder
from unionhall.rooms.mediation.chain.counting import days
from unionhall.rooms.mediation.chain.links import CHAIN

WARNINGS = ("mediation.warn_1", "mediation.warn_2", "mediation.warn_3")
LIMITS = tuple(
    Limit(
        link.rule,
        overdue="pass_day",
        act=link.what,
        lasts=True,
        on_day=True,
        ahead=tuple(reminder(rule, overdue="warn", lasts=True) for rule in WARNINGS if link.is_ours),
    )
    for link in CHAIN
)


def watch(matter: Matter) -> None:
    """Let the clock warn of the days that come, and look again after each; call it from a body.

    What has come and the clock has not acted on yet stays.
    """
    now = timezone.now()
    limits.end((each for each in _chained(matter) if not limits.waits(each, now)), at=now)
    for day in days(matter):
        if day.is_ahead:
            limits.until(
                matter,
                day.link.rule,
                day.due_on,
                state="elsewhere",
                explanation=day.explanation,
                link=day.link.name,
            )


def rest(matter: Matter) -> None:
    """Watch no day any more; call it from a body."""
    limits.end(_chained(matter), at=timezone.now())


def _chained(matter: Matter) -> list[Deadline]:
    rules = {*WARNINGS, *(link.rule for link in CHAIN)}
    return [each for each in matter.running if each.rule in rules]
