"""Letters on one matter lie together in a mail program, and tell nobody else what belongs together."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import time, timedelta
from email.message import Message
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Choice, Hours, Notice
from unionhall.kernel.notices.tests.post_office import PostOffice, open_post_office
from unionhall.kernel.people.models import Person
from unionhall.rooms.desk.procedure import closing, handling

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.town import Town

IDENT = re.compile(r"<[^<>]+>")


@pytest.fixture
def post(settings: "Settings") -> Iterator[PostOffice]:
    with open_post_office() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def threads(letters: list[Message]) -> list[set[str]]:
    """The subjects in each thread, as mail programs build them by References (J. Zawinski's way)."""
    parents: dict[str, str] = {}
    for letter in letters:
        chain = [*IDENT.findall(letter.get("References", "")), letter["Message-ID"]]
        for parent, child in zip(chain, chain[1:], strict=False):
            parents.setdefault(child, parent)
    found = defaultdict(set)
    for letter in letters:
        top = letter["Message-ID"]
        while top in parents:
            top = parents[top]
        found[top].add(str(letter["Subject"]))
    return sorted(found.values(), key=sorted)


def to(person: Person, post: PostOffice) -> list[Message]:
    return post.to(person.email or "")


def words_of(letter: Message) -> str:
    return str(letter.get_payload(decode=True), "utf-8")  # type: ignore[arg-type]


def answered(town: "Town") -> Matter:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    return closing.answer(matter, actor=town.steward, text="Come on Monday.")


def idents(letters: list[Message]) -> set[str]:
    named = ("Message-ID", "In-Reply-To", "References")
    return {ident for letter in letters for name in named for ident in IDENT.findall(letter.get(name, ""))}


def test_letters_on_one_matter_are_one_thread_and_those_on_another_another(
    town: "Town", post: PostOffice
) -> None:
    matters = [answered(town), answered(town)]
    delivery.sweep(timezone.now() + timedelta(minutes=1))
    theirs = to(town.member, post)
    assert len(theirs) == 4
    assert threads(theirs) == [{f"News on {matter.reference}"} for matter in matters]
    assert threads(theirs[:2] + theirs[2:]) == threads(theirs[::-1])


def test_a_letter_answers_none_that_was_sent(town: "Town", post: PostOffice) -> None:
    """Else whoever it is handed on to could count the letters before it, those on confidences among them."""
    answered(town)
    delivery.sweep(timezone.now() + timedelta(minutes=1))
    theirs = to(town.member, post)
    sent = {letter["Message-ID"] for letter in theirs}
    assert len(sent) == 2
    for letter in theirs:
        assert letter["In-Reply-To"] == letter["References"]
        assert letter["References"] not in sent
        assert len(IDENT.findall(letter["References"])) == 1


def test_two_who_are_told_of_one_matter_have_nothing_in_common(town: "Town", post: PostOffice) -> None:
    town.desk.ask()
    Notice.objects.update(settled_at=timezone.now())
    handling.accept(Matter.objects.get(), actor=town.steward)
    notice = Notice.objects.exclude(settled_at__isnull=False).get()
    Notice.objects.create(
        person=town.steward, matter=notice.matter, event=notice.event, number=notice.number,
        created_at=notice.created_at, try_at=notice.try_at,
    )  # fmt: skip
    delivery.sweep()
    one, other = to(town.member, post), to(town.steward, post)
    assert one
    assert other
    assert not idents(one) & idents(other)


def test_nothing_in_the_headers_names_the_matter_or_counts(town: "Town", post: PostOffice) -> None:
    matter = answered(town)
    delivery.sweep()
    for ident in idents(to(town.member, post)):
        assert re.fullmatch(r"<[0-9a-f]{32}@[a-z0-9.-]+>", ident)
        assert matter.stream.hex not in ident
    assert to(town.member, post)[0]["Auto-Submitted"] == "auto-generated"
    assert to(town.member, post)[0]["Reply-To"] is None


def test_a_letter_on_several_matters_joins_no_threads(town: "Town", post: PostOffice) -> None:
    for _matter in range(2):
        answered(town)
        delivery.sweep()
    Hours.objects.create(person=town.member, daily_at=time(7), time_zone="Asia/Shanghai")
    Choice.objects.create(person=town.member, channel="email", position=1)
    Notice.objects.filter(person=town.member).update(settled_at=None)
    delivery.sweep(timezone.now() + timedelta(days=2))
    theirs = to(town.member, post)
    assert str(theirs[-1]["Subject"]) == "4 pieces of news"
    assert theirs[-1]["References"] is None
    assert len(threads(theirs)) == 3
    assert "that page" not in words_of(theirs[-1])
    assert "Open there what you want to answer, and write on its page." in words_of(theirs[-1])


def test_each_letter_says_where_to_answer(town: "Town", post: PostOffice) -> None:
    answered(town)
    delivery.sweep()
    for letter in to(town.member, post):
        assert "Nobody reads answers to this letter. Write on that page instead." in words_of(letter)
