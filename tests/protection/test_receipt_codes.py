"""A code that opens a matter is made of chance that lies nowhere: not even the hall itself makes it again."""

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from tests.proving import proved
from tests.walking import Walker
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters import receipts
from unionhall.kernel.matters.models import Receipt
from unionhall.rooms.desk.procedure import handling
from unionhall.rooms.mediation.models import Invitation
from unionhall.rooms.mediation.procedure import beginning
from unionhall.rooms.mediation.tests import knocking
from unionhall.rooms.mediation.tests.dispute import scene
from unionhall.rooms.register.tests.test_joining import URL as JOIN
from unionhall.rooms.register.tests.test_joining import said

if TYPE_CHECKING:
    from tests.town import Town

ASK = "/desk/ask/transport/"
KEY = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")


def lying() -> Iterator[str]:
    """Every value in the tables, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT each.value FROM "{table}" t, jsonb_each_text(to_jsonb(t)) each')  # noqa: S608
            yield from (value for (value,) in cursor.fetchall() if value)


def keys_in(values: Iterator[str]) -> Iterator[UUID]:
    """Whatever could be the key of a form."""
    return (UUID(found) for value in values for found in KEY.findall(value))


@pytest.fixture
def purposes(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """For what codes were made of a form's key, wherever that is."""
    found: set[str] = set()
    made = receipts.code_from

    def code_from(key: UUID, purpose: str) -> str:
        found.add(purpose)
        return made(key, purpose)

    for module in list(sys.modules.values()):
        if getattr(module, "code_from", None) is made:
            monkeypatch.setattr(module, "code_from", code_from)
    return found


def test_nobody_with_the_tables_and_the_secret_makes_a_code_again(town: "Town", purposes: set[str]) -> None:
    keys = guests_come(town)
    digests = {each.digest for model in (Receipt, Invitation) for each in model.objects.all()}
    assert len(digests) == 4
    assert len(purposes) == 3
    tried = {
        receipts.digest_of(receipts.code_from(key, purpose))
        for key in keys_in(lying())
        for purpose in purposes
    }
    assert len(tried) > 100
    assert digests.isdisjoint(tried)
    seen = " ".join(lying())
    assert not [key for key in keys if key in seen or key.replace("-", "") in seen]


def guests_come(town: Any) -> list[str]:
    """A guest asks, another applies, a link is made and used; the keys of their forms."""
    guest = Client(enforce_csrf_checks=True)
    walker = Walker(guest, ASK).say(description="The bus does not come.")
    walker.say(place=str(town.north.pk), address="").say()
    walker.press(send="1")
    application = said(town)
    guest.post(JOIN, application)
    there = scene(town)
    there.ask()
    beginning.accept(there.fresh(), actor=there.chair)
    form = knocking.keyed()
    page = proved(there.chair).post(f"/matters/{there.matter.reference}/write-to-other-side/", form)
    seat = {"code": page.context["link_code"], "key": str(uuid4()), "take": "guest"}
    assert guest.post("/mediation/enter/", seat, follow=True).status_code == 200
    return [application["key"], form["key"], seat["key"]]


def test_a_form_that_was_sent_under_the_release_before_is_known_again(town: "Town") -> None:
    key = uuid4()
    with pytest.MonkeyPatch.context() as before:
        before.setattr("unionhall.kernel.journal.chain.kept", lambda given: given)
        matter = handling.accept(town.desk.ask(), actor=town.steward, key=key)
    assert Entry.objects.get(stream=matter.stream, number=2).key == key
    assert handling.accept(matter, actor=town.steward, key=key) == matter
    assert matter.journal_length == 2
