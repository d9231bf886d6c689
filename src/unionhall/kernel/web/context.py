"""What every page knows of the hall and of its reader."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from unionhall.kernel.people import recovery
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.reach import Reach, reach_of
from unionhall.kernel.rooms import parts
from unionhall.kernel.web import reach
from unionhall.kernel.web.account.beginning import new_offices
from unionhall.kernel.web.channels.numbers import may_see
from unionhall.kernel.web.finding.doors import PRIVACY, REACH, RECEIPT
from unionhall.kernel.web.waiting import Waiting, waiting_of
from unionhall.kernel.web.worklist import serves_a_room


def hall(request: HttpRequest) -> dict[str, Any]:
    """The hall's name, its doors for this reader, and what stands in the account menu."""
    return {"hall": SimpleLazyObject(lambda: _hall(request))}


def _hall(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    person = user if isinstance(user, Person) else None
    waits = waiting_of(request, person) if person else None
    atlas = current_atlas(waits.edition if waits else None)
    return {
        "name": name(atlas),
        "reach": reach.facts(_in_short(atlas)),
        "doors": [_door(request, *each) for each in doors(person, waits)],
        "person": person.name if person else "",
        "new_offices": new_offices(person) if person else [],
        "account": [_door(request, *each) for each in own_pages(person)],
        "pages": [_door(request, door.title, reverse(door.page), 0) for door in (REACH, RECEIPT, PRIVACY)],
    }


def name(atlas: Atlas | None = None) -> str:
    """The name of the union that runs this hall: its first root, on this map or the current one."""
    return str((atlas or current_atlas()).first or "unionhall")


def _in_short(atlas: Atlas) -> Reach:
    """The union's own telephone and address, for the foot of every page."""
    known = reach_of(atlas.places, atlas.first.path) if atlas.first else Reach()
    return Reach(telephone=known.telephone, address=known.address)


def doors(person: Person | None, waits: Waiting | None) -> list[tuple[Any, str, int]]:
    """Title, address and number of new things of each door in the navigation."""
    shown: list[tuple[Any, str, int]] = []
    if person and waits:
        shown.append((_("My matters"), reverse("mine"), 0))
        if waits.in_hand or serves_a_room(person):
            shown.append((_("Worklist"), reverse("worklist"), 0))
        shown.append((_("Inbox"), reverse("inbox"), waits.unread))
    shown += [
        (part.title, reverse(f"{part.label}:front"), waits.due.get(part.label, 0) if waits else 0)
        for part in parts()
        if has_front(part.label)
    ]
    if person:
        shown.append((_("Who answers where"), reverse("coverage"), 0))
    return shown


def own_pages(person: Person | None) -> list[tuple[Any, str, int]]:
    """What stands in the account menu besides one's own account."""
    shown: list[tuple[Any, str, int]] = []
    if person and recovery.offices_for_it(person):
        shown.append((_("Lost second steps"), reverse("lost_steps"), 0))
    if person and may_see(person):
        shown.append((_("Notices on their way"), reverse("notice_numbers"), 0))
    return shown


def has_front(label: str) -> bool:
    try:
        reverse(f"{label}:front")
    except NoReverseMatch:
        return False
    return True


def _door(request: HttpRequest, title: Any, url: str, count: int) -> dict[str, Any]:
    here = request.path == url or (url != "/" and request.path.startswith(url))
    return {"title": title, "url": url, "count": count, "current": here}
