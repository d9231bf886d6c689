"""After a move somebody reads what happened, to whom it went, and what is next."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.test import Client

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town
    from unionhall.kernel.people.models import Person


def said(person: "Person", matter: Matter, name: str, **answers: str) -> str:
    """What stands above the matter once the move is made."""
    client = Client()
    client.force_login(person)
    sent = {"key": str(uuid4()), **answers}
    page = client.post(f"/matters/{matter.reference}/{name}/", sent, follow=True)
    [message] = page.context["messages"]
    return str(message)


def test_the_handler_reads_who_has_the_answer(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    text = said(town.steward, matter, "answer", text="It runs again.")
    assert f"Your answer went to {town.member.name.replace(chr(39), '&#x27;')}." in text
    assert "Nothing else is in your hands." in text


def test_the_next_of_the_worklist_is_one_click_away(town: "Town") -> None:
    matter, following = town.desk.ask(), town.desk.ask()
    text = said(town.steward, matter, "accept")
    assert f'href="/matters/{following.reference}/"' in text
    assert f"Next: {following.reference}, " in text
    assert matter.reference not in text


def test_whoever_asked_reads_who_has_their_words_and_no_worklist(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    handling.ask_member(matter, actor=town.steward, text="Which line?")
    text = said(town.member, matter, "reply", text="Line 4")
    assert text == f"Your answer went to {town.steward.name}, and the clock runs on."


def test_a_note_for_colleagues_is_told_to_nobody(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    assert said(town.steward, matter, "note", text="Called them.").startswith(
        "Done: Write a note on the case. <a"
    )


def test_the_colleague_who_was_asked_is_named(town: "Town") -> None:
    matter = town.desk.ask()
    text = said(town.steward, matter, "hand-over", adviser=str(town.caseworker.pk))
    assert "Done: Hand over." in text
    assert town.caseworker.name in text
