"""A member's own data: a copy to take away, and an end for good with a receipt."""

import io
import json
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.proving import PASSWORD, proved
from unionhall.kernel.journal import verification
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import clean
from unionhall.kernel.matters.models import File, Matter, Party, Receipt
from unionhall.kernel.notices import choosing
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.privacy import erasures
from unionhall.kernel.privacy.keys import of_person, store
from unionhall.kernel.privacy.keys.faults import KeyDestroyed
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures import keeping
from unionhall.rooms.desk.procedure import closing, handling
from unionhall.rooms.desk.tests.town import service
from unionhall.rooms.mediation.procedure import agreeing
from unionhall.rooms.mediation.tests.dispute import scene as people_of

if TYPE_CHECKING:
    from tests.town import Town

WORDS, NOTE = "My pay is three weeks late, says Quirina.", "The clerk is on leave."


def settled(town: "Town", *, sealed: bool = False) -> Matter:
    """A request of the member's, answered, with an internal note, a chosen channel and a file."""
    if sealed:
        town.desk.service = service("pay", "Late pay", sealed=True)
    matter = handling.accept(town.desk.ask(description=WORDS), actor=town.steward)
    matter = handling.note(matter, actor=town.steward, text=NOTE)
    matter = closing.answer(matter, actor=town.steward, text="It is on its way.")
    choosing.add(town.member, "telegram", "4711-quirina")
    return matter


def gone(town: "Town") -> None:
    """The member leaves the union."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=town.member).update(from_on=yesterday, until_on=yesterday)


def everything() -> str:
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')  # noqa: S608
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def copy_of(client: Client) -> zipfile.ZipFile:
    answer = client.post("/account/data/copy/")
    assert answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(answer)))


@pytest.mark.parametrize("sealed", [False, True])
def test_the_copy_holds_ones_own_words_and_no_internal_note(town: "Town", sealed: bool) -> None:
    matter = settled(town, sealed=sealed)
    copy = copy_of(proved(town.member))
    page = copy.read(f"matters/{matter.reference}.html").decode()
    assert WORDS in page
    assert "It is on its way." in page
    texts = "\n".join(copy.read(name).decode() for name in copy.namelist())
    assert NOTE not in texts
    account = json.loads(copy.read("account.json"))
    assert account["people.Person"][0]["email"] == town.member.email
    assert account["notices.Choice"][0]["address"] == "4711-quirina"
    assert "password" not in texts
    assert (
        json.loads(copy.read(f"matters/{matter.reference}.json"))["desk.Request"][0]["description"] == WORDS
    )


def test_the_copy_holds_the_files(town: "Town") -> None:
    matter = settled(town, sealed=True)
    payslip = clean(io.BytesIO(b"Payslip"), "工资单.txt", limit=storage.LIMIT)
    File.objects.bulk_create([storage.keep(matter, payslip, added_by=None)])
    copy = copy_of(proved(town.member))
    assert copy.read(f"matters/{matter.reference}-files/1-工资单.txt") == b"Payslip"


def test_the_copy_is_of_oneself_alone_and_written_down(town: "Town") -> None:
    settled(town)
    town.desk.ask(member=town.neighbour, description="The neighbour's own words.")
    copy = copy_of(proved(town.member))
    texts = "\n".join(copy.read(name).decode() for name in copy.namelist())
    assert "The neighbour's own words." not in texts
    assert town.neighbour.name not in texts
    row = Access.objects.get(purpose="export")
    assert (row.reader, row.subject) == (town.member.uid, town.member.uid)


@pytest.mark.parametrize("address", ["/account/data/copy/", "/account/data/erase/"])
def test_whoever_found_the_phone_open_gets_nothing(town: "Town", address: str) -> None:
    client = Client()
    town.member.set_password(PASSWORD)
    town.member.save()
    client.force_login(town.member)
    for ask in (client.get, client.post):
        answer = ask(address)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/reauthenticate/")


def test_copies_are_limited(town: "Town") -> None:
    client = proved(town.member)
    answers = [client.post("/account/data/copy/") for _try in range(6)]
    for answer in answers:
        answer.close()
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_what_stands_against_erasing_is_said(town: "Town") -> None:
    town.desk.ask()
    page = proved(town.member).get("/account/data/").content.decode()
    assert "You are a member." in page
    assert "1 matter of yours is open." in page
    assert "You hold an office." in proved(town.steward).get("/account/data/erase/").content.decode()
    answer = proved(town.member).post("/account/data/erase/", {"sure": "on"})
    assert answer.status_code == 422
    assert Person.objects.get(pk=town.member.pk).name == "Mei O'Neill"


def test_nobody_erases_by_mistake(town: "Town") -> None:
    gone(town)
    answer = proved(town.member).post("/account/data/erase/")
    assert (answer.status_code, "Say that you are sure." in answer.content.decode()) == (422, True)
    assert Person.objects.get(pk=town.member.pk).is_active


@pytest.mark.parametrize("sealed", [False, True])
def test_erasing_leaves_nothing_with_a_name(town: "Town", sealed: bool) -> None:
    matter, email = settled(town, sealed=sealed), town.member.email
    gone(town)
    counted = Matter.objects.closed().count()
    client = proved(town.member)
    answer = client.post("/account/data/erase/", {"sure": "on"})
    assert (answer.status_code, "Erased" in answer.content.decode()) == (200, True)
    left = everything()
    for trace in ("Quirina", "quirina", "Mei O'Neill", str(email)):
        assert trace not in left, trace
    assert client.get("/mine/").status_code == 302
    assert Matter.objects.closed().count() == counted
    assert Matter.objects.get(pk=matter.pk).erased_at
    with pytest.raises(KeyDestroyed):
        store().key(of_person(town.member.uid))
    assert list(verification.verify()) == []


def test_the_receipt_is_the_halls_own(town: "Town") -> None:
    gone(town)
    page = proved(town.member).post("/account/data/erase/", {"sure": "on"})
    text = page.context["receipt"]
    assert erasures.check(text) == timezone.localdate()
    with pytest.raises(erasures.NotAReceipt, match="didn't sign"):
        erasures.check(text.replace('"matters": 0', '"matters": 9'))
    with pytest.raises(erasures.NotAReceipt, match="no receipt"):
        erasures.check("{}")
    assert erasures.check(erasures.receipt(town.neighbour.uid, matters=0)) is None


def test_a_matter_of_several_loses_only_the_one_who_goes(town: "Town") -> None:
    matter = settled(town)
    Party.objects.create(matter=matter, person=town.neighbour)
    gone(town)
    proved(town.member).post("/account/data/erase/", {"sure": "on"})
    assert [party.person for party in Party.objects.filter(matter=matter)] == [town.neighbour]
    assert Matter.objects.get(pk=matter.pk).erased_at is None


def test_a_guest_keeps_what_they_signed_when_the_other_side_goes(town: "Town") -> None:
    scene = people_of(town)
    scene.mediate()
    scene.agree([])
    agreeing.close(scene.fresh(), actor=scene.other)
    gone(town)
    page = proved(town.member).post("/account/data/erase/", {"sure": "on"})
    assert page.status_code == 200
    left = Client().post("/receipt/", {"code": scene.code}, follow=True).content.decode()
    assert "The overtime is paid." in left
    assert "Mei O&#x27;Neill" not in left


def test_a_member_who_came_with_a_receipt_is_one_and_the_same(town: "Town") -> None:
    matter = settled(town)
    Receipt.objects.create(matter=matter, digest="0" * 64)
    gone(town)
    proved(town.member).post("/account/data/erase/", {"sure": "on"})
    assert Matter.objects.get(pk=matter.pk).erased_at


def test_an_older_database_is_erased_again(town: "Town") -> None:
    """As after restoring a backup that was made before the erasure, with the member's matter still open."""
    matter = handling.accept(town.desk.ask(description=WORDS), actor=town.steward)
    store().destroy(of_person(town.member.uid), timezone.localdate())
    store().destroy(of_person(town.volunteer.uid), timezone.localdate())
    assert keeping.erase_destroyed(timezone.now()) == 2
    assert "Quirina" not in everything()
    assert "Mei O'Neill" not in everything()
    assert not town.volunteer.offices.current().exists()
    assert Matter.objects.get(pk=matter.pk).erased_at
    assert keeping.erase_destroyed(timezone.now()) == 0
    assert list(verification.verify()) == []


def test_whatever_hangs_on_a_matter_is_found_when_it_is_erased() -> None:
    """Erasing and the copy of one's own data go along the relations of a matter: none may be hidden."""
    hidden = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Matter and field.remote_field and field.remote_field.hidden
    ]
    assert hidden == []
