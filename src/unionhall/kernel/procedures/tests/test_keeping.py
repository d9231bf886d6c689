"""What is over goes: words, files and people of a closed matter; the stub keeps its place and days."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from unionhall.kernel.journal import verification
from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import File, Matter, Message, Party, Wording
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures import keeping
from unionhall.kernel.procedures.packs import pack
from unionhall.kernel.procedures.refusals import NotNow
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from tests.town import Town

SECRET = "The foreman shouted at Quirina again."


def settled(town: "Town") -> Matter:
    """A request with words, an answer, a note and a file."""
    matter = handling.accept(town.desk.ask(description=SECRET), actor=town.steward)
    handling.note(matter, actor=town.steward, text=f"Noted: {SECRET}")
    matter = closing.answer(matter, actor=town.steward, text=f"About this: {SECRET}")
    File.objects.create(
        matter=matter, name="Quirina.pdf", media_type="application/pdf", size=1, sha256="0" * 64
    )
    return matter


def kept() -> timedelta:
    return timedelta(days=pack("generic").get("desk.keep", on=timezone.localdate()).amount)


def texts_of_every_table() -> str:
    """Everything that stands in the database, as text."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')  # noqa: S608
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def test_nothing_goes_before_its_time(town: "Town") -> None:
    matter = settled(town)
    assert matter.closed_at
    assert keeping.erase_over(matter.closed_at + kept() - timedelta(minutes=1)) == 0
    assert SECRET in texts_of_every_table()


def test_what_is_over_goes_and_the_stub_stays(town: "Town") -> None:
    matter = settled(town)
    assert matter.closed_at
    when = matter.closed_at + kept() + timedelta(minutes=1)
    assert keeping.erase_over(when - keeping.NOTICE) == 0
    assert keeping.erase_over(when) == 1
    assert keeping.erase_over(when) == 0
    everything = texts_of_every_table()
    assert "Quirina" not in everything
    stub = Matter.objects.get(pk=matter.pk)
    assert (stub.state, stub.place, stub.closed_at, stub.erased_at) == (
        "answered",
        matter.place,
        matter.closed_at,
        when,
    )
    assert (stub.subject, stub.handler) == (None, None)
    for model in (Message, Wording, Party, File, Notice):
        assert not model._base_manager.filter(matter=stub).exists()
    assert list(verification.verify()) == []


def test_its_member_is_told_thirty_days_before_once(town: "Town") -> None:
    matter = settled(town)
    assert matter.closed_at
    soon = matter.closed_at + kept() - keeping.NOTICE + timedelta(minutes=1)
    told = Notice.objects.filter(event=keeping.EVENT)
    keeping.erase_over(soon - timedelta(minutes=2))
    assert not told.exists()
    for _night in range(2):
        keeping.erase_over(soon)
    assert [(each.person, each.matter) for each in told] == [(town.member, matter)]
    assert list(verification.verify()) == []


def test_who_was_not_told_in_time_still_has_thirty_days(town: "Town") -> None:
    """As after an upgrade, or when the hall was closed."""
    matter = settled(town)
    assert matter.closed_at
    late = matter.closed_at + 2 * kept()
    erased = [keeping.erase_over(late + timedelta(days=days)) for days in (0, 29, 30)]
    assert erased == [0, 0, 1]


def test_an_open_matter_never_goes(town: "Town") -> None:
    matter = town.desk.ask(description=SECRET)
    assert keeping.erase_over(timezone.now() + 10 * kept()) == 0
    assert erase(matter.pk, timezone.now()) is False


def test_the_page_says_that_it_was_erased_and_nothing_can_be_done(town: "Town", client: Client) -> None:
    matter = settled(town)
    assert erase(matter.pk, timezone.now())
    client.force_login(town.coordinator)
    page = client.get(f"/matters/{matter.reference}/")
    assert page.status_code == 200
    assert "erased on" in page.content.decode()
    assert "Max Member" not in page.content.decode()
    with pytest.raises(NotNow):
        handling.note(Matter.objects.get(pk=matter.pk), actor=town.coordinator, text="More")
    client.force_login(town.member)
    assert client.get(f"/matters/{matter.reference}/").status_code == 404


def test_the_boards_count_on(town: "Town") -> None:
    matter = settled(town)
    before = Matter.objects.closed().filter(room="desk").count()
    erase(matter.pk, timezone.now())
    assert Matter.objects.closed().filter(room="desk").count() == before


def test_the_log_of_readings_is_kept_for_five_years_and_nobody_shortens_it(town: "Town") -> None:
    reading.record(reader=None, subjects=[town.member.uid], purpose=Access.Purpose.MATTER, what="x")
    row = Access.objects.get()
    for act in (Access.objects.all().delete, lambda: Access.objects.update(what="nothing")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE privacy_access")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO privacy_access (purpose, what, role, place, at)"
            " VALUES ('file', 'y', '', '', now() - interval '6 years')"
        )
    assert reading.forget() == 1
    assert list(Access.objects.all()) == [row]
