"""What one side says in confidence reaches nobody else by any way, nor that anything was said.

Moves of a dispute in any order, with a secret word in each confidence; then everything that each reader can
get is searched for the words that are not theirs, and counted against what they may know. `test_traces`
compares byte by byte.
"""

import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.protection.confiding import Room, room
from tests.protection.test_sealed_matters import raw
from tests.proving import proved
from unionhall.kernel.api.scopes import READ
from unionhall.kernel.api.tokens import make
from unionhall.kernel.journal import heads
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.journal.verification import verify
from unionhall.kernel.matters.models import Message
from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.account import copying
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import matter_page
from unionhall.rooms.mediation.papers import agreed
from unionhall.rooms.mediation.papers.case import case_file_of
from unionhall.rooms.mediation.procedure import agreeing

if TYPE_CHECKING:
    from tests.town import Town

CONFIDED = ("member_confides", "other_confides", "told_to_claimant", "told_to_respondent")
OPENLY = ("member_says", "other_says", "mediator_says", "proposes", "member_no", "other_no", "drafts")
MOVES = st.lists(st.sampled_from((*CONFIDED, *CONFIDED, *OPENLY, "goes_up")), min_size=6, max_size=12)


def readers(found: Room) -> Iterator[tuple[str, Actor]]:
    """Everybody but whoever mediates or mediated first: they are told what they are told."""
    town, scene = found.scene.town, found.scene
    people: dict[str, Person | Guest] = {
        "claimant": scene.member,
        "respondent": scene.other,
        "colleague": found.colleague,
        "panel": scene.second,
        "third": found.third,
        "chair": scene.chair,
        "next chair": town.coordinator,
        "mill coordinator": town.mill_coordinator,
        "auditor": town.auditor,
        "administrator": town.administrator,
        "stranger": town.neighbour,
    }
    heard = {scene.mediator.pk, *Message.objects.exclude(confidant=None).values_list("confidant", flat=True)}
    for name, reader in people.items():
        if isinstance(reader, Guest):
            yield name, reader
        elif isinstance(reader, Person) and reader.pk not in heard:
            yield name, Person.objects.get(pk=reader.pk)


def everything(found: Room, reader: Actor) -> Iterator[tuple[str, str]]:
    """All that this reader can get out of the hall, by the way it comes."""
    if isinstance(reader, Guest):
        yield "receipt", Client().post("/receipt/", {"code": found.guest_code}, follow=True).text
    elif isinstance(reader, Person):
        yield from pages(found, reader)
        yield "copy", copy_of(reader)
        yield "letters", "\n".join(str(each.body) for each in mail.outbox if each.to == [reader.email])
    yield "case file", repr(case_file_of(found.scene.fresh(), with_contact=True))
    if drafted := agreeing.last_draft(found.scene.matter):
        yield "agreement", repr(agreed.agreement_of(found.scene.matter, drafted))


def pages(found: Room, reader: Person) -> Iterator[tuple[str, str]]:
    reference, client = found.scene.matter.reference, proved(reader)
    words = [word for said in found.secrets.values() for word in said]
    for address in (
        f"/matters/{reference}/",
        f"/matters/{reference}/?find=confidence",
        f"/journal/proofs/{reference}.json",
        "/mine/",
        "/worklist/",
        "/account/readings/",
        "/inbox/",
    ):
        yield address, client.get(address).text
    for word in words[-2:]:
        yield "/search/", client.get("/search/", {"q": word}).text.replace(word, "")
    ends_on = timezone.localdate() + timedelta(days=7)
    token = {"authorization": f"Bearer {make(reader, name='mine', scopes=[READ], ends_on=ends_on)}"}
    for address in (
        f"/api/matters/{reference}",
        *(f"/api/matters?list={each}" for each in ("mine", "place")),
    ):
        yield address, Client().get(address, headers=token).text


def copy_of(reader: Person) -> str:
    target = BytesIO()
    copying.write(reader, target)
    with zipfile.ZipFile(target) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def check(found: Room, name: str, reader: Actor) -> None:
    """No word of another side, and no trace that there is one."""
    own = found.scene.fresh().capacity_of(reader)
    foreign = [word for side, words in found.secrets.items() if side != own for word in words]
    for way, text in everything(found, reader):
        assert not [word for word in foreign if word in text], (name, way)
        assert way != "/search/" or found.scene.matter.reference not in text, name
    if own:
        assert lines(found, reader) == known(found, reader)
    if isinstance(reader, Person):
        told = Notice.objects.to(reader).values_list("number", flat=True)
        assert not {*told} & {said.number for said in Message.objects.all() if not said.is_for(reader)}


def known(found: Room, reader: Actor) -> int:
    """How many entries are no secret from this reader."""
    own = found.scene.fresh().capacity_of(reader)
    secret = Message.objects.exclude(audience__in=("", own)).values_list("number", flat=True)
    entries = Entry.objects.filter(stream=found.scene.matter.stream).exclude(number__in=secret)
    return entries.count()


def lines(found: Room, reader: Actor) -> int:
    return len(matter_page(found.scene.fresh(), Reader(reader, found.scene.matter))["timeline"])


@pytest.mark.slow("every page, as every reader")
@settings(
    max_examples=1,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=MOVES, other_is_member=st.booleans())
def test_no_way_leads_one_side_s_confidences_to_anybody_else(
    town: "Town", moves: list[str], other_is_member: bool
) -> None:
    mail.outbox.clear()
    with transaction.atomic():
        found = room(town, other_is_member=other_is_member)
        for name in moves:
            found.make(name)
        heads.seal()
        delivery.sweep()
        for name, reader in readers(found):
            check(found, name, reader)
        transaction.set_rollback(True)


@pytest.fixture
def confided(town: "Town") -> Room:
    """Both sides confided, and the mediator to both; then one thing was said to all."""
    found = room(town, other_is_member=True)
    for name in (*CONFIDED, "member_says"):
        found.make(name)
    return found


def test_each_side_and_the_mediator_read_their_own(confided: Room) -> None:
    for side, reader in (("claimant", confided.scene.member), ("respondent", confided.scene.other)):
        text = dict(everything(confided, Person.objects.get(pk=reader.pk)))[  # type: ignore[union-attr]
            f"/matters/{confided.scene.matter.reference}/"
        ]
        assert all(word in text for word in confided.secrets[side])
    page = proved(confided.scene.mediator).get(f"/matters/{confided.scene.matter.reference}/").text
    assert all(word in page for words in confided.secrets.values() for word in words)


def test_the_test_would_find_a_leak(confided: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Message, "is_for", lambda said, actor: True)
    with pytest.raises(AssertionError):
        check(confided, "respondent", Person.objects.get(pk=confided.scene.other.pk))  # type: ignore[attr-defined]


def test_the_tables_hold_none_of_the_words(confided: Room) -> None:
    seen = raw(*connection.introspection.table_names())
    assert not [word for words in confided.secrets.values() for word in words if word in seen]


def test_checking_the_journal_tells_nothing(confided: Room) -> None:
    told = "\n".join(map(str, verify()))
    assert not [word for words in confided.secrets.values() for word in words if word in told]


def test_proofs_of_the_journal_have_no_numbers_that_could_have_gaps(confided: Room) -> None:
    heads.seal()
    reader = Person.objects.get(pk=confided.scene.member.pk)
    reference = confided.scene.matter.reference
    proofs = json.loads(proved(reader).get(f"/journal/proofs/{reference}.json").text)["entries"]
    assert len(proofs) in (0, known(confided, reader))
    assert {name for each in proofs for name in each} <= {"leaf", "index", "proof"}
