"""A member's own part of the front door: who answers for them, and how they reach their branch."""

from typing import Any

from django.urls import reverse

from unionhall.database.questions import ask
from unionhall.kernel.people.models import Person, places_of
from unionhall.kernel.places.locate import EDITION, current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.reach import Reach, reach_of
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.web.answers import Answers
from unionhall.kernel.web.reach import facts


def own_union(person: Person) -> dict[str, Any]:
    """The lowest place where they are a member, whoever answers there by name, and the ways to its branch.

    The names stand on *Who answers where*, too, for every member. Empty for who is a member nowhere.
    """
    belongs, editions = ask(person.asks_memberships(), EDITION())
    own = places_of(belongs)
    atlas = current_atlas(*(each.mark for each in editions))
    home = atlas.places.get(own[0].path) if own else None
    if home is None:
        return {}
    answers, branch = Answers.at(lineage(home.path)), _branch(atlas.places, home)
    known = reach_of(atlas.places, home.path)
    return {
        "place": str(home),
        "people": answers.nearby(home),
        "above": answers.above(home),
        "branch": str(branch),
        "facts": facts(Reach(known.telephone, known.address, known.hours, known.contact)),
        "url": reverse("reach_place", args=[branch.pk]),
    }


def _branch(places: dict[str, Place], home: Place) -> Place:
    above = [places[path] for path in reversed(lineage(home.path)) if path in places]
    return next((place for place in above if place.kind == Place.Kind.BRANCH), home)
