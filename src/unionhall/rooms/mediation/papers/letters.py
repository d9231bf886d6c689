"""The letters with a link: to the other side, and to a colleague with the same claim."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.instruments.papers.kinds import Letter, Link
from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.mediation.apps import CHAIR, MEDIATOR
from unionhall.rooms.mediation.papers.sides import sender

WRITING = (CHAIR, MEDIATOR)
ANSWERED = tuple(f"mediation.{name}" for name in ("answer", "step_1", "step_2", "step_3"))


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


def answer_by(matter: Matter, until: date) -> date:
    """The day by which the other side is to answer: as the clock counts it, else the last of the link."""
    today = timezone.localdate(timezone=matter.place.zone)
    running = Deadline.objects.running().filter(matter=matter, rule__in=ANSWERED, due_on__gte=today)
    first = running.order_by("due_on").first()
    return first.due_on if first and first.due_on else until


def writer(matter: Matter) -> str:
    """The office through which the handler writes, by role and place: never a person's name."""
    nearest = matter.handler and matter.handler.office_over(matter.place_path, WRITING)
    return str(nearest) if nearest else ""
