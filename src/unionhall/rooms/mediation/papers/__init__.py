"""The papers of a dispute: the letters with a link and the agreement; the file for arbitration is `case`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from unionhall.instruments.papers.agreement import Agreement, Clause
from unionhall.instruments.papers.kinds import Letter, Link, Party, Promise, Sender, Signature
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.mediation.apps import CHAIR, CLAIMANT, MEDIATOR, RESPONDENT, MediationRoom
from unionhall.rooms.mediation.models import Consent, Draft

WRITING = (CHAIR, MEDIATOR)
ANSWERED = tuple(f"mediation.{name}" for name in ("answer", "step_1", "step_2", "step_3"))


def sender(matter: Matter) -> Sender:
    """Who writes: the union, below it the place of the dispute, and where to reach the nearest of them."""
    above = Place.objects.filter(path__in=lineage(matter.place_path)).order_by("-path")
    places = list(above) or [matter.place]
    union = next((each for each in places if each.kind == Place.Kind.UNION), places[-1])
    address = next((each.address for each in places if each.address), "")
    contact = next((each.contact for each in places if each.contact), "")
    own = "" if union.pk == places[0].pk else places[0].name
    return Sender(name=union.name, lines=tuple(line for line in (own, address, contact) if line))


def writer(matter: Matter) -> str:
    """The office through which the handler writes, by role and place: never a person's name."""
    nearest = matter.handler and matter.handler.office_over(matter.place_path, WRITING)
    return str(nearest) if nearest else ""


def answer_by(matter: Matter, until: date) -> date:
    """The day by which the other side is to answer: as the clock counts it, else the last of the link."""
    today = timezone.localdate(timezone=matter.place.zone)
    running = Deadline.objects.running().filter(matter=matter, rule__in=ANSWERED, due_on__gte=today)
    first = running.order_by("due_on").first()
    return first.due_on if first and first.due_on else until


def names(matter: Matter) -> dict[str, str]:
    """The name of each side, as the first side gave it."""
    first = next((seat.person.name for seat in matter.seats if seat.capacity == CLAIMANT), "")
    return {
        CLAIMANT: first or matter.dispute.called or str(_("The side that asked")),
        RESPONDENT: matter.dispute.contact.get("name", ""),
    }


def language_of_other_side(matter: Matter) -> str:
    """The language in which the hall writes to them."""
    return str(matter.dispute.contact.get("language") or settings.LANGUAGE_CODE)


def parties(matter: Matter) -> tuple[Party, ...]:
    return tuple(
        Party(name=name, capacity=str(MediationRoom.capacities[side])) for side, name in names(matter).items()
    )


def letter_to_colleague(matter: Matter, address: str, until: date) -> Letter:
    """The letter that lets a colleague with the same claim join, with the link that opens once."""
    return Letter(
        sender=sender(matter),
        dated_on=timezone.localdate(),
        reference=matter.reference,
        title=_("Join a dispute in mediation"),
        recipient=(),
        paragraphs=(
            _("A colleague asked the union to mediate in a dispute that may be yours, too."),
            _(
                "If you use the link below, you join the same claim. This colleague speaks for you until you "
                "elect somebody together. You read everything that both sides read. You can leave again at "
                "any time."
            ),
            _("You need no account. Whoever has this letter can use the link, so keep it to yourself."),
        ),
        link=Link(address=address, once=True, until=until),
    )


def letter_of(matter: Matter, address: str, until: date) -> Letter:
    """The letter that invites the other side, with the link that opens once."""
    contact, office = matter.dispute.contact, writer(matter)
    return Letter(
        sender=sender(matter),
        dated_on=timezone.localdate(),
        reference=matter.reference,
        title=_("Invitation to mediation"),
        recipient=tuple(line for line in (contact.get("name", ""), contact.get("address", "")) if line),
        paragraphs=(
            _("Somebody asked the union to mediate in a dispute with you."),
            _(
                "Mediation is voluntary and free of charge. Both sides choose the mediator. You can stop at "
                "any time, without giving a reason, and nothing of it is held against you."
            ),
            _(
                "The link below lets you read what it is about, say whether you take part, and answer. You "
                "need no account. Whoever has this letter can use the link, so keep it to yourself."
            ),
            _("Please answer by %(day)s.") % {"day": say_day(answer_by(matter, until))},
        ),
        link=Link(address=address, once=True, until=until),
        closing=_("Written for the union by: %(office)s") % {"office": office} if office else "",
    )


def agreement_of(matter: Matter, draft: Draft) -> Agreement:
    """A version of the agreement; its digest says exactly what is signed, whatever language it is read in."""
    with override(draft.language):
        return _agreement(matter, draft)


def form_of(matter: Matter, draft: Draft) -> Agreement:
    """The same version, the form around the words in the active language; what is signed stays the same."""
    return replace(_agreement(matter, draft), drafted=agreement_of(matter, draft).digest)


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
    signed = {
        each.side: each for each in Consent.objects.filter(matter=matter, about=f"draft {draft.number}")
    }
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
