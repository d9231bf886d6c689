"""Passing on: who has no office any more gives up, at once, what they had in hand through it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal import events
from unionhall.kernel.journal.chain import append
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.querysets import reach
from unionhall.kernel.notices.telling import notices
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.answering import NobodyAnswers, first_contact
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.escalation import unfit
from unionhall.kernel.procedures.work import unit
from unionhall.kernel.rooms import room

EVENT = "procedures.pass_on"
events.register(EVENT, _("Whoever had it holds that office no longer. {handler} answers for it now."))


def pass_on(person: Person) -> int:
    """Give the open matters that no office of the person's reaches any more to somebody who answers there.

    Returns how many went. Call it in the transaction that ends an office. Each matter is locked, changed,
    written down and told. One for which nobody else answers stays, since no matter is ever unowned.
    """
    beyond = Matter.objects.open().exclude(reach(Person.objects.get(pk=person.pk)))
    beyond.offered_to(person).update(offered_to=None)
    held = beyond.handled_by(person).order_by("pk")
    return sum(_pass_on(matter, person) for matter in held)


def _pass_on(matter: Matter, person: Person) -> bool:
    with unit() as work:
        matter = work.lock(matter)
        declared = room(matter.room)
        try:
            matter.handler = first_contact(
                matter.place, declared.handled_by, declared.coordinated_by, unfit(matter) | {person.pk}
            )
        except NobodyAnswers:
            return False
        now = timezone.now()
        payload = {"handler": str(matter.handler.uid)}
        entry = append(matter, EVENT, actor=None, occurred_at=now, recorded_at=now, payload=payload)
        matter.changed_at = now
        work.write([matter], [entry, *notices(matter, entry, actor=HALL)])
        return True
