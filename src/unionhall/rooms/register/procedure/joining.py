"""Joining: a guest asks, whoever keeps the register decides, and a person becomes a member."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Link, Matter, Party
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.taking_over import holder_of, is_proof_fresh
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.customs.taking_back import defer_until_it_stands, taking_back
from unionhall.kernel.procedures.declaration import Beginning, State, Text
from unionhall.kernel.procedures.predicates import Predicate
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow, Refusal
from unionhall.kernel.procedures.work import current
from unionhall.rooms.register import tasks
from unionhall.rooms.register.book import enrolment, numbering
from unionhall.rooms.register.models import Application
from unionhall.rooms.register.procedure.deciding import adopt, keeps_register, procedure_for, takes
from unionhall.rooms.register.procedure.kinds import JOINING

joining = procedure_for(
    JOINING,
    Application,
    answered=State(
        _("Answered at your address"),
        _("The answer goes to the e-mail address or telephone number in the application."),
        final=True,
        fulfils=True,
        staff_title=_("Answered at the address"),
        after="received",
    ),
)


class IsMember(Refusal):
    """Whoever owns that address is a member already."""

    message = _(
        "Somebody with this address is a member already, so nothing was changed. Close this application with "
        "“Answer at the address” and write there. For another branch, a member asks to move."
    )


is_nobody_known = Predicate("somebody without an account", lambda matter, actor: matter.subject is None)


@joining.opening(
    allowed=is_nobody_known, title=_("Apply to join"), sentence=_("Somebody applied to join the union.")
)
def apply(matter: Matter, *, actor: Actor, application: Application, receipt: str = "") -> Beginning:
    """Without an account, with a receipt. Nobody who applies learns whether an address is known."""
    return Beginning(application, receipt=receipt)


def twins(application: Application) -> QuerySet[Matter]:
    """Other open applications with the same e-mail address or telephone number."""
    same = Q(pk__in=())
    if application.email:
        same |= Q(application__email=application.email)
    if application.phone:
        same |= Q(application__phone=application.phone)
    found: QuerySet[Matter] = Matter.objects.open().filter(same, room="register", kind=JOINING)
    return found.exclude(pk=application.pk).order_by("pk")


def _announce(matter: Matter) -> None:
    """Whoever applied has no inbox here; the move that is being made is the next entry of the journal."""
    defer_until_it_stands(tasks.ANNOUNCE, matter=matter.pk, number=matter.journal_length + 1)


@joining.move(
    source=("received", "escalated", "appealed"),
    target="accepted",
    allowed=keeps_register,
    title=_("Accept as a member"),
    sentence=_("{actor} accepted the application. The membership begins on this day."),
    text=Text(_("A word of welcome, and whom to ask")),
    style="main",
    lost=_("The membership begins at once, and a letter says the number. Nobody takes that back."),
)
def accept(matter: Matter, *, actor: Person, place: Place | None = None) -> Mapping[str, Any]:
    """The membership begins today, at this place; a letter says the number and how to sign in."""
    joined = place or matter.place
    if not joined.path.startswith(matter.place_path) and not _keeps(actor, joined):
        raise NotAllowed("accept")
    takes(matter, actor)
    application: Application = matter.application
    besides = list(twins(application).values_list("pk", flat=True))
    series = numbering.locked()
    person = _known(application) or _new(application)
    if enrolment.is_member(person):
        raise IsMember
    if not person.number:
        person.number = numbering.take(series)
    person.is_active = True
    current().save(person)
    enrolment.enrol(person, joined, on=timezone.localdate())
    _hand_to(person, matter, application)
    _answer_twins(matter, besides, actor=actor)
    tasks.welcome.defer(person=person.pk)
    return {"person": str(person.uid), "place": joined.pk}


@joining.move(
    source=("received", "escalated"),
    target="answered",
    allowed=keeps_register,
    title=_("Answer at the address"),
    sentence=_("{actor} closed this application: the answer goes to the address that stands in it."),
    text=Text(_("What whoever holds the receipt may read")),
    style="rare",
    for_a_minute=True,
)
def answer_there(matter: Matter, *, actor: Actor) -> None:
    """For an application made twice, or one that somebody else may have written: the page tells nothing."""
    takes(matter, actor)


escalate, ask, reply, decline, appeal, hand_up_appeal, uphold, withdraw, query, put_right = adopt(
    joining, "received", refused=("declined", "answered"), tell=_announce
)
take_back = taking_back(joining)


def _keeps(actor: Person, place: Place) -> bool:
    return actor.office_over(place.path, ("register_keeper", "coordinator")) is not None


def _known(application: Application) -> Person | None:
    """Whoever has that e-mail address, or proved that telephone number lately.

    Only its owner reads the letter or gets the code, so nobody else comes in by an application.
    """
    if application.email:
        return Person.objects.select_for_update().filter(email=application.email).first()
    bearer = holder_of(application.phone)
    return bearer if bearer and is_proof_fresh(bearer) else None


def _new(application: Application) -> Person:
    person = Person(
        email=application.email.lower() or None,
        name=application.name,
        phone=application.phone,
        language=application.language,
    )
    person.set_unusable_password()
    current().add(person)
    if person.email:
        current().add(EmailAddress(user=person, email=person.email, primary=True, verified=True))
    return person


def _hand_to(person: Person, matter: Matter, application: Application) -> None:
    """The application is the member's own from now on; what it said of them is in the register instead."""
    matter.subject = person
    application.name = application.email = application.phone = application.workplace = ""
    current().add(Party(matter=matter, person=person))


def _answer_twins(matter: Matter, found: list[int], *, actor: Person) -> None:
    """Close what the same person sent besides; one in other hands, or just being decided, is left alone."""
    twins_open = Matter.objects.open().filter(pk__in=found).select_related("application")
    for twin in twins_open.select_for_update(skip_locked=True, of=("self",), no_key=True):
        with translation.override(twin.application.language), suppress(NotAllowed, NotNow):
            answer_there(
                twin, actor=actor, text=gettext("The answer goes to the address in this application.")
            )
            current().add(Link(matter=twin, other=matter, kind=Link.Kind.DUPLICATE))
