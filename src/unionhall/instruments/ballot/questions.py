"""What a vote asks: the shape that is kept, and its words as they go into the archive.

A question is kept as {"question": words, "answers": [words, …], "min": least, "max": most, "blank": bool},
where words are {"en": "…", "zh-hans": "…"}. The archive has room for one text, so every language stands on a
line of its own in it, in the order of the hall's languages: what a voter reads is what the archive says.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from unionhall.instruments.ballot.belenios.elections import Question
from unionhall.kernel.words import Words

Asked: TypeAlias = Mapping[str, Any]

YES_NO = (gettext_noop("Yes"), gettext_noop("No"), gettext_noop("Abstain"))


def yes_no(question: Mapping[str, str]) -> dict[str, Any]:
    """A question that is answered by yes, no or abstaining."""
    answers = [{code: _in(code, word) for code in question} for word in YES_NO]
    return {"question": dict(question), "answers": answers, "min": 1, "max": 1, "blank": False}


def choosing(
    question: Mapping[str, str],
    answers: Iterable[Mapping[str, str]],
    *,
    least: int,
    most: int,
    blank: bool,
) -> dict[str, Any]:
    """A question that is answered by choosing from `least` to `most` of the answers, or by a blank vote."""
    listed = [dict(answer) for answer in answers]
    return {"question": dict(question), "answers": listed, "min": least, "max": most, "blank": blank}


def archived(words: Mapping[str, str]) -> str:
    """All languages of some words, a line each; a language without other words has no line of its own."""
    return "\n".join(dict.fromkeys(words[code].strip() for code in languages(words)))


def languages(words: Mapping[str, str]) -> list[str]:
    """The languages in which words are, in the hall's order."""
    return [code for code, _name in settings.LANGUAGES if words.get(code)]


def for_archive(asked: Iterable[Asked]) -> tuple[Question, ...]:
    """The questions as the protocol writes them."""
    return tuple(
        Question(
            archived(each["question"]),
            tuple(archived(answer) for answer in each["answers"]),
            each["min"],
            each["max"],
            each["blank"],
        )
        for each in asked
    )


def shown(asked: Iterable[Asked], *, as_archived: bool = False) -> list[dict[str, Any]]:
    """The questions in the reader's language; `choices` has the blank one first, as the archive has.

    `as_archived`: in the words of the archive alone, with which the booth compares them.
    """
    return [
        {
            "text": str(Words(each["question"])),
            "choices": _choices(each, as_archived=as_archived),
            "min": each["min"],
            "max": each["max"],
            "blank": each["blank"],
            "rule": rule(each),
            "is_one": each["max"] == 1,
            "is_yes_no": is_yes_no(each),
        }
        for each in asked
    ]


def rule(asked: Asked) -> str:
    """How many one may choose, as a sentence."""
    least, most = asked["min"], asked["max"]
    if least == most == 1:
        return _("Choose one.")
    if least == most:
        return _("Choose exactly %(count)d.") % {"count": most}
    if least == 0:
        return _("Choose up to %(most)d.") % {"most": most}
    return _("Choose %(least)d to %(most)d.") % {"least": least, "most": most}


def counted(asked: Iterable[Asked]) -> list[int]:
    """How many choices each question has, the blank one included."""
    return [len(each["answers"]) + each["blank"] for each in asked]


def _choices(asked: Asked, *, as_archived: bool) -> list[str]:
    blank = [_("None of them (blank)")] if asked["blank"] else []
    if is_yes_no(asked) and not as_archived:
        return [*blank, *(_(word) for word in YES_NO)]
    return [*blank, *map(str, map(Words, asked["answers"]))]


def is_yes_no(asked: Asked) -> bool:
    """Whether the answers are the hall's own, which every reader reads in their own language."""
    kept = asked["answers"]
    return len(kept) == len(YES_NO) and all(
        _in(code, word) == said
        for word, answer in zip(YES_NO, kept, strict=True)
        for code, said in answer.items()
    )


def _in(code: str, word: str) -> str:
    with override(code):
        return _(word)
