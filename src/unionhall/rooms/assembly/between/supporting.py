"""Support for a question: counted, never named, and shown from ten on."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from unionhall.kernel.matters.aggregates.hiding import FEWEST
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.models import PublicQuestion, Support

OPEN = ("asked", "escalated")


def mark_of(question: PublicQuestion, person: Person) -> str:
    """What stands for a member among those who support questions of that day: nobody can tell whose it is
    without the hall's secret, which lies in no table. It is the same for each question of the day.
    """
    words = b"supports " + question.meeting.stream.bytes + person.uid.bytes
    return hmac.new(settings.SECRET_KEY.encode(), words, sha256).hexdigest()


def support(matter: Matter, person: Person) -> bool:
    """Let a member support it, once; whether the question still waits for its answer."""
    with transaction.atomic():
        if not _waits(matter):
            return False
        mark = mark_of(matter.publicquestion, person)
        Support.objects.get_or_create(matter=matter, mark=mark)
        return True


def stop(matter: Matter, person: Person) -> None:
    """Take the support back, as long as the question waits."""
    Support.objects.filter(matter=matter, mark=mark_of(matter.publicquestion, person)).delete()


def supports(matter: Matter, person: Person) -> bool:
    return Support.objects.filter(matter=matter, mark=mark_of(matter.publicquestion, person)).exists()


def shown(matter: Matter) -> int | None:
    """By how many tens it is supported at least; None for fewer than ten, nobody included."""
    kept = matter.publicquestion.supported
    return kept or rounded(Support.objects.filter(matter=matter).count())


def rounded(number: int) -> int | None:
    """Down to tens, so that whoever looks twice, or before and after two questions were joined, finds no
    number below ten between what they saw; None for less.
    """
    return number // FEWEST * FEWEST or None


def _waits(matter: Matter) -> bool:
    """Whether it may be supported now; nobody answers it meanwhile."""
    locked = Matter.objects.select_for_update(of=("self",), no_key=True).get(pk=matter.pk)
    return locked.state in OPEN
