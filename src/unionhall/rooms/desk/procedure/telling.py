"""Telling somebody without an account who left a way to be reached; the job leaves with the commit."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.verbs import GRACE

ANNOUNCE = "desk.announce"  # by its name: the jobs of this room know its moves


def reaches_guests(matter: Matter) -> bool:
    return bool(matter.request.contact)


def tell_guests(matter: Matter, actor: Actor, _audience: str) -> None:
    """Once nobody can take the move back. What they did themselves is no news, but may have been the end.

    Nor does the hall's clock write: an address that nobody has proved gets letters for what people do.
    """
    if matter.seats or not reaches_guests(matter):
        return
    jobs = JobManager(DjangoConnector())
    later = timezone.now() + timedelta(seconds=GRACE)
    task = configure_task(name=ANNOUNCE, job_manager=jobs, schedule_at=later)
    task.defer(matter=matter.pk, number=matter.journal_length if isinstance(actor, Person) else 0)
