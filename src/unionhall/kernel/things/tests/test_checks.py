"""No thing is a person: what holds anything of one stops `unionhall check`."""

from typing import ClassVar

import pytest
from django.db import models
from django.test.utils import isolate_apps

from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.holdings import CATALOGUE, CONTACT, Holds
from unionhall.kernel.things import declaration
from unionhall.kernel.things.checks import check, check_declaration, check_things
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.models import Thing, ThingVersion
from unionhall.kernel.words import WordsField


def test_the_things_of_the_hall_hold_nothing_of_a_person() -> None:
    assert check_things() == []


@isolate_apps("unionhall.rooms.desk")
def test_a_column_about_a_person_is_refused() -> None:
    class Flat(Thing):
        holds: ClassVar[Holds] = {CATALOGUE: "title", CONTACT: "tenant"}
        title = WordsField()
        tenant = models.CharField(max_length=80)

        class Meta:
            app_label = "desk"

    assert [(fault.id, "Flat.tenant" in fault.msg) for fault in check([Flat])] == [("things.personal", True)]


@isolate_apps("unionhall.rooms.desk")
def test_so_is_one_that_points_at_a_person_whatever_it_declares() -> None:
    class Flat(Thing):
        holds: ClassVar[Holds] = {CATALOGUE: "title keeper"}
        title = WordsField()
        keeper = models.ForeignKey(Person, models.PROTECT, related_name="+")

        class Meta:
            app_label = "desk"

    class FlatVersion(ThingVersion):
        holds: ClassVar[Holds] = {CATALOGUE: "flat tenant"}
        flat = models.ForeignKey(Flat, models.PROTECT, related_name="+")
        tenant = models.ForeignKey(Person, models.PROTECT, related_name="+")

        class Meta:
            app_label = "desk"

    assert [fault.id for fault in check([Flat, FlatVersion])] == ["things.personal"] * 2


@pytest.mark.parametrize(
    "wrong", [{"shows": ("colour",)}, {"filters": ("colour",)}, {"grouped_by": "colour"}]
)
def test_a_misspelt_column_is_named(wrong: dict[str, object]) -> None:
    with isolate_apps("unionhall.rooms.desk"):

        class Flat(Thing):
            title = WordsField()

            class Meta:
                app_label = "desk"

    things = Things(model=Flat, address="flats", title="Flats", **wrong)  # type: ignore[arg-type]
    try:
        assert ["colour" in fault.msg for fault in check_declaration(things)] == [True]
        with pytest.raises(ValueError, match="twice"):
            Things(model=Flat, address="flats", title="Flats")
    finally:
        del declaration._declared[Flat]
