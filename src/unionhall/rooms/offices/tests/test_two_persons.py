"""Two persons for every office, and nobody for oneself."""

from functools import partial
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction
from django.test import Client

from tests.racing import at_once, kinds
from tests.walking import Browser
from unionhall.kernel.journal import verification
from unionhall.kernel.people.models import Office
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.offices.commands import sign as sign_command
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import granting
from unionhall.rooms.offices.tests.proposing import accepted, proposal

if TYPE_CHECKING:
    from tests.town import Town

ROLES = ("steward", "caseworker", "register_keeper", "auditor", "chair", "administrator")


@pytest.fixture
def client() -> Client:
    return Browser()


@pytest.mark.parametrize("role", ROLES)
def test_who_proposed_it_can_not_sign_it(town: "Town", role: str) -> None:
    matter = accepted(town, role=role)
    with pytest.raises(NotAllowed):
        granting.sign(matter, actor=town.administrator, text="I know them.")
    assert not Office.objects.filter(person=town.member).exists()


def test_nobody_proposes_themselves(town: "Town", client: Client) -> None:
    with pytest.raises(NotAllowed):
        proposal(town, town.administrator, "auditor", by=town.administrator)
    client.force_login(town.administrator)
    said = {"exactly": town.administrator.email, "role": "auditor", "place": town.union.pk}
    days = {"from_on": "2999-01-01", "until_on": "2999-02-01"}
    assert client.post("/offices/propose/", {**said, **days}).status_code == 422


def test_nobody_signs_for_themselves_whatever_they_hold(town: "Town") -> None:
    matter = accepted(town, town.chair)
    with pytest.raises(NotAllowed):
        granting.sign(matter, actor=town.chair, text="I am fit.")
    assert matter.handler not in (town.chair, town.administrator)


def test_nor_does_somebody_else_accept_for_them(town: "Town") -> None:
    with pytest.raises(NotAllowed):
        granting.accept(proposal(town), actor=town.administrator)


@pytest.mark.parametrize("column", ["proposed_by", "signed_by"])
def test_the_database_refuses_it_too(town: "Town", column: str) -> None:
    matter = accepted(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(matter=matter).update(**{column: town.member})
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(matter=matter).update(signed_by=town.administrator)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_one_writes_the_office(town: "Town") -> None:
    matter = accepted(town)
    signing = partial(granting.sign, matter, text="Elected.")
    results = at_once([partial(signing, actor=town.chair), partial(signing, actor=town.coordinator)] * 2)
    assert kinds(results) == {"Matter": 1, "NotNow": 3}
    assert Office.objects.filter(person=town.member).count() == 1
    assert list(verification.verify()) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_proposals_for_one_office_signed_at_once_one_writes_it(town: "Town") -> None:
    first, second = accepted(town), accepted(town)
    results = at_once(
        partial(granting.sign, matter, actor=officer, text="Elected.")
        for matter, officer in ((first, town.chair), (second, town.coordinator))
    )
    assert kinds(results) == {"Matter": 1, "AlreadyHeld": 1}
    assert Office.objects.filter(person=town.member).count() == 1


def test_the_installation_signs_only_where_there_is_no_second_officer(town: "Town") -> None:
    matter = accepted(town)
    told = CliRunner().invoke(sign_command, [matter.reference, "--checked", "Founding minutes."])
    assert (told.exit_code, Office.objects.filter(person=town.member).exists()) == (1, False)
    Office.objects.filter(role__in=("chair", "coordinator")).delete()
    told = CliRunner().invoke(sign_command, [matter.reference, "--checked", "Founding minutes."])
    assert told.exit_code == 0, told.output
    appointment = Appointment.objects.get(matter=matter)
    assert appointment.office is not None
    assert appointment.signed_by is None


def test_the_installation_finds_no_other_matter(town: "Town") -> None:
    for reference in (town.desk.ask().reference, "O-2026-999999", "cake"):
        assert CliRunner().invoke(sign_command, [reference, "--checked", "x"]).exit_code == 1
