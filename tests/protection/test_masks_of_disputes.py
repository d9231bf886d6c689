"""A join over the raw tables finds nobody behind the parties of real disputes (rule 6)."""

import re
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from tests.protection.test_masks import rows_that_name
from tests.protection.test_sealed_matters import raw
from tests.town import person
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.desk.procedure import handling
from unionhall.rooms.mediation.models import Consent, Draft, Invitation, Promise, Seat
from unionhall.rooms.mediation.procedure import agreeing, choosing, inviting, promises, talking
from unionhall.rooms.mediation.tests.dispute import CLAIM, Scene
from unionhall.rooms.mediation.tests.dispute import scene as people_of

if TYPE_CHECKING:
    from tests.town import Town

DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d| \d)")  # and not the day of a moment
OWN = {"people_person.uid", "people_person.name", "people_person.email", "people_membership.person_id"}


@pytest.fixture
def settled(town: "Town") -> Scene:
    """Two members and a colleague, from the first word to the last promise."""
    scene, colleague, other = people_of(town), person("Co Lleague", town.north), person("Ray S", town.south)
    scene.invite()
    inviting.take_seat(scene.fresh(), actor=other, code=scene.link())
    scene.other = other  # type: ignore[assignment]
    codes: list[str] = []
    inviting.let_colleague_in(scene.fresh(), actor=scene.member, codes=codes)
    inviting.take_seat(scene.fresh(), actor=colleague, code=codes[0])
    inviting.take_part(scene.fresh(), actor=other)
    choosing.propose(scene.fresh(), actor=scene.chair, mediators=[scene.mediator])
    choosing.accept_mediator(scene.fresh(), actor=scene.member)
    choosing.begin_mediation(scene.fresh(), actor=scene.other)
    talking.confide(scene.fresh(), actor=scene.member, text="In confidence.")
    talking.say(scene.fresh(), actor=colleague, text="It happened to me, too.")
    scene.agree()
    for promise in promises.open_promises(scene.matter):
        agreeing.confirm_promise(scene.fresh(), actor=scene.member, promise=promise)
    agreeing.close(scene.fresh(), actor=scene.other)
    return scene


@pytest.mark.parametrize("name", ["Mei O'Neill", "Co Lleague", "Ray S"])
def test_no_table_ties_a_party_to_the_dispute(settled: Scene, name: str) -> None:
    found = set(rows_that_name(Person.objects.get(name=name)))
    assert found <= OWN


def test_every_key_to_a_person_leads_to_a_mask_or_an_officer(settled: Scene) -> None:
    real = {each.pk for each in Person.objects.filter(mask_in="", offices=None)}
    for rows in (Party.objects, Notice.objects, Seat.objects):
        assert real.isdisjoint(rows.values_list("person", flat=True))
    assert real.isdisjoint(Matter.objects.values_list("subject", flat=True))


def test_every_uid_in_the_journal_and_the_log_does_too(settled: Scene) -> None:
    real: set[UUID] = {each.uid for each in Person.objects.filter(mask_in="", offices=None)}
    assert real.isdisjoint(Entry.objects.values_list("actor", flat=True))
    assert real.isdisjoint(Access.objects.values_list("subject", flat=True))
    said = "\n".join(map(str, Entry.objects.values_list("payload", flat=True)))
    assert not [uid for uid in real if str(uid) in said]


def test_masks_of_one_dispute_and_requests_at_the_desk_have_nothing_in_common(settled: Scene) -> None:
    asked = settled.town.desk.ask()
    handling.accept(asked, actor=settled.town.steward)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM matters_party one JOIN matters_party other USING (person_id)"
            " JOIN matters_matter a ON a.id = one.matter_id JOIN matters_matter b ON b.id = other.matter_id"
            " WHERE a.room = 'mediation' AND b.room <> 'mediation'"
        )
        assert cursor.fetchone() == (0,)


def test_the_test_would_find_it(settled: Scene) -> None:
    Party.objects.create(matter=settled.matter, person=settled.town.member, capacity="witness")
    assert "matters_party.person_id" in set(rows_that_name(settled.town.member))


def test_what_was_said_and_signed_lies_sealed(settled: Scene) -> None:
    seen = raw(*connection.introspection.table_names())
    for words in (CLAIM, "Frank Foreman", "In confidence.", "The overtime is paid.", "Pays 412.50"):
        assert words not in seen, words
    assert "draft 1" not in seen
    for table in ("mediation_dispute", "mediation_promise"):
        assert not DAY.search(raw(table)), table


def test_once_it_is_erased_no_words_and_nobody_are_left(settled: Scene) -> None:
    assert erase(settled.fresh().pk, timezone.now())
    left = settled.fresh()
    assert (left.subject, left.handler, left.dispute.contact) == (None, None, {})
    for rows in (Draft, Promise, Seat, Invitation, Consent):
        assert not rows.objects.filter(matter=left).exists()
