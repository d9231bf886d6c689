"""Somebody without an account may leave a way to be reached, and never must."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.stopping import is_stopped
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.procedures.asks import Mail, Telephone, Wrong
from unionhall.kernel.procedures.predicates import predicate
from unionhall.rooms.desk.procedure.states import OPEN, desk


@predicate("whoever asked without an account", needs_party=True)
def is_guest(matter: Matter, actor: Actor) -> bool:
    return isinstance(actor, Guest) and bool(matter.capacity_of(actor))


@desk.move(
    source=OPEN,
    target=None,
    allowed=is_guest,
    title=_("Say how to reach you"),
    sentence=_("Whoever asked said how to reach them."),
    asks={
        "email": Mail(
            label=_("Your e-mail address"),
            required=False,
            help=_("The hall writes to you when there is news, and never what it is about."),
        ),
        "phone": Telephone(
            label=_("Your telephone number"),
            required=False,
            help=_("Only who has your request in hand reads it, and may ring you."),
        ),
    },
    tells=False,
)
def leave_contact(matter: Matter, *, actor: Guest, email: str = "", phone: str = "") -> None:
    """If you like. It is erased when your request ends; send it empty, and it is gone at once."""
    if email and is_stopped(matter, email):
        raise Wrong(_("Letters about this to this address were stopped for good."), question="email")
    left = {"email": email, "phone": phone, "language": get_language()}
    matter.request.contact = left if email or phone else None
