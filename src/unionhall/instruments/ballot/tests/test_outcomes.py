"""What a vote decided stands on top, and the hall's own answers are in the reader's language."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from unionhall.instruments.ballot.outcomes import outcome
from unionhall.instruments.ballot.questions import choosing, is_yes_no, shown, yes_no

PEOPLE = choosing(
    {"en": "Who?"}, [{"en": "Amina Diallo"}, {"en": "Tom O'Toole"}], least=1, most=1, blank=True
)


def result(asked: Any, *totals: int) -> list[dict[str, Any]]:
    """As the page shows it: the blank ones last."""
    choices = shown([asked])[0]["choices"]
    labels = [*choices[asked["blank"] :], *choices[: asked["blank"]]]
    return [{"rows": [{"label": label, "total": n} for label, n in zip(labels, totals, strict=True)]}]


@pytest.mark.parametrize(
    ("asked", "totals", "said"),
    [
        (PEOPLE, (6, 3, 5), "It is over. Most votes: Amina Diallo, 6 of 14 votes."),
        (PEOPLE, (1, 0, 0), "It is over. Most votes: Amina Diallo, 1 of 1 vote."),
        (PEOPLE, (4, 4, 6), "It is over, with a tie: Amina Diallo, Tom O'Toole have 4 of 14 votes each."),
        (PEOPLE, (0, 0, 9), "It is over. Nobody chose any of the answers."),
        (yes_no({"en": "Go?"}), (5, 2, 7), "It is over. Most votes: Yes, 5 of 14 votes."),
    ],
)
def test_the_answer_with_most_votes_is_said_and_a_blank_one_wins_nothing(
    asked: Any, totals: tuple[int, ...], said: str
) -> None:
    held: Any = SimpleNamespace(questions=[asked])
    assert outcome(held, result(asked, *totals)) == said


def test_of_several_questions_or_choices_no_winner_is_said() -> None:
    two = choosing(PEOPLE["question"], PEOPLE["answers"], least=1, most=2, blank=False)
    assert outcome(SimpleNamespace(questions=[two]), result(two, 3, 2)) == ""  # type: ignore[arg-type]
    held: Any = SimpleNamespace(questions=[PEOPLE, PEOPLE])
    assert outcome(held, result(PEOPLE, 6, 3, 5) * 2) == ""


def test_yes_no_and_abstaining_are_in_the_language_of_whoever_reads() -> None:
    with override("zh-hans"):
        assert shown([yes_no({"en": "Go?"})])[0]["choices"] == ["赞成", "反对", "弃权"]
        own = choosing(
            {"en": "Go?"}, [{"en": "Yes"}, {"en": "No"}, {"en": "Later"}], least=1, most=1, blank=False
        )
        assert not is_yes_no(own)
        assert shown([own])[0]["choices"] == ["Yes", "No", "Later"]
