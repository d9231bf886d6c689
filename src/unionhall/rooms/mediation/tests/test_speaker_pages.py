"""Electing who speaks for one's side, on the page of the dispute, with an account and with a receipt."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from tests.proving import proved, signed_in
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.models import Backing
from unionhall.rooms.mediation.procedure import electing
from unionhall.rooms.mediation.tests.colleagues import elect, join, join_as_guest, stand
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.knocking import keyed, read

TITLE = "Who speaks for your side"


@dataclass
class Pages:
    """A dispute of three: a member who asked, a colleague with an account, and one with a receipt."""

    scene: Scene
    wang: Person
    code: str

    def page(self, person: Person) -> str:
        return read(proved(person).get(f"/matters/{self.scene.matter.reference}/"))

    def guest_page(self) -> str:
        return read(Client().post("/receipt/", {"code": self.code}, follow=True))

    def send(self, person: Person, **form: Any) -> Any:
        return proved(person).post(f"/mediation/speaker/{self.scene.matter.reference}/", form, follow=True)

    def guest_sends(self, **form: Any) -> Any:
        client = Client(enforce_csrf_checks=True)
        return client.post("/mediation/speaker/", {"code": self.code, **form}, follow=True)


@pytest.fixture
def pages(scene: Scene) -> Pages:
    scene.mediate()
    wang, (_guest, code) = join(scene, "Wang Fang"), join_as_guest(scene)
    return Pages(scene, wang, code)


def test_alone_one_is_not_asked(scene: Scene) -> None:
    scene.mediate()
    assert TITLE not in read(proved(scene.member).get(f"/matters/{scene.matter.reference}/"))


def test_nobody_stands_at_first(pages: Pages) -> None:
    assert "You speak for your side." in pages.page(pages.scene.member)
    for page in (pages.page(pages.wang), pages.guest_page()):
        assert "Whoever asked for mediation speaks for you." in page
        assert "Nobody stands yet." in page


def test_a_member_stands_and_is_chosen_from_two_pages(pages: Pages) -> None:
    assert "Your side reads now that you would speak for it." in read(pages.send(pages.wang, do="stand"))
    backing = str(Backing.objects.get().pk)
    chosen = pages.send(pages.scene.member, do="choose", backing=backing)
    assert "Your choice counts from now on." in read(chosen)
    assert f'value="{backing}" required checked' in pages.page(pages.scene.member)
    assert "Wang Fang (you)" in pages.page(pages.wang)
    pages.send(pages.wang, do="choose", backing=backing)
    assert "Wang Fang speaks for you." in pages.guest_page()
    assert "You speak for your side." in pages.page(pages.wang)


def test_a_guest_reads_who_stands_and_is_told_how_to_choose(pages: Pages) -> None:
    backing = stand(pages.scene, pages.wang)
    assert "Wang Fang" in pages.guest_page()
    assert 'name="backing"' not in pages.guest_page()
    refused = pages.guest_sends(do="choose", backing=str(backing))
    assert "Only who takes part with an account chooses" in read(refused)


def test_a_guest_gives_a_name_stands_and_steps_back(pages: Pages) -> None:
    assert "by which your colleagues know you" in pages.guest_page()
    refused = pages.guest_sends(do="stand", name=" ")
    assert "Write the name by which your colleagues know you" in read(refused)
    assert TITLE in read(refused), "the guest stays on the page, with the code in its forms"
    assert f'name="code" value="{pages.code}"' in read(refused)
    assert "Big Zhao (you)" in read(pages.guest_sends(do="stand", name="Big Zhao"))
    assert "Big Zhao" in pages.page(pages.wang)
    gone = read(pages.guest_sends(do="step_back"))
    assert ("You stepped back." in gone, "Big Zhao" in gone) == (True, False)
    assert "Big Zhao" not in pages.page(pages.wang)


def test_the_buttons_of_who_speaks_are_those_of_the_elected(pages: Pages) -> None:
    elect(pages.scene, pages.wang, pages.wang, pages.scene.member)
    assert "/propose-times/" not in pages.page(pages.wang)
    for person, speaks in ((pages.wang, True), (pages.scene.member, False)):
        page = pages.page(person)
        assert ("/confide/" in page, "/refuse/" in page, "/say/" in page) == (speaks, speaks, True)
    assert "also read by whoever you elect after you" in pages.page(pages.wang)


def test_no_page_says_how_many_chose_whom(pages: Pages) -> None:
    stand(pages.scene, pages.wang)
    before = pages.page(pages.scene.member)
    electing.choose(pages.scene.fresh(), actor=pages.wang, backing=Backing.objects.get().pk)
    assert _told(pages.page(pages.scene.member)) == _told(before)


def _told(page: str) -> str:
    """The section about who speaks, without the token of its form."""
    words = page.partition(TITLE)[2].partition("</section>")[0]
    return " ".join(each for each in words.split() if not each.startswith("value="))


def test_a_choice_that_is_none_is_refused_with_what_to_do(pages: Pages) -> None:
    stand(pages.scene, pages.wang)
    for backing in ("", "x", "999999"):
        page = pages.send(pages.scene.member, do="choose", backing=backing)
        assert "Choose one of those who would speak for you." in read(page)
        assert TITLE in read(page)
    assert pages.send(pages.scene.member, do="dance").status_code == 404


def test_ten_read_what_is_missing_by_which_rule_and_until_when(pages: Pages) -> None:
    pages.scene.with_rule("mediation.elect_from", 3)
    for page in (pages.page(pages.scene.member), pages.page(pages.wang), pages.guest_page()):
        assert "You are 3. Choose who speaks for you." in page
        assert "From 3 people on, a side elects who speaks for it" in page
        assert "The time for an agreement ends on" in page
    refused = proved(pages.scene.member).post(
        f"/matters/{pages.scene.matter.reference}/want-more-time/", keyed()
    )
    assert (refused.status_code, "You are 3. From 3 on, you elect" in read(refused)) == (409, True)
    elect(pages.scene, pages.wang, pages.wang, pages.scene.member)
    assert "You are 3." not in pages.page(pages.scene.member)


@pytest.mark.parametrize("name", ["mediator", "chair", "other"])
def test_others_have_neither_the_section_nor_the_buttons(pages: Pages, name: str) -> None:
    stand(pages.scene, pages.wang)
    if name == "other":
        form = {"code": pages.scene.code, "do": "stand", "name": "X"}
        assert TITLE not in read(Client().post("/receipt/", {"code": pages.scene.code}, follow=True))
        assert Client().post("/mediation/speaker/", form).status_code == 403
    else:
        person = getattr(pages.scene, name)
        assert TITLE not in pages.page(person)
        assert pages.send(person, do="stand").status_code == 403
    assert Backing.objects.count() == 1


def test_a_stranger_finds_nothing(pages: Pages) -> None:
    address = f"/mediation/speaker/{pages.scene.matter.reference}/"
    assert signed_in(pages.scene.town.outsider).post(address, {"do": "stand"}).status_code == 404
    assert Client().post(address, {"do": "stand"}).status_code == 302
    assert Client().post("/mediation/speaker/", {"code": "nothing", "do": "stand"}).status_code == 404
    assert not Backing.objects.exists()


def test_another_site_sends_no_form_of_a_guest(pages: Pages) -> None:
    client = Client(headers={"Sec-Fetch-Site": "cross-site"})
    form = {"code": pages.code, "do": "stand", "name": "X"}
    assert client.post("/mediation/speaker/", form).status_code == 403


def test_a_signed_in_browser_brings_the_token_of_the_page(pages: Pages) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(pages.wang)
    address = f"/mediation/speaker/{pages.scene.matter.reference}/"
    assert client.post(address, {"do": "stand"}).status_code == 403
    page = client.get(f"/matters/{pages.scene.matter.reference}/")
    token = str(page.context["csrf_token"])
    assert client.post(address, {"do": "stand", "csrfmiddlewaretoken": token}).status_code == 302
