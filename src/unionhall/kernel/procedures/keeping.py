"""How long a closed matter is kept: by the rule `<room>.keep` of its place's pack, as it stands today.

Its parties are told 30 days before it is erased, so that they can take a copy.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal import events
from unionhall.kernel.journal.chain import append
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.erasing import erase, forget_person
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.telling import notices
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.forgetting import NOBODY
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.keys import store
from unionhall.kernel.procedures.packs import names, pack
from unionhall.kernel.procedures.rules import UnknownRule
from unionhall.kernel.procedures.succession import pass_on
from unionhall.kernel.procedures.work import unit
from unionhall.kernel.rooms import Room, rooms

NOTICE = timedelta(days=30)
EVENT = "procedures.erased_soon"
events.register(
    EVENT, _("In 30 days the words and files of this matter are erased. Take a copy before, in your account.")
)


def erase_over(now: datetime | None = None) -> int:
    """Erase every closed matter whose time is over, one transaction each; how many those were.

    Of the others, those that will be over in 30 days are announced. One with parties who were not told yet
    stays for those 30 days, however late it is.
    """
    moment = now or timezone.now()
    return sum(_end(matter, days, moment) for room in rooms() for matter, days in _ending(room, moment))


def erase_destroyed(now: datetime) -> int:
    """Erase whom and what the key store knows as destroyed, in a database that is older than that; how many.

    Whatever an erased person had or held at that time ended since.
    """
    scopes = [scope.partition("/") for scope in store().destroyed()]
    uids = [uid for kind, _slash, uid in scopes if kind == "person"]
    streams = [uid for kind, _slash, uid in scopes if kind == "matter"]
    persons = list(Person.objects.filter(uid__in=uids).exclude(name=NOBODY))
    for person in persons:
        today = timezone.localdate(now)
        for held in (person.memberships.current(), person.offices.current()):
            held.filter(from_on=today).delete()
            held.update(until_on=today - timedelta(days=1))
        pass_on(person)
        Matter.objects.open().of(person).update(closed_at=now, due_at=None, clock_at=None)
        forget_person(person.pk, now)
    matters = Matter.objects.closed().filter(stream__in=streams, erased_at__isnull=True)
    return len(persons) + sum(erase(pk, now) for pk in matters.values_list("pk", flat=True))


def _ending(room: Room, now: datetime) -> Iterator[tuple[Matter, int]]:
    """Closed matters that are over or will be so within the notice, each with the days it is kept.

    Where a room keeps for good what lies open in it, its rule is for its private matters.
    """
    rule = f"{room.label}.keep"
    kept = {name: days for name in names() if (days := _days(name, rule, now)) is not None}
    if not kept:
        return
    earliest = now + NOTICE - timedelta(days=min(kept.values()))
    closed = Matter.objects.closed().filter(room=room.label, erased_at__isnull=True, closed_at__lt=earliest)
    if room.keeps_for_good:
        closed = closed.exclude(kind__in=room.opens)
    for matter in closed.select_related("place").order_by("closed_at").iterator():
        days = kept.get(matter.place.pack)
        if days is not None and matter.closed_at < now + NOTICE - timedelta(days=days):
            yield matter, days


def _end(matter: Matter, days: int, now: datetime) -> bool:
    """Announce the end of a matter, or erase it; whether it was erased."""
    assert matter.closed_at
    told_at = _told_at(matter)
    if matter.people and told_at is None:
        _announce(matter, now)
        return False
    is_over = matter.closed_at < now - timedelta(days=days)
    return is_over and (told_at is None or told_at <= now - NOTICE) and erase(matter.pk, now)


def _told_at(matter: Matter) -> datetime | None:
    told = Entry.objects.filter(stream=matter.stream, event=EVENT, occurred_at__gte=matter.closed_at)
    return told.values_list("occurred_at", flat=True).last()


def _announce(matter: Matter, now: datetime) -> None:
    with unit() as work:
        locked = work.lock(matter)
        entry = append(locked, EVENT, actor=None, occurred_at=now, recorded_at=now, payload={})
        told = notices(locked, entry, actor=HALL)
        work.write([locked], [entry, *(notice for notice in told if notice.person_id in matter.party_ids)])


def _days(name: str, key: str, now: datetime) -> int | None:
    try:
        return pack(name).get(key, on=now.date()).amount
    except UnknownRule:
        return None
