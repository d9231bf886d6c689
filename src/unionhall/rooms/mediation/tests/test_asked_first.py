"""A level up, arbitration and the end are asked about first, and an agreement is not withdrawn from."""

from uuid import uuid4

import pytest
from django.test import Client

from unionhall.kernel.procedures.refusals import NotNow
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import matter_page
from unionhall.rooms.mediation.procedure import inviting
from unionhall.rooms.mediation.procedure.states import mediation
from unionhall.rooms.mediation.tests.dispute import Scene

ASKED_FIRST = ["go-up", "go-elsewhere", "refuse", "withdraw", "object-to-mediator"]


@pytest.mark.parametrize("name", ASKED_FIRST)
def test_it_says_what_is_lost_before_anything_moves(scene: Scene, client: Client, name: str) -> None:
    matter = scene.mediate()
    client.force_login(scene.town.member)
    page = client.get(f"/matters/{matter.reference}/{name}/")
    said = {str(fact.label): str(fact.value) for fact in page.context["consequences"]}
    assert said["Gone for good"] == str(mediation.moves[name.replace("-", "_")].lost)
    assert said["Who is told"] == f"everybody else who takes part, {scene.mediator.name}"
    assert scene.fresh().state == "mediating"
    client.post(f"/matters/{matter.reference}/{name}/", {"key": uuid4()})
    assert scene.fresh().state != "mediating"


@pytest.mark.parametrize("side", ["member", "other", "mediator"])
def test_its_button_leads_to_that_page(scene: Scene, side: str) -> None:
    page = matter_page(scene.mediate(), Reader(getattr(scene, side), scene.fresh()))
    steps = {each["url"].split("/")[-2]: each for each in [*page["moves"], *page["rare_moves"]]}
    assert steps["go-up"]["key"] is None


def test_a_guest_reads_it_too(scene: Scene) -> None:
    scene.mediate()
    page = Client().post("/receipt/go-up/", {"code": scene.code}, follow=True).content.decode()
    assert "there is no way back down" in page
    assert "everybody else who takes part" in page
    assert scene.fresh().state == "mediating"


def test_an_agreement_is_not_withdrawn_from(scene: Scene) -> None:
    scene.mediate()
    agreed = scene.agree()
    assert "withdraw" not in {move.name for move in mediation.possible(agreed, scene.member)}
    with pytest.raises(NotNow):
        inviting.withdraw(scene.fresh(), actor=scene.member)
