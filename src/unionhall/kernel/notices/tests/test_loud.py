"""What must not be missed leaves by two channels, where somebody has two."""

from typing import TYPE_CHECKING

from django.core import mail

from unionhall.kernel.notices.models import Notice
from unionhall.kernel.notices.tests.gateway import Gateway
from unionhall.kernel.notices.tests.test_falling_back import chooses, try_until_settled

if TYPE_CHECKING:
    from tests.town import Town


def ask_loudly(town: "Town") -> None:
    """The steward is told of something that must not be missed."""
    town.desk.ask()
    Notice.objects.update(loud=True)


def test_it_goes_by_two(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "telegram", "email")
    ask_loudly(town)
    notice = try_until_settled()
    assert len(gateway.texts) == 1
    assert [letter.to for letter in mail.outbox] == [[town.steward.email]]
    assert (notice.went_by, notice.channel) == ("telegram", "email")
    assert notice.sent_at


def test_of_three_channels_it_takes_two(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "telegram", "webhook", "email")
    ask_loudly(town)
    try_until_settled()
    assert len(gateway.texts) + len(mail.outbox) == 2


def test_who_has_one_channel_gets_one_message(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "telegram")
    town.steward.email = None
    town.steward.save()
    ask_loudly(town)
    notice = try_until_settled()
    assert len(gateway.texts) == 1
    assert notice.sent_at


def test_another_notice_goes_by_one(town: "Town", gateway: Gateway) -> None:
    chooses(town.steward, "telegram", "email")
    town.desk.ask()
    assert try_until_settled().went_by == ""
    assert mail.outbox == []
