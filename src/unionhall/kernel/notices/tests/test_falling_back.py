"""Notices leave by the channel that each person chose; a dead one gives way to the next."""

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from unionhall.kernel.notices import delivery, plans, rounds
from unionhall.kernel.notices.models import Choice, Hours, Notice
from unionhall.kernel.notices.tests.gateway import Gateway
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.town import Town

NOON = datetime.fromisoformat("2036-11-22T12:00:00+08:00")  # after all that the tests let happen


def chooses(person: Person, *channels: str, **hours: object) -> Hours:
    """A person wants to be reached by these, in this order; never quiet unless they say so."""
    for position, channel in enumerate(channels):
        Choice.objects.create(person=person, channel=channel, position=position, address="4711")
    always = {"time_zone": "Asia/Shanghai", "quiet_from": time(0), "quiet_until": time(0)}
    return Hours.objects.create(person=person, **{**always, **hours})


def try_until_settled(now: datetime = NOON) -> Notice:
    """Sweep whenever the only notice is due."""
    for _attempt in range(40):
        delivery.sweep(now)
        notice: Notice = Notice.objects.get()
        if notice.settled_at:
            return notice
        now = max(now, notice.try_at)
    raise AssertionError("never settled")


def test_a_notice_leaves_by_the_first_channel_and_by_no_other(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "telegram", "email")
    matter = town.desk.ask(description="My knee hurts")
    assert [delivery.sweep(), delivery.sweep()] == [1, 0]
    link = f"http://localhost:8000/matters/{matter.reference}/"
    assert gateway.texts == [f"The member asked for help. {matter.reference}: {link}"]
    assert gateway.received[0]["to"] == "4711"
    assert mail.outbox == []


def test_a_text_goes_to_the_telephone(town: "Town", gateway: Gateway, settings: "Settings") -> None:
    town.steward.phone = "+8613800000000"
    town.steward.save()
    settings.CHANNEL_GATEWAYS = {"sms": gateway.url().replace("address", "phone")}
    chooses(town.steward, "sms")
    town.desk.ask()
    delivery.sweep()
    assert gateway.received[0]["to"] == "+8613800000000"


def test_who_has_no_telephone_hears_by_the_next(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "sms", "telegram")
    town.desk.ask()
    delivery.sweep()
    assert gateway.paths == ["/ok"]


@pytest.mark.parametrize("answer", ["/broken", "/refusing", "/elsewhere"])
def test_a_dead_channel_gives_way_to_the_next(
    town: "Town", gateway: Gateway, settings: "Settings", answer: str
) -> None:
    settings.CHANNEL_GATEWAYS = {"telegram": gateway.url(answer), "feishu": gateway.url()}
    chooses(town.steward, "telegram", "feishu")
    town.desk.ask()
    notice = try_until_settled()
    assert gateway.paths == [answer] * delivery.MOST_TRIES_ELSEWHERE + ["/ok"]
    assert (notice.channel, notice.given_up) == ("feishu", ["telegram"])
    assert notice.sent_at is not None


def test_the_waits_between_attempts_grow(town: "Town", gateway: Gateway, settings: "Settings") -> None:
    settings.CHANNEL_GATEWAYS = {"telegram": gateway.url("/broken")}
    chooses(town.steward, "telegram")
    town.desk.ask()
    waits, now = [], NOON
    for _attempt in range(delivery.MOST_TRIES_ELSEWHERE - 1):
        delivery.sweep(now)
        now = Notice.objects.get().try_at
        waits.append(round((now - timezone.now()).total_seconds() / 60))
    assert waits == [1, 2, 4, 8]


def test_after_all_channels_comes_the_mail(town: "Town", gateway: Gateway, settings: "Settings") -> None:
    settings.CHANNEL_GATEWAYS = {"telegram": gateway.url("/broken")}
    chooses(town.steward, "telegram")
    town.desk.ask()
    assert try_until_settled().channel == "email"
    assert len(mail.outbox) == 1


def test_and_after_the_mail_the_inbox_alone(town: "Town", gateway: Gateway, settings: "Settings") -> None:
    settings.CHANNEL_GATEWAYS = {"telegram": gateway.url("/broken")}
    town.steward.email = None
    town.steward.save()
    chooses(town.steward, "telegram")
    town.desk.ask()
    notice = try_until_settled()
    assert (notice.sent_at, notice.given_up) == (None, ["telegram"])


def test_a_channel_that_the_hall_no_longer_has_is_passed_over(
    town: "Town", gateway: Gateway, settings: "Settings"
) -> None:
    settings.CHANNEL_GATEWAYS = {}
    chooses(town.steward, "telegram")
    town.desk.ask()
    assert delivery.sweep() == 1
    assert len(mail.outbox) == 1


def test_who_chose_the_inbox_alone_gets_nothing_else(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward)
    town.desk.ask()
    assert delivery.sweep() == 0
    assert Notice.objects.get().settled_at is not None


def test_a_channel_that_fails_all_the_time_rests_for_a_day(
    town: "Town", gateway: Gateway, settings: "Settings", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "MOST_FAILURES", 2)
    settings.CHANNEL_GATEWAYS = {"telegram": gateway.url("/broken")}
    chooses(town.steward, "telegram")
    for _number in range(3):
        town.desk.ask()
    assert delivery.sweep() == 1
    assert gateway.paths == ["/broken"] * 2
    rests_until = Choice.objects.get().rests_until
    assert rests_until is not None
    settings.CHANNEL_GATEWAYS = {"telegram": gateway.url()}
    assert delivery.sweep(rests_until + timedelta(minutes=1)) == 2
    assert (Choice.objects.get().failures, Choice.objects.get().rests_until) == (0, None)


def test_a_gateway_that_is_down_is_not_asked_for_everybody(
    town: "Town", gateway: Gateway, settings: "Settings"
) -> None:
    settings.CHANNEL_GATEWAYS = {"telegram": gateway.url("/broken")}
    chooses(town.steward, "telegram")
    for _number in range(6):
        town.desk.ask()
    delivery.sweep()
    assert len(gateway.paths) == rounds.MOST_FAILURES
    delivery.sweep(timezone.now() + timedelta(seconds=90))
    assert len(gateway.paths) == 2 * rounds.MOST_FAILURES


def test_slow_gateways_do_not_hold_up_the_mail(
    town: "Town", gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "LONGEST", -1.0)
    chooses(town.steward, "telegram")
    matter = town.desk.ask()
    Notice.objects.create(
        person=town.member,
        matter=matter,
        event="desk.ask",
        number=1,
        created_at=timezone.now(),
        try_at=timezone.now(),
    )
    assert delivery.sweep() == 1
    assert [letter.to for letter in mail.outbox] == [[town.member.email]]
    assert gateway.paths == []


def test_nothing_rings_at_night(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "telegram", quiet_from=time(22), quiet_until=time(7))
    town.desk.ask()
    assert delivery.sweep(NOON + timedelta(hours=11)) == 0
    notice = Notice.objects.get()
    assert (notice.channel, notice.try_at) == ("telegram", NOON + timedelta(hours=19))
    assert delivery.sweep(NOON + timedelta(hours=19)) == 1


def test_the_news_of_a_day_come_in_one_letter(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "email", daily_at=time(18))
    matters = [town.desk.ask() for _number in range(3)]
    Notice.objects.update(created_at=NOON)
    assert delivery.sweep(NOON) == 0
    assert delivery.sweep(NOON + timedelta(hours=6)) == 1
    assert mail.outbox[0].subject == "3 pieces of news"
    assert all(matter.reference in mail.outbox[0].body for matter in matters)
    assert not Notice.objects.unsettled().exists()


def test_the_news_of_a_day_come_in_one_short_message(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "telegram", daily_at=time(18))
    references = [town.desk.ask().reference for _number in range(3)]
    Notice.objects.update(created_at=NOON)
    delivery.sweep(NOON + timedelta(hours=6))
    named = ", ".join(references)
    assert gateway.texts == [f"3 pieces of news ({named}): http://localhost:8000/inbox/"]


def test_what_the_clock_does_is_urgent(town: "Town", gateway: Gateway) -> None:
    from unionhall.kernel.procedures import clock

    town.desk.ask()
    Notice.objects.all().delete()
    assert clock.tick(timezone.now() + timedelta(days=60))
    assert set(Notice.objects.values_list("urgent", flat=True)) == {True}


def queries_of_a_sweep(now: datetime) -> int:
    Notice.objects.update(try_at=NOON, settled_at=None, sent_at=None)
    with CaptureQueriesContext(connection) as asked:
        delivery.sweep(now)
    return len(asked)


def test_a_night_costs_the_same_for_however_many(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "telegram", quiet_from=time(22), quiet_until=time(7))
    town.desk.ask()
    few = queries_of_a_sweep(NOON + timedelta(hours=11))
    for _number in range(5):
        town.desk.ask()
    assert queries_of_a_sweep(NOON + timedelta(hours=11)) == few


def test_each_more_message_costs_a_transaction_of_two_queries(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "telegram")
    town.desk.ask()
    one = queries_of_a_sweep(NOON)
    for _number in range(5):
        town.desk.ask()
    assert queries_of_a_sweep(NOON) == one + 5 * 4  # with its begin and its end
