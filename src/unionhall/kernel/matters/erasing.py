"""Erasing: of a closed matter a dated stub with its place and days stays, of a person a nameless row."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.drafts import keeping
from unionhall.kernel.journal import events
from unionhall.kernel.journal.chain import append
from unionhall.kernel.matters.details import Detail
from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.forgetting import forget
from unionhall.kernel.people.masks import masks_of, selves_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.columns import holds_of
from unionhall.kernel.privacy.holdings import (
    CASE_TEXT,
    CONTACT,
    GUESTS,
    INTERNAL_NOTES,
    NOTICES,
    RATING,
    Holding,
    Impersonal,
)
from unionhall.kernel.privacy.keys import store

EVENT = "matters.erased"
ERASED: frozenset[Holding | Impersonal] = frozenset(
    {CASE_TEXT, INTERNAL_NOTES, RATING, CONTACT, GUESTS, NOTICES}
)

events.register(EVENT, _("The words, files and people of this matter were erased."))


def erase(pk: int, now: datetime) -> bool:
    """Erase one closed matter, unless somebody works on it at this moment or it is erased already.

    1. Lock its row.  2. Destroy its key, if it has one: whoever dies after that erases it the next time.
    3. Delete the rows that hold something of a person, empty such columns of its detail: the models'
    declarations say which.  4. Write it into the journal. The bytes of its files are swept away in the
    following night, as all that no matter names. What the journal keeps of its words tells nothing then.
    """
    with transaction.atomic():
        rows = Matter.objects.closed().filter(pk=pk, erased_at__isnull=True)
        matter = rows.select_for_update(skip_locked=True).first()
        if matter is None:
            return False
        if matter.sealed or store().knows(matter.key):
            store().destroy(matter.key, timezone.localdate(now))
        for relation in Matter._meta.related_objects:
            model: Any = relation.related_model
            mine = model._base_manager.filter(**{relation.field.name: matter})
            if issubclass(model, Detail):
                mine.update(**_emptied(model))
            elif _names_somebody(model):
                mine.delete()
        entry = append(matter, EVENT, actor=None, occurred_at=now, recorded_at=now, payload={})
        matter.subject = matter.handler = matter.offered_to = matter.salt = None
        matter.erased_at = matter.changed_at = now
        matter.save()
        entry.save()
    return True


def hindrances(person: Person) -> dict[str, int]:
    """What stands against erasing a person now, counted by kind: `member`, `office`, `open`, `handled`."""
    counts = {
        "member": person.memberships.current().count(),
        "office": person.offices.current().count(),
        "open": _brought(person).distinct().count(),
        "handled": Matter.objects.open().handled_by(person).count(),
    }
    return {kind: count for kind, count in counts.items() if count}


def _brought(person: Person) -> "models.QuerySet[Any]":
    """Open matters of theirs; that somebody put them on a list keeps nobody here."""
    theirs = Party.objects.filter(person__in=selves_of(person)).exclude(capacity=Party.LISTED)
    return Matter.objects.open().filter(pk__in=theirs.values("matter"))


class StillNeeded(Exception):
    """The person can't be erased yet: see `hindrances`."""


def erase_person(pk: int, now: datetime) -> int:
    """Erase a person at their wish; how many matters went with them. Raises StillNeeded."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=pk)
        if hindrances(person):
            raise StillNeeded
        return forget_person(pk, now)


def forget_person(pk: int, now: datetime) -> int:
    """Erase the matters that are theirs alone, take them out of those with several parties, and forget them.

    Raises StillNeeded when somebody works on one of the matters at this moment: then nothing was changed.
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=pk)
        mine = Matter.objects.closed().of(person).filter(erased_at__isnull=True)
        alone = [matter.pk for matter in mine if _is_theirs_alone(matter, person)]
        erased = sum(erase(matter, now) for matter in alone)
        if erased < len(alone):
            raise StillNeeded
        Party.objects.filter(person__in=selves_of(person)).delete()
        Matter.objects.filter(subject__in=selves_of(person)).update(subject=None)
        keeping.forget(person)
        for each in (*masks_of(person), person):
            forget(each)
    return erased


def _is_theirs_alone(matter: Matter, person: Person) -> bool:
    """Whether nobody else has a seat there; a guest, too, has what they signed in it."""
    selves = selves_of(person)
    return all(isinstance(seat, Party) and seat.person_id in selves for seat in matter.seated)


def _emptied(model: type[models.Model]) -> dict[str, Any]:
    """The columns of a detail that hold something of a person, each with what is left there."""
    names = {
        name for holding, names in holds_of(model).items() if holding in ERASED for name in names.split()
    }
    fields = (field for field in model._meta.local_concrete_fields if field.name in names)
    return {field.name: None if field.null else field.get_default() for field in fields}


def _names_somebody(model: type[models.Model]) -> bool:
    points = any(field.related_model is Person for field in model._meta.concrete_fields)
    return points or not ERASED.isdisjoint(holds_of(model))
