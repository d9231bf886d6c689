"""An officer who ends a proposal takes that back within a minute; what two signatures made stands."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.undoing import check_taken_back
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Office
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.offices.procedure import ending, granting
from unionhall.rooms.offices.tests.proposing import accepted, proposal, signed

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("begun", [proposal, accepted])
def test_a_refusal_is_taken_back_and_whoever_had_it_has_it_again(
    town: "Town", begun: Callable[["Town"], Matter]
) -> None:
    matter = begun(town)
    back = check_taken_back(
        matter,
        lambda found: granting.refuse(found, actor=town.chair, text="Too many stewards."),
        granting.take_back,
        by=town.chair,
    )
    assert back.handler == matter.handler


def test_an_appeal_that_was_upheld_goes_on(town: "Town") -> None:
    refused = granting.refuse(accepted(town), actor=town.chair, text="Too many stewards.")
    appealed = granting.appeal(refused, actor=town.member, text="There are two.")
    decider = appealed.handler
    assert decider
    check_taken_back(
        appealed,
        lambda found: granting.uphold(found, actor=decider, text="There are nine."),
        granting.take_back,
        by=decider,
    )


def test_the_end_of_an_office_that_was_refused_goes_on(town: "Town") -> None:
    matter = ending.end_early(signed(town), actor=town.administrator)
    check_taken_back(
        matter,
        lambda found: ending.refuse(found, actor=town.chair, text="It goes on."),
        ending.take_back,
        by=town.chair,
    )


def test_a_signature_stands_and_its_page_says_so_first(town: "Town", client: Client) -> None:
    matter = accepted(town)
    client.force_login(town.chair)
    page = client.get(f"/matters/{matter.reference}/sign/").content.decode()
    assert "This can't be taken back." in page
    assert "takes two officers again" in page
    granted = granting.sign(matter, actor=town.chair, text="Elected on Monday.")
    with pytest.raises((NotAllowed, NotNow)):
        granting.take_back(granted, actor=town.chair)
    assert Office.objects.filter(person=town.member, role="steward").exists()
