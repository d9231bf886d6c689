"""Rows of earlier releases are sealed anew in the night, whatever was sealed in them or left open."""

import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import clean
from unionhall.kernel.matters.models import File, Message
from unionhall.kernel.matters.storage import renewing as files
from unionhall.kernel.people.masks import mask_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import renewing, sealing
from unionhall.kernel.privacy.keys import of_matter, store
from unionhall.rooms.desk.intake.sending import Said, ask
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import handling
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def matter(town: "Town", monkeypatch: pytest.MonkeyPatch) -> Any:
    """A sealed request as an earlier release left it: at its own length, empty columns open; and a mask."""
    version = service("work-injury", "Hurt at work", sealed=True)
    note = clean(BytesIO(b"Torn ligament."), "doctor.txt", limit=storage.LIMIT)
    storage.put(note)
    laid = {"name": "doctor.txt", "media_type": note.media_type, "size": note.size, "sha256": note.sha256}
    with monkeypatch.context() as before:
        before.setattr(sealing, "VERSION", sealing.UNFILLED)
        before.setattr(sealing, "END", b"")
        before.setattr(sealing, "space", lambda length: length)
        before.setattr(storage, "space", lambda length: length)
        sent = ask(Said(version, town.north, uuid4(), "My back.", "", {}, [laid]), actor=town.member)
        matter = handling.note(handling.accept(sent, actor=town.steward), actor=town.steward, text="Yes.")
        mask_of(town.member, "mediation")
    Request.objects.filter(pk=matter.pk).update(address="")
    File.objects.update(media_type="text/plain")
    return matter


def left() -> dict[str, int]:
    """How many rows of each table are still to be sealed anew."""
    counts = {model._meta.label: rows.count() for model, rows in renewing.all_to_renew()}
    return {label: number for label, number in counts.items() if number}


def test_all_that_lay_sealed_is_sealed_anew_and_reads_as_before(matter: Any, town: "Town") -> None:
    open_ones = Request.objects.filter(pk=town.desk.ask().pk).values_list("description", flat=True)
    before = list(open_ones)
    one_each = ("desk.Request", "matters.Message", "matters.File", "people.Person")
    assert left() == dict.fromkeys(one_each, 1)
    assert (renewing.renew(), left(), renewing.renew()) == (4, {}, 0)
    request = Request.objects.get(pk=matter.pk)
    assert (request.description, request.address, request.answers) == ("My back.", "", {})
    file = File.objects.get()
    assert (Message.objects.get().text, file.name, file.media_type) == ("Yes.", "doctor.txt", "text/plain")
    assert sealing.is_sealed(File.objects.values_list("media_type", flat=True).get())
    assert Person.objects.get(mask_in="mediation").name == town.member.name
    assert list(open_ones) == before


def test_files_are_laid_by_anew(matter: Any) -> None:
    before = File.objects.get()
    assert before.size == 14
    assert (files.renew(), files.renew()) == (1, 0)
    after = File.objects.get()
    assert (after.size, after.sha256 == before.sha256) == (256, False)
    assert storage.content(after).read() == b"Torn ligament."
    assert storage.response(after)["Content-Length"] == "14"


def test_what_can_not_be_opened_is_named_and_the_rest_goes_on(matter: Any, caplog: Any) -> None:
    store().destroy(of_matter(matter.stream), timezone.localdate())
    with caplog.at_level(logging.ERROR):
        assert (renewing.renew(), files.renew()) == (1, 0)
    assert str(matter.stream) in caplog.text
    assert "My back" not in caplog.text
