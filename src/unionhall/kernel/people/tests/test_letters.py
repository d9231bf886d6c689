"""Every letter around an account says that a program wrote it and that nobody reads answers."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from allauth.account.adapter import get_adapter
from django.core import mail

from unionhall.kernel.people import recovery_letters, taking_over, way_in_letters

if TYPE_CHECKING:
    from tests.town import Town

FOLDER = Path(recovery_letters.__file__).parent / "templates" / "account" / "email"
BY_ALLAUTH = sorted(each.name.removesuffix("_subject.txt") for each in FOLDER.glob("*_subject.txt"))
BY_US = {"way_in", "lost_step", "phone_taken"}
UNREAD = "Nobody reads answers to this letter."


@pytest.mark.parametrize("named", BY_ALLAUTH)
def test_letters_of_signing_in_say_so(named: str) -> None:
    letter = get_adapter().render_mail(f"account/email/{named}", "x@town.example", {"current_site": None})
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert UNREAD in letter.body


def test_letters_on_what_changed_at_an_account_say_so(town: "Town") -> None:
    town.member.name = "Ann & O'Neil"
    way_in_letters.tell(town.member, way_in_letters.PROGRAM)
    recovery_letters.tell(town.member, "opened", "key")
    taking_over._tell(town.member)
    assert len(mail.outbox) == len(BY_US)
    for letter in mail.outbox:
        assert letter.message()["Auto-Submitted"] == "auto-generated"
        assert UNREAD in str(letter.body)
        assert str(letter.body).startswith("Hello Ann & O'Neil,\n")


def test_no_letter_is_forgotten_here() -> None:
    words = {each.name.removesuffix("_message.txt") for each in FOLDER.glob("*_message.txt")}
    assert words == {*BY_ALLAUTH, *BY_US, "base"}
