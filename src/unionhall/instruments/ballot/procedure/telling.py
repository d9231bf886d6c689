"""Who is told of each event of a vote: always a whole circle, so that no notice says who took part."""

from collections.abc import Callable, Iterable

from django.urls import reverse

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import who
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.notices.models import Topic
from unionhall.kernel.notices.telling import announce
from unionhall.kernel.people.models import Person

Circle = Callable[[Election], Iterable[int]]


def voters(election: Election) -> Iterable[int]:
    """The roll; before it is frozen, who may vote there today."""
    roll = election.roll.values_list("person", flat=True)
    return roll if election.roll.exists() else who.eligible(election).values_list("pk", flat=True)


def key_holders(election: Election) -> Iterable[int]:
    return election.trustees.values_list("person", flat=True)


def newest_key_holder(election: Election) -> Iterable[int]:
    return election.trustees.order_by("-number").values_list("person", flat=True)[:1]


def who_keeps(election: Election) -> Iterable[int]:
    """Who called it, who calls votes there today, and the key holders."""
    return [*who_prepares(election), *who.keepers(election)]


def who_prepares(election: Election) -> Iterable[int]:
    """Who called it, and the key holders."""
    called = Person.objects.filter(uid=election.called_by).values_list("pk", flat=True)
    return [*called, *key_holders(election)]


TOLD: dict[str, Circle] = {
    "ballot.called": voters,
    "ballot.opened": voters,
    "ballot.sealed": voters,
    "ballot.finished": voters,
    "ballot.cancelled": voters,
    "ballot.invited": newest_key_holder,
    "ballot.closed": key_holders,
    "ballot.stopped": who_keeps,
    "ballot.went_on": who_keeps,
    **{f"ballot.waits_{lack}": who_prepares for lack in ("keys", "credentials", "registered", "roll")},
}


def tell(election: Election, entry: Entry, *, actor: Person | None) -> None:
    """Write the notices of an event, except to who did it; they leave by each person's own channel."""
    if circle := TOLD.get(entry.event):
        announce(_topic(election), entry, set(circle(election)) - {actor.pk if actor else None})


def how_many(election: Election, event: str, *, actor: Person) -> int:
    """How many are told of an event that this person brings about."""
    return len({*TOLD[event](election)} - {actor.pk})


def forget(election: Election) -> None:
    """Erase who was told of a vote."""
    Topic.objects.filter(stream=election.stream).delete()


def _topic(election: Election) -> Topic:
    named = {
        "reference": election.uid,
        "title": election.title,
        "address": lambda: _page(election),
        "place_path": election.place.path,
    }
    return Topic.objects.get_or_create(stream=election.stream, defaults=named)[0]


def _page(election: Election) -> str:
    """By the ballot's own addresses: for those of the whole hall every page of it would be loaded first."""
    own = reverse("election", args=[election.uid], urlconf="unionhall.instruments.ballot.urls")
    return f"/ballot{own}"
