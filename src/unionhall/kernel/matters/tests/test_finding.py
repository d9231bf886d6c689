"""Search finds exactly what its reader may see, page by page, whether few matters have the words or many."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionhall.kernel.matters import querysets
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.paging import newest_among

if TYPE_CHECKING:
    from tests.town import Town

MEMBERS = ("member", "neighbour", "steward")
OFFICERS = ("steward", "volunteer", "caseworker", "mill_coordinator", "coordinator")
READERS = (*MEMBERS, *OFFICERS, "chair", "outsider", "auditor")
AREAS = ("north", "south", "harbour_area")
TEXTS = ("The shuttle bus is late.", "The lamp is dark.")
case = st.fixed_dictionaries(
    {
        "member": st.sampled_from(MEMBERS),
        "area": st.sampled_from(AREAS),
        "text": st.sampled_from(TEXTS),
        "handler": st.sampled_from(OFFICERS),
        "offered": st.sampled_from(("", *OFFICERS)),
        "recused": st.sets(st.sampled_from(OFFICERS), max_size=3),
        "witness": st.sampled_from(("", *READERS)),
    }
)


@pytest.mark.parametrize("few", [0, 500])
@given(cases=st.lists(case, min_size=1, max_size=7), reader=st.sampled_from(READERS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
def test_search_finds_what_its_reader_may_see_and_nothing_else(
    town: "Town", few: int, cases: list[dict[str, Any]], reader: str
) -> None:
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(querysets, "FEW", few)
        for each in cases:
            make(town, each)
        person = Person.objects.get(pk=getattr(town, reader).pk)
        seen = Matter.objects.visible_to(person).filter(wording__text=TEXTS[0]).order_by("-pk")
        assert pages(person, "shuttle") == list(seen)
        transaction.set_rollback(True)


def make(town: "Town", case: dict[str, Any]) -> None:
    """A matter as the case says, with whatever ties people to it or keeps them from it."""
    area, member = getattr(town, case["area"]), getattr(town, case["member"])
    matter = town.desk.ask(member=member, area=area, description=case["text"])
    offered = getattr(town, case["offered"]) if case["offered"] else None
    Matter.objects.filter(pk=matter.pk).update(handler=getattr(town, case["handler"]), offered_to=offered)
    for name in case["recused"]:
        matter.recusals.get_or_create(person=getattr(town, name))
    if case["witness"]:
        matter.parties.get_or_create(person=getattr(town, case["witness"]), capacity="witness")


def pages(person: Person, asked: str) -> list[Matter]:
    """Everything that the person finds, two a page."""
    found, query = list[Matter](), "?"
    while query:
        shown, pager = newest_among(
            page(query), lambda before: Matter.objects.newest_saying(asked, person, before), size=2
        )
        found += shown
        query = pager.get("next", "")
    return found


def page(query: str) -> HttpRequest:
    return RequestFactory().get(f"/search/{query}")


@pytest.mark.parametrize(("asked", "count"), [("shuttle", 3), ("", 0), ("&", 0), ("nothing", 0)])
def test_as_many_matters_as_are_looked_at_one_by_one_are_all_found(
    town: "Town", monkeypatch: pytest.MonkeyPatch, asked: str, count: int
) -> None:
    monkeypatch.setattr(querysets, "FEW", 3)
    for _number in range(3):
        town.desk.ask()
    assert len(pages(town.coordinator, asked)) == count
