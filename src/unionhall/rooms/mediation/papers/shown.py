"""The agreement as its page shows it, before and while it is signed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.mediation.apps import MEDIATOR
from unionhall.rooms.mediation.models import Consent, Draft
from unionhall.rooms.mediation.papers import sides
from unionhall.rooms.mediation.papers.agreed import mediator_of
from unionhall.rooms.mediation.procedure import agreeing


def agreed_text(matter: Matter) -> dict[str, Any] | None:
    """The last version as it is signed: number, clauses, promises, digest, and who signed it so far."""
    draft = agreeing.last_draft(matter)
    if draft is None:
        return None
    names = sides.names(matter)
    return {
        "number": draft.number,
        "clauses": [part for part in draft.text.split("\n\n") if part.strip()],
        "promised": [_promised(names, each) for each in draft.promises],
        "digest": draft.digest,
        "signed": list(_signed(matter, draft, names)),
    }


def _promised(names: dict[str, str], promise: dict[str, Any]) -> str:
    words = {"who": names[promise["side"]], "what": promise["what"]}
    return _("%(who)s: %(what)s, until %(day)s") % {
        **words,
        "day": say_day(date.fromisoformat(promise["due_on"])),
    }


def _signed(matter: Matter, draft: Draft, names: dict[str, str]) -> Iterator[str]:
    mediator = mediator_of(matter, draft) or _("The mediator")
    for each in Consent.on(matter, agreeing.about(draft)):
        day = say_day(each.at.astimezone(matter.place.zone).date())
        who = mediator if each.side == MEDIATOR else names[each.side]
        words = (
            _("%(who)s, by their elected speaker, on %(day)s") if each.is_elected else _("%(who)s on %(day)s")
        )
        yield words % {"who": who, "day": day}
