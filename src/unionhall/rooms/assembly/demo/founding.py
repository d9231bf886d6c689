"""The demo's congress itself: its term, a constituency in each area, and who sits for it."""

from datetime import timedelta

from django.utils import timezone

from unionhall.demo.union import Union
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Person
from unionhall.kernel.things.changing import add
from unionhall.kernel.words import Words
from unionhall.rooms.assembly.models import Constituency, Mandate, Term

TERM, SEATS, MANAGERS, FIRST = "first", 3, 4, 10
STANDING_BY = ("terminal", "spinning")
TITLE = Words(
    {
        "en": "First congress of delegates",
        "zh-hans": "第一届职工代表大会",
        "zh-hant": "第一屆職工代表大會",
    }
)  # fmt: skip


def found(union: Union) -> None:
    """The term for five years, with three seats in each area; two areas have a substitute."""
    today = timezone.localdate(union.now, union.root.zone)
    said = {
        "title": TITLE, "place": union.root, "from_on": today - timedelta(days=600),
        "until_on": today + timedelta(days=1_225), "staff": _staff(union), "managers": MANAGERS,
    }  # fmt: skip
    term, mandates = add(Term, TERM, said, actor=HALL), list[Mandate]()
    for area, people in union.members.items():
        constituency = _constituency(union, term, area, len(people))
        first = len(mandates) + 1
        for seat, person in enumerate(delegates(union, area), first):
            mandates.append(_mandate(constituency, person, seat))
    Mandate.objects.bulk_create([*mandates, *_substitutes(union, term)])


def delegates(union: Union, area: str) -> list[Person]:
    """Who sits for an area: at the terminal its steward, who can sign in, among them."""
    steward = [union.people["steward"]] if area == "terminal" else []
    return [*steward, *union.members[area][FIRST:]][:SEATS]


def _constituency(union: Union, term: Term, area: str, staff: int) -> Constituency:
    place = union.places[area]
    said = {"title": place.name, "term": term, "place": place, "staff": staff, "seats": SEATS}
    return add(Constituency, area, said, actor=HALL)


def _mandate(
    constituency: Constituency, person: Person, seat: int, standing_by: int | None = None
) -> Mandate:
    term = constituency.term
    return Mandate(
        term=term, constituency=constituency, person=person, seat=seat, standing_by=standing_by,
        from_on=term.from_on, why=Mandate.Why.BROUGHT,
    )  # fmt: skip


def _substitutes(union: Union, term: Term) -> list[Mandate]:
    constituencies = Constituency.objects.select_related("term").filter(term=term, code__in=STANDING_BY)
    return [_mandate(each, union.members[each.code][FIRST + SEATS], 1, 1) for each in constituencies]


def _staff(union: Union) -> int:
    return sum(map(len, union.members.values()))
