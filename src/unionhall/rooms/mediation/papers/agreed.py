"""The agreement: a version of it as it is signed, and as it is read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from unionhall.instruments.papers.agreement import Agreement, Clause
from unionhall.instruments.papers.kinds import Promise, Signature
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.mediation.apps import CLAIMANT, MEDIATOR, MediationRoom
from unionhall.rooms.mediation.models import Consent, Draft
from unionhall.rooms.mediation.papers.sides import names, parties, sender


def agreement_of(matter: Matter, draft: Draft) -> Agreement:
    """A version of the agreement; its digest says exactly what is signed, whatever language it is read in."""
    with override(draft.language):
        return _agreement(matter, draft)


def form_of(matter: Matter, draft: Draft) -> Agreement:
    """The same version, the form around the words in the active language; what is signed stays the same.

    The digest is computed anew from the text. Where whoever asked erased themselves since, it is the one that
    was kept at drafting: theirs was a name in the text.
    """
    now = agreement_of(matter, draft).digest
    then = now if matter.dispute.called or _is_seated(matter, CLAIMANT) else draft.digest
    return replace(_agreement(matter, draft), drafted=then, is_nameless=now != then)


def _is_seated(matter: Matter, capacity: str) -> bool:
    return any(seat.capacity == capacity for seat in matter.seats)


def _agreement(matter: Matter, draft: Draft) -> Agreement:
    who = names(matter)
    return Agreement(
        sender=sender(matter),
        dated_on=timezone.localdate(),
        reference=matter.reference,
        title=_("Agreement"),
        version=draft.number,
        parties=parties(matter),
        clauses=tuple(Clause(text=part) for part in draft.text.split("\n\n") if part.strip()),
        promises=tuple(
            Promise(who=who[each["side"]], what=each["what"], due_on=date.fromisoformat(each["due_on"]))
            for each in draft.promises
        ),
        signatures=tuple(_signatures(matter, draft, who)),
    )


def _signatures(matter: Matter, draft: Draft, who: dict[str, str]) -> Iterator[Signature]:
    """Each side and the mediator; who has signed here, and when, or a line that waits for ink."""
    signed = {each.side: each for each in Consent.on(matter, f"draft {draft.number}")}
    capacities = {**MediationRoom.capacities, MEDIATOR: _("Mediator")}
    for side, name in {**who, MEDIATOR: mediator_of(matter, draft)}.items():
        yield Signature(name=name, capacity=str(capacities[side]), said=_said(matter, signed.get(side)))


def mediator_of(matter: Matter, draft: Draft) -> str:
    """Who signed this version as mediator, whoever has the dispute since; until then, who has it."""
    concluded = Entry.objects.filter(
        stream=matter.stream, event="mediation.conclude", payload__number=draft.number
    ).first()
    if concluded is None or concluded.actor is None:
        return matter.handler.name if matter.handler else ""
    signer = Person.objects.filter(uid=concluded.actor).first()
    return signer.name if signer else ""


def _said(matter: Matter, signed: Consent | None) -> str:
    """When it was signed and, where a side elected who speaks for it, that it was by them; never by whom."""
    if signed is None:
        return ""
    words = (
        _("Signed in the hall on %(day)s by the elected speaker of this side")
        if signed.is_elected
        else _("Signed in the hall on %(day)s")
    )
    return words % {"day": say_day(signed.at.astimezone(matter.place.zone).date())}
