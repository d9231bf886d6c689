"""The catalogue in sentences."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from unionhall.kernel.procedures.sentences import say_moment
from unionhall.kernel.words import Words
from unionhall.rooms.desk.models import ServiceVersion


def promised_time(version: ServiceVersion) -> str:
    """How long it takes at most: "5 working days"."""
    match version.unit:
        case ServiceVersion.Unit.WORKING_DAYS:
            words = ngettext("%(count)s working day", "%(count)s working days", version.amount)
        case ServiceVersion.Unit.DAYS:
            words = ngettext("%(count)s day", "%(count)s days", version.amount)
        case _:
            words = ngettext("%(count)s hour", "%(count)s hours", version.amount)
    return words % {"count": version.amount}


def papers(version: ServiceVersion) -> list[str]:
    """Everything to bring, in the reader's language."""
    return [str(Words(paper)) for paper in version.papers]


def said(question: Mapping[str, Any], answer: Any) -> str:
    """An answer as people read it: the names of what was chosen, a moment as a date."""
    names = {str(value["key"]): str(Words(value["name"])) for value in question.get("values") or ()}
    if isinstance(answer, list):
        comma = "、" if (get_language() or "").startswith("zh") else ", "
        return comma.join(names.get(str(each), str(each)) for each in answer)
    if question["datatype"] == "datetime":
        return _moment(str(answer))
    return names.get(str(answer), str(answer))


def answers(version: ServiceVersion, given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The service's questions that were answered, with the answers."""
    return [
        (str(Words(question["label"])), said(question, given[question["code"]]))
        for question in version.questions
        if given.get(question["code"]) not in (None, "", [])
    ]


def openness(version: ServiceVersion) -> str:
    """Who can read of it."""
    if version.public:
        return _("Public: everybody can see that it was reported and what became of it, never by whom.")
    if version.sealed:
        return _("Sealed: encrypted, and opened only by you and those who handle it.")
    return _("Private: only you and those who handle it can read it.")


def _moment(answer: str) -> str:
    try:
        return say_moment(datetime.fromisoformat(answer))
    except ValueError:
        return answer


def number_unread() -> str:
    """Why an address did not lead to the part of the street where the house is."""
    return _(
        "Could not be read in this address. Nobody guesses: who has the whole street takes it, or the "
        "level above."
    )
