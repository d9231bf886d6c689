"""Telling people that something happened; written with the move, sent after its commit."""

from collections.abc import Iterable

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person


def notices(
    matter: Matter,
    entry: Entry,
    *,
    actor: Actor,
    parties: Iterable[Person] | None = None,
    also: Iterable[Person] = (),
) -> list[Notice]:
    """Notices for the parties, the handler and `also`, each once, never for who did it; not yet written."""
    if parties is None:
        parties = Person.objects.filter(parties__matter=matter)
    concerned = {
        person.pk: person for person in (*parties, *also, *([matter.handler] if matter.handler else []))
    }
    if isinstance(actor, Person):
        concerned.pop(actor.pk, None)
    return [
        Notice(
            person=person,
            matter=matter,
            event=entry.event,
            number=entry.number,
            created_at=entry.recorded_at,
            try_at=entry.recorded_at,
        )
        for person in concerned.values()
        if person.is_active
    ]
