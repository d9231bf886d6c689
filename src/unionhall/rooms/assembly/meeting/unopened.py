"""The secret votes that were prepared for a meeting and never opened in it."""

from typing import Any

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure.calling import cancel
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.models import SecretVote

Stage = Election.Stage


def void(meeting: Matter, *, actor: Person, why: Any) -> None:
    """Declare them void, with that reason: nobody can open them any more."""
    prepared = SecretVote.objects.filter(meeting=meeting, vote=None).values("ballot")
    for each in Election.objects.filter(uid__in=prepared, stage__in=(Stage.DRAFT, Stage.CALLED)):
        cancel(each, actor=actor, reason=str(why))
