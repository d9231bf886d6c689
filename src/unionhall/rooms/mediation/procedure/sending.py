"""Sending the invitation by e-mail: the letter waits until the move is written, and leaves then."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.stopping import is_stopped
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.asks import Choice
from unionhall.kernel.procedures.predicates import is_handler
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.rooms.mediation.apps import RESPONDENT
from unionhall.rooms.mediation.procedure.inviting import invite
from unionhall.rooms.mediation.procedure.sides import has_address, is_alone
from unionhall.rooms.mediation.procedure.states import STEPS, mediation

INVITE = "mediation.invite"  # by its name: the jobs of this room know its moves
MOST = 3  # letters to one address that nobody proved


class SentOften(Refusal):
    """The hall writes to an address that doesn't answer only so often."""

    message = _("The invitation was sent three times already. Print the letter, or ask another way.")


class WantsNoLetters(Refusal):
    """Whoever reads the mailbox said so."""

    message = _(
        "Whoever reads this address wants no letters about this. Print the letter, or ask another way."
    )


def languages(matter: Matter, actor: Actor) -> Iterable[tuple[str, Any]]:
    """Those of the hall, by their own names."""
    return [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]


def times_sent(matter: Matter) -> int:
    """How often the invitation was sent by e-mail so far."""
    return Entry.objects.filter(stream=matter.stream, event=send_invitation.event).count()


@mediation.move(
    source=("invited", "run_out", *STEPS),
    target=None,
    allowed=is_handler & has_address & is_alone,
    title=_("Send the invitation by e-mail"),
    sentence=_("The invitation is sent to the other side by e-mail."),
    asks={"written_in": Choice(label=_("In which language?"), among=languages)},
    tells=False,
    style="main",
)
def send_invitation(matter: Matter, *, actor: Actor, written_in: str) -> None:
    """You see the letter before it leaves. It has a link that opens once; an older link ends with it."""
    if times_sent(matter) >= MOST:
        raise SentOften
    if is_stopped(matter, matter.dispute.contact["email"]):
        raise WantsNoLetters
    matter.dispute.contact["language"] = written_in
    invite(matter, RESPONDENT, by_mail=True)
    jobs = JobManager(DjangoConnector())
    configure_task(name=INVITE, job_manager=jobs).defer(matter=matter.pk)
