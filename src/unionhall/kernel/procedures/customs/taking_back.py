"""Taking back what one has just done, before a letter about it leaves the hall."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from unionhall.kernel.drafts import keeping
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.awaited import Awaited
from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import Actor, uid_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.declaration import NOTHING, Move, Procedure, procedure_of
from unionhall.kernel.procedures.predicates import predicate
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.kernel.procedures.verbs import GRACE, TAKE_BACK
from unionhall.kernel.procedures.work import current


@predicate("who has just done it")
def has_just_done_it(matter: Matter, actor: Actor) -> bool:
    return _last(matter, actor) is not None


def taking_back(procedure: Procedure) -> Move:
    """`take_back`: whoever made a move `for_a_minute` undoes it while nothing else has happened.

    The matter is where it was and in whose hands, with the limits that ran; words, files and notices of that
    move are gone, and the journal says that something was taken back. Declare it after those moves.
    """
    moves = [move for move in procedure.moves.values() if move.for_a_minute]

    @procedure.move(
        source={state for move in moves for state in ([move.target] if move.target else move.source)},
        target=None,
        allowed=has_just_done_it,
        title=_("Take it back"),
        sentence=_("{actor} took that back at once."),
        done=_("You took it back. All is as it was before."),
        tells=False,
        style="main",
        lost=NOTHING,
        named=TAKE_BACK,
    )
    def take_back(matter: Matter, *, actor: Person) -> None:
        """Within a minute: no letter has left, and all is as it was before."""
        last = _last(matter, actor)
        if last is None:
            raise NotAllowed(TAKE_BACK)
        if _move_of(matter, last).target is not None:
            _count_on(matter, last)
            matter.state, matter.closed_at, matter.offered_to = last.payload["from"], None, None
        if "had" in last.payload:
            had = last.payload["had"]
            matter.handler = Person.objects.filter(uid=had).first() if had else None
        keeping.go_on(matter.reference)
        notices = Notice.objects.filter(matter=matter, number=last.number)
        current().delete(notices, matter.messages.filter(number=last.number))
        if "files" in last.payload:
            current().delete(matter.files.filter(added_by=actor, added_at__gte=last.recorded_at))

    return take_back


def defer_until_it_stands(task: str, **arguments: Any) -> None:
    """Defer a job, by its name, till nobody can take the move back any more that is being made.

    It is written in the transaction of the move, also where a worker makes it. The job itself asks
    `acting.was_taken_back`.
    """
    jobs = JobManager(DjangoConnector())
    later = timezone.now() + timedelta(seconds=GRACE)
    configure_task(name=task, job_manager=jobs, schedule_at=later).defer(**arguments)


def _last(matter: Matter, actor: Actor) -> Entry | None:
    """What the actor did a moment ago and nobody has built upon since; None where there is no such thing."""
    since = timezone.now() - timedelta(seconds=GRACE)
    if not isinstance(actor, Person) or matter.changed_at < since:
        return None
    mine = Entry.objects.filter(stream=matter.stream, actor=uid_of(matter.known_as(actor)))
    found = mine.filter(number=matter.journal_length, recorded_at__gte=since, payload__has_key="from")
    last: Entry | None = found.first()
    return None if last is None or _has_settled(matter) else last


def _move_of(matter: Matter, entry: Entry) -> Move:
    return procedure_of(matter).moves[entry.event.rpartition(".")[2]]


def _has_settled(matter: Matter) -> bool:
    """Whether others wait for the end of this matter, which they have been told of."""
    return Awaited.objects.filter(stream=matter.stream, settled_at__isnull=False).exists()


def _count_on(matter: Matter, last: Entry) -> None:
    """End the limits of the state, and let those run on that the move had ended."""
    now, states = timezone.now(), procedure_of(matter).states
    limits.end((each for each in matter.running if each.state == matter.state), at=now)
    if states[matter.state].pauses:
        current().save(limits.resume(matter, now))
    ended: list[Deadline] = list(matter.deadlines.filter(met_at=last.occurred_at))
    for each in ended:
        each.matter, each.met_at = matter, None
    if ended:
        current().save(*ended)
    matter.running.extend(ended)
