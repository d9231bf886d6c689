"""What a vote decided, in a sentence: which answer has most votes, of how many."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.questions import is_yes_no


def outcome(election: Election, result: Sequence[dict[str, Any]]) -> str:
    """The answer that won, where one was to be chosen of one question; empty where that can't be said."""
    if len(result) != 1 or election.questions[0]["max"] != 1:
        return ""
    rows = result[0]["rows"]
    standing = rows[: len(rows) - (is_yes_no(election.questions[0]) or election.questions[0]["blank"])]
    most, cast = max((row["total"] for row in standing), default=0), sum(row["total"] for row in rows)
    if not most:
        return _("It is over. Nobody chose any of the answers.")
    ahead = [str(row["label"]) for row in standing if row["total"] == most]
    said = {"answers": _(", ").join(ahead), "count": f"{most:,}", "all": f"{cast:,}"}
    if len(ahead) > 1:
        return _("It is over, with a tie: %(answers)s have %(count)s of %(all)s votes each.") % said
    words = ngettext(
        "It is over. Most votes: %(answers)s, %(count)s of %(all)s vote.",
        "It is over. Most votes: %(answers)s, %(count)s of %(all)s votes.",
        cast,
    )
    return words % said
