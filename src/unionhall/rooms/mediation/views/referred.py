"""What somebody comes with whom the desk referred: the words of their own request."""

from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import facts

LONGEST = 8_000


def said_before(person: Person | None, reference: str) -> dict[str, dict[str, str]]:
    """What the screens begin with: the party's own words and place. Nothing for anybody else's reference.

    It is read, never kept: no row ties the dispute to the matter that it came from.
    """
    matter = _own(person, reference) if person else None
    if matter is None or person is None:
        return {}
    said = [str(fact.value) for fact in facts(matter, Reader(person, matter)) if fact.own_words]
    return {
        "claim": {"claim": "\n\n".join(said)[:LONGEST]},
        "where": {"place": str(matter.place_id)},
    }


def _own(person: Person, reference: str) -> Matter | None:
    parsed = references.parse(reference)
    if parsed is None:
        return None
    label, year, number = parsed
    own = Matter.objects.of(person).filter(pk=number, room=label, erased_at=None).select_related("place")
    found: Matter | None = own.first()
    return found if found and found.opened_at.year == year else None
