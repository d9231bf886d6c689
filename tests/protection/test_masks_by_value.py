"""No value stands in a mask's row and in its bearer's by which one could be found from the other (rule 6)."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.mail.backends.locmem import EmailBackend
from django.db import models
from django.test import Client
from django.utils import timezone

from tests.town import Town
from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Choice, Hours, Notice
from unionhall.kernel.people.masks import masks_of
from unionhall.kernel.people.models import Person
from unionhall.rooms.desk.procedure import closing, handling

pytestmark = pytest.mark.django_db(transaction=True)  # what is written together has one row version
WRITTEN_IN = "xmin"  # of each row: the number of the transaction


@pytest.fixture(autouse=True)
def desk_is_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk as if it were a sealed room."""
    monkeypatch.setattr(type(apps.get_app_config("desk")), "sealed", True)


def told_of_both(town: Town) -> None:
    """The member has a notice of their own and one behind the mask, both unread and unsent."""
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    handling.ask_member(matter, actor=town.steward, text="Which bus?")
    own = Notice.objects.filter(person__in=masks_of(town.member))[0]
    Notice.objects.create(
        person=town.member,
        matter=matter,
        event=own.event,
        number=99 + Notice.objects.count(),
        created_at=timezone.now(),
        try_at=timezone.now(),
    )


def read_all(town: Town, client: Client) -> None:
    client.post("/inbox/read/")


def open_pages(town: Town, client: Client) -> None:
    for page in ("/", "/mine/", "/inbox/", "/account/readings/", f"/matters/{references(town)[0]}/"):
        assert client.get(page).status_code == 200


def send(town: Town, client: Client) -> None:
    delivery.sweep()


def fail_to_send(town: Town, client: Client) -> None:
    class Refusing(EmailBackend):
        def open(self) -> bool:
            raise OSError("the line is down")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("unionhall.kernel.notices.rounds.get_connection", Refusing)
        delivery.sweep()


def want_one_letter_a_day(town: Town, client: Client) -> None:
    at = (timezone.now() + timedelta(minutes=37)).time().replace(second=0, microsecond=0)
    Hours.objects.update_or_create(person=town.member, defaults={"daily_at": at, "time_zone": "UTC"})
    Choice.objects.get_or_create(person=town.member, channel="email", defaults={"position": 0})
    delivery.sweep()
    delivery.sweep(timezone.now() + timedelta(days=1))


def answer(town: Town, client: Client) -> None:
    closing.answer(handling.accept(town.desk.ask(), actor=town.steward), actor=town.steward, text="It runs.")


USES: tuple[Callable[[Town, Client], None], ...] = (
    *(read_all, open_pages, send, fail_to_send, want_one_letter_a_day, answer),
)


def references(town: Town) -> list[str]:
    from unionhall.kernel.matters.models import Matter

    fresh = Person.objects.get(pk=town.member.pk)
    return [matter.reference for matter in Matter.objects.of(fresh)]


@pytest.mark.parametrize("seed", range(2))
def test_no_value_of_a_mask_s_rows_stands_in_its_bearer_s(town: Town, client: Client, seed: int) -> None:
    client.force_login(town.member)
    for use in Random(seed).sample(USES, len(USES)):
        told_of_both(town)
        use(town, Client() if use is send else client)
    (mask,) = masks_of(Person.objects.get(pk=town.member.pk))
    masked, own = dict(telling(mask)), dict(telling(town.member))
    assert len(masked) > 20
    assert len(own) > 10
    assert {value: (masked[value], own[value]) for value in masked.keys() & own.keys()} == {}


def telling(person: Person) -> Iterator[tuple[Any, str]]:
    """What could be found elsewhere again, with its column: moments, keys, and what wrote a row."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is Person or model is Person and field.primary_key:
                yield from _of(model, {field.name: person.pk}, person)
            elif isinstance(field, models.UUIDField):
                yield from _of(model, {field.name: person.uid}, person)


def _of(model: type[models.Model], chosen: dict[str, Any], person: Person) -> Iterator[tuple[Any, str]]:
    version = {WRITTEN_IN: f'"{model._meta.db_table}".xmin::text'}
    rows = model._base_manager.filter(**chosen).extra(select=version)
    for row in rows.values():
        for name, value in row.items():
            if name == WRITTEN_IN or isinstance(value, UUID) and value != person.uid or _is_a_moment(value):
                yield value, f"{model._meta.label}.{name}"


def _is_a_moment(value: Any) -> bool:
    """More than a day: so many rows have the same day that it tells nothing."""
    return isinstance(value, datetime) and value.astimezone(UTC).time() != time()
