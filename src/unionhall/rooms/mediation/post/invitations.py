"""The invitation by e-mail: its words, and how it leaves. It says no more than the printed letter."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import guests
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.mediation.apps import RESPONDENT
from unionhall.rooms.mediation.models import Invitation
from unionhall.rooms.mediation.papers.letters import letter_of
from unionhall.rooms.mediation.papers.sides import language_of_other_side

NOT_YET = "…"  # in the place of a code that isn't made before the letter leaves


def send(pk: int) -> None:
    """Send the letter of a dispute that waits, once.

    1. Lock its invitation; who comes second finds nothing that waits.  2. Write, and note whether the mail
    server takes letters for the address; other troubles are raised, and all is as before.  3. Forget the
    code.
    """
    with transaction.atomic():
        waiting = Invitation.objects.filter(matter=pk, used_at=None, waits__isnull=False)
        rows = waiting.select_for_update(of=("self",), skip_locked=True)
        found = rows.select_related("matter__place").first()
        if found is None:
            return
        now = timezone.now()
        if found.matter.is_open and found.until > now:
            _send(found, now)
        found.waits = None
        found.save(update_fields=["waits", "sent_at", "refused_at"])


def give_up(pk: int) -> None:
    """After the last attempt: no code lies any more, and who made the link reads that it must be printed."""
    waiting = Invitation.objects.filter(matter=pk, used_at=None, waits__isnull=False)
    waiting.update(waits=None, failed_at=timezone.now())


def _send(found: Invitation, now: datetime) -> None:
    """One that was stopped meanwhile is neither sent nor refused."""
    matter = found.matter
    until = found.until.astimezone(matter.place.zone).date()
    with translation.override(language_of_other_side(matter)):
        said = words(matter, str(found.waits), until)
        name = f"{matter.reference}-invitation-{found.pk}"
        try:
            if guests.post(matter, subject(said), said, to=recipient(matter), seat=RESPONDENT, letter=name):
                found.sent_at = now
        except guests.AddressRefused:
            found.refused_at = now


def recipient(matter: Matter) -> str:
    """The address that the side that asked gave of the other."""
    return str(matter.dispute.contact["email"])


def subject(said: dict[str, Any]) -> str:
    """Who writes and the reference: what it is about stands in no list of letters."""
    return _("A letter from %(union)s: %(reference)s") % {
        "union": said["sender"],
        "reference": said["reference"],
    }


def words(matter: Matter, code: str, until: date) -> dict[str, Any]:
    """What the letter says in the active language: the printed one's paragraphs, without anybody's name."""
    address = f"{settings.HALL_ADDRESS}{reverse('mediation:enter')}#{code}"
    letter = letter_of(matter, address, until)
    return {
        "template": "mediation/letters/invitation.txt",
        "reference": matter.reference,
        "title": letter.title,
        "paragraphs": letter.paragraphs,
        "link": address,
        "until": say_day(until),
        "closing": letter.closing,
        "sender": str(letter.sender.name),
        "lines": letter.sender.lines,
    }


def shown(matter: Matter, until: date) -> dict[str, str]:
    """The letter before it leaves, in the active language: its subject and its text."""
    said = words(matter, NOT_YET, until)
    return {"subject": subject(said), "text": guests.text_of(said, stop=NOT_YET)}
