"""Telling people that something happened; written with the move, sent after its commit."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.utils import timezone

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice, Topic
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.masks import selves_of
from unionhall.kernel.people.models import Person


def announce(about: Topic | Matter, entry: Entry, people: Iterable[int]) -> None:
    """Tell persons, by their ids, what happened to a topic or to a matter that lies open to them.

    Nobody twice, in the same transaction, and no row says later who has read it.
    """
    told = {
        "people": sorted(set(people)),
        "topic": about.pk if isinstance(about, Topic) else None,
        "matter": about.pk if isinstance(about, Matter) else None,
        "event": entry.event,
        "number": entry.number,
        "at": entry.recorded_at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANNOUNCE, told)


# To all members of a union at once: a row of Python for each would take many times as long.
_ANNOUNCE = """
    INSERT INTO notices_notice (person_id, topic_id, matter_id, event, number, created_at, read_at, try_at,
        urgent, loud, went_by, channel, given_up, tries)
    SELECT person, %(topic)s, %(matter)s, %(event)s, %(number)s, %(at)s, %(at)s, %(at)s,
        false, false, '', '', '{}', 0
    FROM unnest(%(people)s::bigint[]) AS person
    ON CONFLICT DO NOTHING
"""


def notices(
    matter: Matter,
    entry: Entry,
    *,
    actor: Actor,
    parties: Iterable[Person] | None = None,
    also: Iterable[Person] = (),
    loud: bool = False,
) -> list[Notice]:
    """Notices for the parties, the handler, whom it is offered to, and `also`; not yet written.

    Each person gets one, and who did it none. What the hall's own clock does is urgent: a time limit.
    """
    if parties is None:
        parties = Person.objects.filter(parties__matter=matter)
    in_charge = [person for person in (matter.handler, matter.offered_to) if person]
    concerned = {person.pk: person for person in (*parties, *also, *in_charge)}
    if isinstance(actor, Person):
        concerned.pop(actor.pk, None)
    return [
        Notice(
            person=person,
            matter=matter,
            event=entry.event,
            number=entry.number,
            urgent=isinstance(actor, Hall),
            loud=loud,
            created_at=entry.recorded_at,
            try_at=entry.recorded_at,
        )
        for person in concerned.values()
        if person.is_active or person.mask_in
    ]


def mark_read(matter: Matter, people: Iterable[int]) -> None:
    """Whoever opens a matter, by their ids, has read what they were told of it. Only the day is kept."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK_READ, {"day": today(), "matter": matter.pk, "people": list(people)})


def mark_all_read(person: Person) -> None:
    """A person has read all that they were told, also behind their masks.

    Each of their selves by itself, and of the moment only the day: two rows that changed in one transaction
    or at one moment would tell which mask is whose.
    """
    for self in selves_of(person):
        Notice.objects.filter(person=self).unread().update(read_at=today())


def today() -> datetime:
    """The beginning of the day: as much as anybody needs to know of when a person was here."""
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)


# With every page of a matter: building the statement would take longer than running it.
_MARK_READ = """
    UPDATE notices_notice SET read_at = %(day)s
    WHERE matter_id = %(matter)s AND person_id = ANY(%(people)s) AND read_at IS NULL
"""
