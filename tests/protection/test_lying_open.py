"""A matter that lies open is read by the members of its place, and by nobody else; and it is about nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import choir
from tests.choir import asking, planning
from tests.town import person
from unionhall.kernel.matters.models import File, Matter, Message, Party, Recusal
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures import checks
from unionhall.kernel.procedures.declaration import Beginning
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.rooms import Circle, room

if TYPE_CHECKING:
    from tests.town import Town

READERS = ("member", "neighbour", "steward", "mill_coordinator", "coordinator", "caseworker")
STRANGERS = ("outsider", "volunteer", "auditor", "register_keeper")
Get = Callable[[str, str], int]


@pytest.fixture
def to_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(room("choir")), "opens", {"plan": Circle.EVERYBODY})


@pytest.fixture
def get(town: "Town", client: Client) -> Get:
    """The status that somebody of the town, or nobody, gets at an address."""

    def knock(name: str, address: str) -> int:
        client.logout()
        if name:
            client.force_login(getattr(town, name))
        return client.get(address).status_code

    return knock


def seen_by(somebody: Person) -> set[int]:
    """By the list, the page and the search, which follow one rule."""
    reader = Person.objects.get(pk=somebody.pk)
    listed = set(Matter.objects.visible_to(reader).values_list("pk", flat=True))
    assert {matter.pk for matter in Matter.objects.all() if matter.is_visible_to(reader)} == listed
    assert {matter.pk for found in Matter.objects.saying("choir", reader) for matter in found} == listed
    return listed


@pytest.mark.parametrize("name", READERS)
def test_members_of_the_place_and_who_serve_there_read_it(town: "Town", name: str, get: Get) -> None:
    plan = choir.plan(town)
    assert seen_by(getattr(town, name)) == {plan.pk}
    assert get(name, f"/matters/{plan.reference}/") == 200
    assert get(name, f"/journal/proofs/{plan.reference}.json") == 200


@pytest.mark.parametrize("name", STRANGERS)
def test_for_others_it_does_not_exist(town: "Town", name: str, get: Get) -> None:
    plan = choir.plan(town)
    assert seen_by(getattr(town, name)) == set()
    for address in (f"/matters/{plan.reference}/", f"/matters/{plan.reference}/finish/"):
        assert get(name, address) == 404
    assert get(name, f"/journal/proofs/{plan.reference}.json") == 404


def test_what_lies_at_a_branch_is_read_in_its_areas_and_not_the_other_way_round(town: "Town") -> None:
    branch = choir.plan(town, town.mill, actor=town.mill_coordinator)
    area = choir.plan(town)
    above = person("Abe Bove", town.mill)
    assert seen_by(town.neighbour) == {branch.pk, area.pk}
    assert seen_by(above) == {branch.pk}


def test_who_is_a_member_no_more_reads_it_no_more(town: "Town") -> None:
    choir.plan(town)
    today = timezone.localdate()
    Membership.objects.filter(person=town.neighbour).update(
        from_on=today - timedelta(days=9), until_on=today - timedelta(days=1)
    )
    assert seen_by(town.neighbour) == set()


def test_without_an_account_one_is_asked_to_sign_in_whether_it_exists_or_not(town: "Town", get: Get) -> None:
    plan = choir.plan(town)
    for reference in (plan.reference, plan.reference[:-1] + "9", choir.question(town).reference):
        assert get("", f"/matters/{reference}/") == 302


@pytest.mark.usefixtures("to_everybody")
def test_what_lies_open_to_everybody_is_read_without_an_account(
    town: "Town", client: Client, get: Get
) -> None:
    plan, question = choir.plan(town), choir.question(town)
    assert "A summer choir" in client.get("/choir/").content.decode()
    assert get("", f"/matters/{plan.reference}/") == 200
    assert get("outsider", f"/matters/{plan.reference}/") == 200
    assert get("", f"/matters/{question.reference}/") == 302
    assert get("", f"/matters/{plan.reference}/finish/") == 302
    assert client.cookies.get("sessionid") is None or not client.cookies["sessionid"].value


def test_the_private_kind_of_the_same_room_stays_private(town: "Town") -> None:
    choir.question(town)
    assert seen_by(town.neighbour) == set()


def said(plan: Matter, text: str, *, internal: bool) -> None:
    Message.objects.create(matter=plan, number=plan.journal_length, text=text, internal=internal)


def test_members_never_read_what_is_internal(town: "Town", client: Client) -> None:
    plan = choir.plan(town)
    said(plan, "Ask the treasurer first.", internal=True)
    pages = {}
    for name in ("neighbour", "steward"):
        client.force_login(getattr(town, name))
        pages[name] = client.get(f"/matters/{plan.reference}/").content.decode()
    assert "Ask the treasurer first." in pages["steward"]
    assert "Ask the treasurer first." not in pages["neighbour"]


def test_an_internal_file_is_not_there_for_members(town: "Town", get: Get, settings: Any) -> None:
    plan = choir.plan(town)
    kept = {
        internal: File.objects.create(
            matter=plan, name="plan.txt", size=3, sha256="0" * 64, internal=internal, added_by=town.steward
        )
        for internal in (True, False)
    }
    assert get("neighbour", f"/files/{kept[True].uid}/") == 404
    assert get("outsider", f"/files/{kept[False].uid}/") == 404


def test_who_was_recused_reads_it_as_every_member_does_and_no_more(town: "Town", client: Client) -> None:
    plan = choir.plan(town)
    said(plan, "Ask the treasurer first.", internal=True)
    Recusal.objects.create(matter=plan, person=town.steward)
    client.force_login(town.steward)
    answer = client.get(f"/matters/{plan.reference}/")
    assert answer.status_code == 200
    assert "Ask the treasurer first." not in answer.content.decode()
    assert client.post(f"/matters/{plan.reference}/finish/", {"text": "Done."}).status_code == 403


def test_reading_leaves_no_trace_of_the_reader(town: "Town", client: Client) -> None:
    plan = planning.finish(choir.plan(town), actor=town.steward, text="We sang.")
    before = list(Notice.objects.order_by("pk").values())
    client.force_login(town.neighbour)
    client.get(f"/matters/{plan.reference}/")
    assert list(Notice.objects.order_by("pk").values()) == before
    assert not Access.objects.exists()


def test_each_member_is_told_once_and_whoever_did_it_is_not(town: "Town") -> None:
    plan = planning.finish(choir.plan(town), actor=town.steward, text="We sang.")
    told = Notice.objects.filter(matter=plan, event="choir.finish")
    assert sorted(each.person.name for each in told) == sorted([town.member.name, town.neighbour.name])


def test_nobody_is_named_in_it(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    of_somebody = new_matter(planning.plan, town.north, subject=town.member)
    answers = {"what": "A summer choir", "until": timezone.localdate()}
    with pytest.raises(ValueError, match="names somebody"):
        planning.plan(of_somebody, actor=town.steward, **answers)
    body = planning.plan.body

    def with_party(matter: Matter, **said: Any) -> Beginning:
        begun: Beginning = body(matter, **said)
        return Beginning(begun.detail, parties=(Party(person=town.member),))

    monkeypatch.setitem(planning.plan.__dict__, "body", with_party)
    monkeypatch.setitem(planning.plan.__dict__, "named", "plan")
    with pytest.raises(ValueError, match="names somebody"):
        planning.plan(new_matter(planning.plan, town.north), actor=town.steward, **answers)


def test_a_sealed_room_lays_nothing_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(room("choir")), "sealed", True)
    assert "what_lies_open_is_nobodys" in faults()


def test_what_says_something_of_a_person_can_not_lie_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning.plans, "detail", asking.questions.detail)
    assert "what_lies_open_is_nobodys" in faults()


def faults() -> set[str]:
    return {str(fault.id).removeprefix("procedures.") for fault in checks.check(planning.plans)}


def test_as_declared_it_is_sound() -> None:
    assert faults() == set()


def test_it_stands_in_nobodys_own_list(town: "Town", client: Client) -> None:
    plan = choir.plan(town)
    client.force_login(town.neighbour)
    for page in ("/mine/", "/worklist/"):
        assert plan.reference not in client.get(page).content.decode()
