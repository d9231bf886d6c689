"""A sealed matter: its words lie encrypted, its handlers prove who they are, and its key's end is its end."""

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.proving import PASSWORD, proved, signed_in
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import clean
from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import File, Matter, Message, Wording
from unionhall.kernel.privacy.keys import store
from unionhall.kernel.privacy.keys.faults import KeyDestroyed, SealBroken
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.desk.intake.sending import Said, ask
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import asking, closing, handling
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

WORDS, ANSWER = "My back hurts since the ladder broke.", "Seven weeks"
QUESTION = {
    "code": "ill",
    "datatype": "text",
    "label": {"en": "Since when?"},
    "order": 1,
    "required": False,
    "values": [],
    "hint": {},
}


@pytest.fixture
def matter(town: "Town") -> Any:
    """A sealed request with an answer, a message, a comment and a file."""
    version = service("work-injury", "Hurt at work", sealed=True, questions=[QUESTION])
    note = clean(BytesIO(b"Torn ligament."), "doctor.txt", limit=storage.LIMIT)
    storage.put(note)
    laid = {"name": "doctor.txt", "media_type": note.media_type, "size": note.size, "sha256": note.sha256}
    said = Said(version, town.north, uuid4(), WORDS, "12 Ladder Lane", {"ill": ANSWER}, [laid])
    sent = handling.accept(ask(said, actor=town.member), actor=town.steward)
    return handling.note(sent, actor=town.steward, text="Called the ladder's maker.")


def raw(*tables: str) -> str:
    """Every row of these tables, as whoever has the database sees them."""
    with connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            found += [text for (text,) in cursor.fetchall()]
    return "\n".join(found)


def test_the_database_and_the_files_hold_none_of_it(matter: Any) -> None:
    seen = raw(*connection.introspection.table_names())
    for secret in (WORDS, "ladder", ANSWER, "Ladder Lane", "doctor", "maker", "text/plain"):
        assert secret not in seen, secret
    assert not Wording.objects.exists()
    with storage.shelf().open(File.objects.get().sha256) as lying:
        assert b"ligament" not in lying.read()


def test_its_row_opens_it_and_goes_back_sealed(matter: Any) -> None:
    request = Request.objects.get()
    assert (request.description, request.answers, request.address) == (
        WORDS,
        {"ill": ANSWER},
        "12 Ladder Lane",
    )
    request.save()
    assert Request.objects.get().description == WORDS
    assert WORDS not in raw("desk_request")
    assert "sealed" in repr(Message.objects.values_list("text", flat=True)[0])


def test_its_member_reads_it_as_any_other(matter: Any, town: "Town") -> None:
    page = signed_in(town.member).get(f"/matters/{matter.reference}/").content.decode()
    assert WORDS in page
    assert ANSWER in page
    file = signed_in(town.member).get(f"/files/{File.objects.get().uid}/")
    assert b"".join(file) == b"Torn ligament."
    assert 'filename="doctor.txt"' in file["Content-Disposition"]
    assert file["Content-Type"] == "text/plain"


@pytest.mark.parametrize("path", ["/matters/{0}/", "/matters/{0}/note/", "/files/{1}/"])
def test_its_handler_shows_anew_who_they_are(matter: Any, town: "Town", path: str) -> None:
    address = path.format(matter.reference, File.objects.get().uid)
    asked = signed_in(town.steward).get(address)
    assert (asked.status_code, asked["Location"]) == (
        302,
        f"/account/reauthenticate/?next={address.replace('/', '%2F')}",
    )
    assert not Access.objects.filter(reader=town.steward.uid).exists()
    assert proved(town.steward, seconds_ago=31 * 60).get(address).status_code == 302
    assert proved(town.steward).get(address).status_code == 200


def test_the_way_through_the_password_leads_to_it(matter: Any, town: "Town") -> None:
    client, address = signed_in(town.steward), f"/matters/{matter.reference}/"
    asked = client.get(address, follow=True)
    there = client.post(asked.request["PATH_INFO"], {"password": PASSWORD, "next": address}, follow=True)
    assert there.request["PATH_INFO"] == address
    assert WORDS in there.content.decode()


def test_who_has_nothing_to_show_signs_in_again(matter: Any, town: "Town") -> None:
    client = Client()
    client.force_login(town.steward)
    page = client.get(f"/matters/{matter.reference}/")
    assert (page.status_code, "sign out and in again" in page.content.decode()) == (403, True)


def test_search_finds_its_words_only_within_it(matter: Any, town: "Town") -> None:
    for number in range(6):
        matter = handling.note(matter, actor=town.steward, text=f"Letter {number}")
    client = proved(town.steward)
    assert matter.reference not in client.get("/search/", {"q": "ladder"}).content.decode()
    within = client.get(f"/matters/{matter.reference}/", {"find": "LADDER'S maker"}).content.decode()
    assert "Called the ladder&#x27;s maker." in within
    assert "Letter 3" not in within
    assert "1 entry" in within


@pytest.mark.parametrize("who", ["member", "steward"])
def test_no_token_opens_it(matter: Any, town: "Town", who: str) -> None:
    from unionhall.kernel.api.scopes import READ
    from unionhall.kernel.api.tokens import make

    ends_on = timezone.localdate() + timedelta(days=7)
    token = make(getattr(town, who), name="mine", scopes=[READ], ends_on=ends_on)
    headers = {"authorization": f"Bearer {token}"}
    for address in (f"/api/matters/{matter.reference}", f"/api/files/{File.objects.get().uid}"):
        answer = Client().get(address, headers=headers)
        assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (403, "sealed"), address


def test_erasing_it_destroys_its_key(matter: Any, town: "Town") -> None:
    text = Message.objects.values_list("text", flat=True)[0]
    closed = closing.answer(matter, actor=town.steward, text="The insurer pays.")
    assert erase(closed.pk, timezone.now())
    with pytest.raises(KeyDestroyed):
        store().key(closed.key)
    kept = Message(matter=Matter.objects.get(pk=closed.pk), number=99)
    Message.text.__set__(kept, text)  # type: ignore[attr-defined]
    with pytest.raises(KeyDestroyed):
        str(kept.text)


def test_a_changed_byte_is_said_on_a_page(matter: Any, town: "Town", caplog: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE desk_request SET description = overlay(description PLACING 'AAAA' FROM 40)")
    with pytest.raises(SealBroken):
        str(Request.objects.get().description)
    page = signed_in(town.member).get(f"/matters/{matter.reference}/")
    assert (page.status_code, "can&#x27;t be opened now" in page.content.decode()) == (503, True)
    assert "desk_request.description" in caplog.text
    assert WORDS not in caplog.text


def test_a_row_moved_into_another_matter_does_not_open(matter: Any, town: "Town") -> None:
    other = asking.ask(
        asking.new_matter(matter.request.service, town.north, subject=town.neighbour),
        actor=town.neighbour,
        request=Request(service=matter.request.service, description="Mine.", channel=Request.Channel.WEB),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE desk_request mine SET description = theirs.description"
            " FROM desk_request theirs WHERE theirs.matter_id = %s AND mine.matter_id = %s",
            [matter.pk, other.pk],
        )
    with pytest.raises(SealBroken):
        str(Request.objects.get(pk=other.pk).description)


def test_what_everybody_may_read_is_not_sealed(town: "Town") -> None:
    from unionhall.rooms.desk.forms.catalogue import ServiceForm
    from unionhall.rooms.desk.things import services

    form = ServiceForm(
        {"title_en": "Lamp", "amount": 1, "unit": "days", "level": "area", "public": "on", "sealed": "on"},
        things=services,
        thing=None,
        actor=town.coordinator,
    )
    assert "Choose one of the two." in str(form.errors["sealed"])


def test_text_that_looks_sealed_stays_text(town: "Town") -> None:
    from unionhall.kernel.privacy.sealing import MARK

    sent = town.desk.ask(description=f"{MARK}AQID")
    assert Request.objects.get(pk=sent.pk).description == f"{MARK}AQID"[1:]
