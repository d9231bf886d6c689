"""A list of members for a purpose: two officers, fifty rows, and everybody on it is told and may object."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.ordering import people_in_order
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.asks import Choice
from unionhall.kernel.procedures.declaration import NOTHING, Beginning, Text
from unionhall.kernel.procedures.predicates import holds, is_hall, is_party, predicate
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.procedures.work import current
from unionhall.rooms.register.models import MOST_LISTED, Listed, Listing
from unionhall.rooms.register.procedure.deciding import limited
from unionhall.rooms.register.procedure.list_states import UNSIGNED, lists
from unionhall.rooms.register.procedure.signers import KEEPER, hand_list_up, is_asker, signs_here

FILES = (("xlsx", _("An Excel workbook (.xlsx)")), ("csv", _("A table as text (.csv)")))


class WrongLength(Refusal):
    """A list names somebody, and at most fifty."""

    status = 422
    message = _("A list names at least one member, and 50 at most.")


class NotTheirs(Refusal):
    """A list is of members of the keeper's own places, and never of the keeper."""

    status = 422
    message = _("Only members of your own places can be on your list, and not yourself.")


class NobodyLeft(Refusal):
    """Everybody objected or left."""

    message = _("Nobody is left on this list. Close it, with a word to those who were on it.")


@lists.opening(
    allowed=holds(KEEPER),
    title=_("Ask for a list"),
    sentence=_("{actor} asked for a list of members. Another officer has to sign it."),
)
def ask_for_list(
    matter: Matter, *, actor: Person, listing: Listing, members: Sequence[Person] = ()
) -> Beginning:
    """For a purpose that everybody on it will read; the journal keeps how many they are, and no number."""
    people = list(dict.fromkeys(members))
    if not 0 < len(people) <= MOST_LISTED:
        raise WrongLength
    ids = [person.pk for person in people]
    if actor in people or _members(matter).filter(pk__in=ids).count() < len(ids):
        raise NotTheirs
    listing.asked_by = actor
    return Beginning(
        listing,
        unpromised=True,
        rows=tuple(Listed(person=person) for person in people),
        payload={"count": len(people)},
    )


def _members(matter: Matter) -> QuerySet[Person]:
    """The members of the list's place and of those below it."""
    there = Membership.objects.current().filter(place__path__startswith=matter.place.path)
    return Person.objects.filter(is_active=True, pk__in=there.values("person"))


def left_on(matter: Matter) -> list[Person]:
    """Who is on the list still: nobody who objected, left the union or moved elsewhere, by name."""
    rows = Listed.objects.filter(matter=matter, objected_at=None)
    people = _members(matter).filter(pk__in=rows.values("person")).order_by("number")
    return people_in_order(people, matter.place.order)


@lists.move(
    source=UNSIGNED,
    target="announced",
    allowed=signs_here,
    title=_("Sign the list"),
    sentence=_(
        "{person} asked for a list with names and numbers of members, {actor} signed it. What it is for, and "
        "which columns it has, stands here. Whoever is on it can object and is taken off."
    ),
    style="main",
    lost=_(
        "You can't take your signature back. Everybody on the list is told, and after the time to "
        "object the keeper can take it as a file."
    ),
)
def sign_list(matter: Matter, *, actor: Person) -> Mapping[str, Any]:
    """Sign only for a purpose that needs it. Everybody on it reads your name and can object."""
    listing: Listing = matter.listing
    listing.signed_by, matter.handler = actor, listing.asked_by
    people = [row.person for row in matter.listed.select_related("person").order_by("pk")]
    current().add(*(Party(matter=matter, person=person, capacity=Party.LISTED) for person in people))
    return {"person": str(listing.asked_by.uid)}


@lists.move(
    source=UNSIGNED,
    target="ended",
    allowed=signs_here,
    title=_("Decline the list"),
    sentence=_("{actor} declined the list and says why. Nothing was written out."),
    text=Text(_("Why, and what can be done instead")),
    style="danger",
    for_a_minute=True,
)
def refuse_list(matter: Matter, *, actor: Actor) -> None:
    """With your reason. Who asked for it can ask anew, for another purpose or for fewer people."""
    matter.handler = matter.listing.asked_by


@predicate("who is on the list")
def is_on_it(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Person) and matter.listed.filter(person=actor, objected_at=None).exists()


@lists.move(
    source=("announced", "ready"),
    target=None,
    allowed=is_party & is_on_it,
    title=_("Take me off the list"),
    sentence=_("Somebody objected and is not on the list any more."),
    tells=False,
    style="main",
    lost=NOTHING,
)
def object_to_list(matter: Matter, *, actor: Person) -> None:
    """You need no reason. Nothing of you will be in the file, and nobody else on the list learns of it."""
    current().change(matter.listed.filter(person=actor), objected_at=timezone.now())


@lists.move(
    source="announced",
    target="ready",
    allowed=is_hall,
    title=_("Free the list"),
    sentence=_("The time to object is over. {handler} can take the list once, within seven days."),
)
def free_list(matter: Matter, *, actor: Hall) -> None:
    """The time to object is over."""


@lists.move(
    source="ready",
    target="ended",
    allowed=is_asker,
    title=_("Take the list"),
    sentence=_("{actor} took the list, and with that it is closed. Everybody on it reads so in their log."),
    text=Text(_("A word to those on it: who sees it, and when you delete it")),
    asks={"kind": Choice(label=_("As which file?"), among=lambda matter, actor: FILES)},
    style="main",
    lost=_("The list can be taken this once and is closed then. Everybody on it reads that it was taken."),
)
def take_list(matter: Matter, *, actor: Person, kind: str) -> Mapping[str, Any]:
    """Once, as a file made for you now. The hall keeps no copy; you answer for yours."""
    people = left_on(matter)
    if not people:
        raise NobodyLeft
    matter.listing.taken_at = timezone.now()
    reading.record(
        reader=actor.uid,
        subjects=[person.uid for person in people],
        purpose=Access.Purpose.EXPORT,
        what=matter.reference,
        role=KEEPER,
        place=matter.place.logged_as,
    )
    return {"kind": kind, "count": len(people)}


escalate = limited(lists, "received", up=hand_list_up)
