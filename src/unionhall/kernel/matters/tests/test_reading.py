"""Who reads what is written down, for everybody whom it concerns."""

from typing import TYPE_CHECKING

import pytest

from unionhall.kernel.matters.models import Party
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.privacy.reading import record

if TYPE_CHECKING:
    from tests.town import Town


def test_opening_a_matter_is_written_down_for_its_party(town: "Town") -> None:
    matter = town.desk.ask()
    office = town.steward.current_offices[0]
    record_matter(town.steward, office, matter, purpose="matter", what=matter.reference)
    access = Access.objects.get()
    assert (access.reader, access.subject) == (town.steward.uid, town.member.uid)
    assert (access.role, access.place, access.what) == ("steward", town.north.logged_as, matter.reference)


def test_it_is_written_down_for_each_party_once(town: "Town") -> None:
    matter = town.desk.ask()
    Party.objects.create(matter=matter, person=town.neighbour)
    Party.objects.create(matter=matter, person=town.neighbour, capacity="witness")
    record_matter(town.steward, None, matter, purpose="file", what=matter.reference)
    subjects = list(Access.objects.order_by("pk").values_list("subject", flat=True))
    assert subjects == [town.member.uid, town.neighbour.uid]


def test_a_search_concerns_nobody_yet(town: "Town") -> None:
    record(reader=town.steward.uid, purpose=Access.Purpose.SEARCH, what="matters")
    assert Access.objects.get().subject is None


def test_an_unknown_purpose_is_refused(town: "Town") -> None:
    with pytest.raises(ValueError, match="curiosity"):
        record_matter(town.steward, None, town.desk.ask(), purpose="curiosity", what="all")
