"""The agreement: drafted in versions, signed by both sides and the mediator on one text, then kept or not."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.fingerprints import fingerprint
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.asks import Row
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.predicates import is_hall, is_handler, predicate
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.procedures.work import current
from unionhall.rooms.mediation.apps import MEDIATOR
from unionhall.rooms.mediation.chain import watching
from unionhall.rooms.mediation.models import Draft, Promise
from unionhall.rooms.mediation.papers.agreed import agreement_of
from unionhall.rooms.mediation.procedure.beginning import by_committee, by_steps
from unionhall.rooms.mediation.procedure.electing import check_may_bind
from unionhall.rooms.mediation.procedure.promises import (
    OPEN_PROMISE,
    has_no_promises,
    has_promises,
    may_confirm,
    open_promises,
    to_confirm,
)
from unionhall.rooms.mediation.procedure.sides import (
    SIDES,
    agreeing,
    consent,
    side_of,
    speaks,
    write_consents,
)
from unionhall.rooms.mediation.procedure.states import mediation
from unionhall.rooms.mediation.procedure.talking import MEETING
from unionhall.rooms.mediation.procedure.time import begin_anew


class TextChanged(Refusal):
    """Signed is exactly one text; another version came in between."""

    message = _("The text was changed meanwhile. Read the new version before you sign.")


class NotThisPromise(Refusal):
    """A promise is confirmed by whoever it was made to, as long as it is open."""

    message = _("Only whoever was promised it can confirm it, and only once.")


def last_draft(matter: Matter) -> Draft | None:
    return Draft.objects.filter(matter=matter).order_by("-number").first()


def about(draft: Draft) -> str:
    return f"draft {draft.number}"


@mediation.move(
    source=MEETING,
    target=None,
    allowed=is_handler,
    title=_("Write the agreement"),
    sentence=_("{actor} wrote version {number} of the agreement. Both sides read and sign it."),
)
def draft(matter: Matter, *, actor: Actor, words: str, promises: list[dict[str, Any]]) -> Mapping[str, Any]:
    """A version that both sides read. Every version is kept; signatures hold for one version only."""
    before = last_draft(matter)
    made = Draft(matter=matter, number=before.number + 1 if before else 1, text=words, promises=promises)
    made.language = get_language() or settings.LANGUAGE_CODE
    made.digest = agreement_of(matter, made).digest
    current().add(made)
    return _named(matter, made)


@predicate("a side that has not signed the last version")
def has_to_sign(matter: Matter, actor: Actor) -> bool:
    found = last_draft(matter)
    return found is not None and side_of(matter, actor) in {*SIDES} - agreeing(matter, about(found))


@mediation.move(
    source=MEETING,
    target=None,
    allowed=speaks & has_to_sign,
    title=_("Sign the agreement"),
    sentence=_("{actor} signed version {number} of the agreement."),
    style="main",
)
def sign(matter: Matter, *, actor: Actor, digest: str) -> Mapping[str, Any]:
    """Read it first: you sign exactly this text, and it binds you once both sides and the mediator signed."""
    check_may_bind(matter, actor)
    signed = _exactly(matter, digest)
    consent(matter, actor, about(signed))
    return _named(matter, signed)


@predicate("once both sides signed")
def both_signed(matter: Matter, actor: Actor) -> bool:
    found = last_draft(matter)
    return found is not None and agreeing(matter, about(found)) == {*SIDES}


@mediation.move(
    source=MEETING,
    target="agreed",
    allowed=is_handler & both_signed,
    title=_("Sign as mediator"),
    sentence=_("{actor} signed as mediator. The agreement holds."),
    style="main",
)
def conclude(matter: Matter, *, actor: Actor, digest: str) -> Mapping[str, Any]:
    """Your signature is the last one. From now on the hall keeps track of what was promised."""
    signed = _exactly(matter, digest)
    write_consents(matter, MEDIATOR, [about(signed)])
    limits.end((each for each in matter.running if each.is_promise), at=timezone.now())
    watching.rest(matter)
    current().delete(Promise.objects.filter(matter=matter))
    for number, each in enumerate(signed.promises, start=1):
        due = date.fromisoformat(each["due_on"])
        current().add(Promise(matter=matter, number=number, side=each["side"], what=each["what"], due_on=due))
        limits.until(matter, "mediation.promise", due, state="agreed", promise=number)
    return _named(matter, signed)


def _named(matter: Matter, draft: Draft) -> Mapping[str, Any]:
    """How the journal names a version, and its text without telling anything of it."""
    return {
        "number": draft.number,
        "agreement": fingerprint(matter, draft.digest, f"draft {draft.number}"),
    }


def _exactly(matter: Matter, digest: str) -> Draft:
    """The last version, if its digest is this one, computed anew from the text; raises TextChanged."""
    found = last_draft(matter)
    if found is None or digest != agreement_of(matter, found).digest:
        raise TextChanged
    return found


@mediation.move(
    source="agreed",
    target=None,
    allowed=is_hall,
    title=_("Ask whether it was kept"),
    sentence=_("A promise of the agreement is due. Both sides say whether it was kept."),
    loud=True,
)
def ask_whether_kept(matter: Matter, *, actor: Actor) -> None:
    """The day of a promise has come."""


@mediation.move(
    source="agreed",
    target=None,
    allowed=is_hall,
    title=_("Ask whether it holds"),
    sentence=_("Some time has passed. {handler} asks both sides whether the agreement holds."),
)
def follow_up(matter: Matter, *, actor: Actor) -> None:
    """The follow-up visit is due."""


@mediation.move(
    source="agreed",
    target=None,
    allowed=has_promises & may_confirm,
    title=_("A promise was kept"),
    sentence=_("{actor} confirmed that promise {number} was kept."),
    asks={"promise": Row(label=_("Which promise?"), among=to_confirm)},
    style="main",
)
def confirm_promise(matter: Matter, *, actor: Actor, promise: Promise) -> Mapping[str, Any]:
    """Say which one."""
    _check(matter, promise)
    if not is_handler(matter, actor) and promise.side == side_of(matter, actor):
        raise NotThisPromise
    promise.kept_on = timezone.localdate()
    current().save(promise)
    limits.end(limits.on_day(matter, "mediation.promise", promise=promise.number), at=timezone.now())
    return {"number": promise.number}


def _check(matter: Matter, promise: Promise) -> None:
    """Raises NotThisPromise unless it is open and of this dispute."""
    if promise.pk not in {each.pk for each in open_promises(matter)}:
        raise NotThisPromise


@mediation.move(
    source="agreed",
    target="mediating",
    allowed=speaks & has_promises & by_committee,
    title=_("A promise was broken"),
    sentence=_("Promise {number} was not kept. The dispute is open again."),
    asks=OPEN_PROMISE,
    text=Text(_("What was not kept")),
    style="danger",
)
def report_broken(matter: Matter, *, actor: Actor, promise: Promise) -> Mapping[str, Any]:
    """The dispute opens again, with the agreement as it stands; other ways stay open, too."""
    begin_anew(matter)
    return _break(matter, promise)


@mediation.move(
    source="agreed",
    target="step_1",
    allowed=speaks & has_promises & by_steps,
    title=_("A promise was broken"),
    sentence=_("Promise {number} was not kept. The grievance is open again, at step 1."),
    asks=OPEN_PROMISE,
    text=Text(_("What was not kept")),
    style="danger",
)
def report_broken_to_steps(matter: Matter, *, actor: Actor, promise: Promise) -> Mapping[str, Any]:
    """The grievance opens again at step 1, with the agreement as it stands; other ways stay open, too."""
    return _break(matter, promise)


def _break(matter: Matter, promise: Promise) -> Mapping[str, Any]:
    _check(matter, promise)
    promise.broken_on = timezone.localdate()
    current().save(promise)
    watching.watch(matter)
    return {"number": promise.number}


@mediation.move(
    source="agreed",
    target="kept",
    allowed=speaks & has_no_promises,
    title=_("It holds: close"),
    sentence=_("What was agreed holds. The dispute is settled."),
    style="main",
    undone_by=("reopen", "reopen_steps"),
)
def close(matter: Matter, *, actor: Actor) -> None:
    """Everything that was promised was kept."""


@mediation.move(
    source="agreed",
    target="kept",
    allowed=is_handler & has_no_promises,
    title=_("Close after the follow-up"),
    sentence=_("{actor} asked both sides and closed the dispute: the agreement holds."),
    text=Text(_("What both sides said when you asked")),
    style="rare",
    for_a_minute=True,
)
def close_for_both(matter: Matter, *, actor: Actor) -> None:
    """After the visit, where nobody clicks. Either side can open it again."""


@mediation.move(
    source=("kept", "ended"),
    target="mediating",
    allowed=speaks & by_committee,
    title=_("Open it again"),
    sentence=_("{actor} opened the dispute again."),
    text=Text(_("What does not hold")),
)
def reopen(matter: Matter, *, actor: Actor) -> None:
    """It goes on where it stood, with the mediator who had it."""
    watching.watch(matter)


@mediation.move(
    source=("kept", "ended"),
    target="step_1",
    allowed=speaks & by_steps,
    title=_("Open it again"),
    sentence=_("{actor} opened the grievance again, at step 1."),
    text=Text(_("What does not hold")),
)
def reopen_steps(matter: Matter, *, actor: Actor) -> None:
    """The other side answers anew; you can take it to the next step at once."""
    watching.watch(matter)
