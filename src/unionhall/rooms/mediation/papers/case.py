"""The file that the side that asked takes along to arbitration."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.instruments.papers.case_file import CaseFile, Event, Evidence
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.notices.rendering import sentences
from unionhall.kernel.people.phones import show_phone
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.mediation.apps import MEDIATOR
from unionhall.rooms.mediation.chain import counting
from unionhall.rooms.mediation.models import Consent, Draft, Promise
from unionhall.rooms.mediation.papers.sides import names, parties, sender

TOLD = tuple(
    f"mediation.{name}"
    for name in (
        "ask",
        "take_down",
        "accept",
        "take_part",
        "begin_mediation",
        "go_up",
        "run_out",
        "conclude",
        "report_broken",
        "report_broken_to_steps",
        "go_elsewhere",
        "go_on_elsewhere",
        "go_on_alone",
    )
)


def case_file_of(matter: Matter, *, with_contact: bool) -> CaseFile:
    """What the member takes along: claim, wish, days, what happened and was agreed, the list of evidence.

    Nothing said in confidence and no proposal is in it: what was offered in mediation binds nobody elsewhere.
    `with_contact`: how to reach the other side, for who gave it and for who writes to them.
    """
    dispute = matter.dispute
    return CaseFile(
        sender=sender(matter),
        dated_on=timezone.localdate(),
        reference=matter.reference,
        title=_("Case file for arbitration"),
        to=_("the arbitration body"),
        parties=parties(matter),
        particulars=tuple(_particulars(matter, with_contact)),
        claims=(dispute.wish,),
        facts=(dispute.claim,),
        agreement=tuple(_agreed(matter)),
        timeline=tuple(_timeline(matter)),
        evidence=tuple(
            Evidence(name=each.name, digest=each.sha256)
            for each in File.objects.filter(matter=matter, internal=False).order_by("pk")
        ),
    )


def _particulars(matter: Matter, with_contact: bool) -> Iterator[tuple[str, Any]]:
    """How to reach the other side, and the days from which and until which time runs; only what there is."""
    dispute, contact = matter.dispute, matter.dispute.contact if with_contact else {}
    phone = contact.get("phone") or ""
    known = (
        (_("Address of the other side"), contact.get("address")),
        (_("Telephone of the other side"), show_phone(phone) if phone else ""),
        (_("E-mail of the other side"), contact.get("email")),
        (_("When it happened"), dispute.happened_on),
        (_("Employment ended"), dispute.employed_until),
        (_("Last day to file for arbitration"), _last_day(matter)),
    )
    yield from ((label, value) for label, value in known if value)


def _last_day(matter: Matter) -> date | None:
    return next((day.due_on for day in counting.days(matter) if day.link.name == "file"), None)


def _timeline(matter: Matter) -> Iterator[Event]:
    entries = list(Entry.objects.filter(stream=matter.stream, event__in=TOLD).order_by("number"))
    for entry, sentence in zip(entries, sentences(entries, None, [matter]), strict=True):
        yield Event(on=entry.occurred_at.astimezone(matter.place.zone).date(), what=sentence)


def _agreed(matter: Matter) -> Iterator[str]:
    """The last agreement that the mediator signed, too: its words, and what became of each promise."""
    concluded = [each for each in Consent.on(matter) if each.side == MEDIATOR]
    if not concluded:
        return
    signed = concluded[-1]
    draft = Draft.objects.get(matter=matter, number=int(signed.about.removeprefix("draft ")))
    day = say_day(signed.at.astimezone(matter.place.zone).date())
    yield _("Both sides and the mediator signed version %(number)s on %(day)s.") % {
        "number": draft.number,
        "day": day,
    }
    yield from (part.strip() for part in draft.text.split("\n\n") if part.strip())
    who = names(matter)
    for each in Promise.objects.filter(matter=matter).order_by("number"):
        yield _promised(each, who[each.side])


def _promised(promise: Promise, who: str) -> str:
    words = _("%(who)s: %(what)s, until %(day)s") % {
        "who": who,
        "what": promise.what.rstrip(" .。"),
        "day": say_day(promise.due_on),
    }
    became = _became(promise)
    return _("%(promise)s; %(kept)s") % {"promise": words, "kept": became} if became else words


def _became(promise: Promise) -> str:
    if promise.kept_on:
        return _("kept on %(day)s") % {"day": say_day(promise.kept_on)}
    if promise.broken_on:
        return _("said not to be kept on %(day)s") % {"day": say_day(promise.broken_on)}
    return ""
