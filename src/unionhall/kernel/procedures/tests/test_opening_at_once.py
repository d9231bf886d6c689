"""A matter and what begins with it travel in one message, and are written all or none."""

from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter, Party
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import asking, handling

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_opening_is_one_message_without_a_transaction_around_it(town: "Town") -> None:
    sent: list[tuple[str, bool]] = []

    def watch(execute: Any, sql: str, *given: Any) -> Any:
        sent.append((sql.split()[0], connection.connection.autocommit))
        return execute(sql, *given)

    town.desk.ask()  # what is asked once in the life of a process was asked
    with connection.execute_wrapper(watch):
        town.desk.ask()
    assert [each for each in sent if each[0] == "INSERT"] == [("INSERT", True)]


def test_what_begins_with_a_matter_takes_its_key(town: "Town") -> None:
    for matter in (town.desk.ask(), town.desk.ask()):
        assert {each.matter_id for each in matter.running} == {matter.pk}
        assert matter.request.pk == matter.pk
        of_matter = [Request, Party, Deadline]
        assert all(model._default_manager.filter(matter=matter).exists() for model in of_matter)


def test_of_what_can_not_be_written_whole_nothing_is_kept(town: "Town") -> None:
    town.desk.ask()
    before = Entry.objects.count()
    matter = asking.new_matter(town.desk.service, town.north, subject=town.member)
    with pytest.raises(IntegrityError):
        asking.ask(matter, actor=town.member, request=town.desk.request(), unfit=[town.caseworker] * 2)
    assert (Matter.objects.count(), Entry.objects.count()) == (1, before)
    assert handling.accept(town.desk.ask(), actor=town.steward).state == "accepted"


def test_a_transaction_around_it_takes_it_back(town: "Town") -> None:
    with transaction.atomic():
        town.desk.ask()
        transaction.set_rollback(True)
    assert not Matter.objects.exists()
