"""A vote that a matter asks for: what comes of it goes back to the matter as a move."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure.calling import prepare
from unionhall.instruments.ballot.questions import Asked
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.awaiting import await_


def open_vote_for(
    matter: Matter,
    *,
    actor: Person,
    then: str,
    title: dict[str, str],
    opens_at: datetime,
    closes_at: datetime,
    questions: Sequence[Asked],
    **fields: Any,
) -> Election:
    """The draft of a vote at the matter's place, for whose end the matter waits; call it from a body.

    The actor, who may call votes there or holds the `role` among the fields, completes and calls it like any
    other. When it is over, void or closed with too few ballots, the hall makes the move `then` with `result`:
    see `log.outcome`. Raises NotAllowed, and ValueError for a move that the hall can't make.
    """
    election = prepare(
        matter.place,
        actor=actor,
        title=title,
        opens_at=opens_at,
        closes_at=closes_at,
        questions=questions,
        **fields,
    )
    await_(matter, election.stream, then=then)
    return election
