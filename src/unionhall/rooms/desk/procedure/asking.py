"""How a request begins: by the member, a guest, a steward on somebody's behalf, or from a file."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter, Party, Recusal
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.answering import NobodyAnswers, first_contact, offices_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.declaration import Beginning
from unionhall.kernel.procedures.predicates import Predicate, anybody, is_hall, predicate
from unionhall.kernel.rooms import room
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.procedure.states import desk

# Services that one office alone answers, by their codes; where nobody holds it, a coordinator does.
ANSWERED_BY = {"my-data": "data_protection_officer"}


def new_matter(
    service: ServiceVersion, area: Place, *, subject: Person | None, unfit: Iterable[Person] = ()
) -> Matter:
    """A matter for the service, at the level that handles it above the area, with its first contact.

    Never the subject, and nobody of the `unfit`. Raises NobodyAnswers if no one else holds an office up to
    the root.
    """
    place, code = at_level(area, service.level), service.service.code
    without = {person.pk for person in (subject, *unfit) if person}
    return Matter(kind=code, place=place, subject=subject, handler=_first(place, code, without))


def first_contact_at(place: Place) -> Person:
    """Who takes what is asked at a place, whatever the service. Raises NobodyAnswers."""
    return _first(place, "", set())


def _first(place: Place, code: str, without: set[int]) -> Person:
    declared = room("desk")
    if code not in ANSWERED_BY:
        return first_contact(place, declared.handled_by, declared.coordinated_by, without)
    try:
        return first_contact(place, [ANSWERED_BY[code]], (), without)
    except NobodyAnswers:
        return first_contact(place, (), declared.coordinated_by, without)


def answering(service: ServiceVersion, area: Place) -> list[Office]:
    """The offices of those who would take a request for it, nearest first."""
    declared, place = room("desk"), at_level(area, service.level)
    own = ANSWERED_BY.get(service.service.code)
    return (offices_up(place, {own}) if own else []) or offices_up(
        place, {*(() if own else declared.handled_by), *declared.coordinated_by}
    )


def at_level(area: Place, level: str) -> Place:
    """The place of that kind at or above the area; where a level is missing, the next one above it."""
    rank = Place.Kind.values.index(level)
    if area.rank <= rank:
        return area
    line: list[Place] = [*Place.objects.ancestors_of(area), area]
    return next((place for place in reversed(line) if place.rank <= rank), line[0])


def parties_of(subject: Person | None) -> tuple[Party, ...]:
    return (Party(person=subject),) if subject else ()


def wording(request: Request) -> str:
    """What search finds a request by: its own words, never a name, a phone number or an address."""
    return "\n".join(text for text in (request.description, *_free_texts(request)) if text)


def _free_texts(request: Request) -> Iterable[str]:
    open_questions = (each["code"] for each in request.service.questions if each["datatype"] == "text")
    return (str(request.answers.get(code, "")) for code in open_questions)


is_the_asker = Predicate("the person who asks", lambda matter, actor: matter.subject in (None, actor))


@desk.opening(allowed=is_the_asker, title=_("Ask"), sentence=_("{actor} asked for help."))
def ask(
    matter: Matter, *, actor: Actor, request: Request, receipt: str = "", unfit: Iterable[Person] = ()
) -> Beginning:
    """A member asks for themselves, or a guest with a receipt. The `unfit` never handle it."""
    return Beginning(
        request,
        wording(request),
        parties_of(matter.subject),
        promised=request.service.promise,
        receipt=receipt,
        sealed=request.service.sealed,
        rows=tuple(Recusal(person=person) for person in unfit),
    )


@predicate("somebody who serves the desk at this place, above or below it")
def serves_around(matter: Matter, actor: Actor) -> bool:
    roles, path = room("desk").served_by, matter.place.path
    return (
        isinstance(actor, Person)
        and actor != matter.subject
        and any(
            office.role in roles and (office.reaches(path) or office.place.path.startswith(path))
            for office in actor.current_offices
        )
    )


@desk.opening(
    allowed=serves_around,
    title=_("Take down a request"),
    sentence=_("{actor} took this request down for the member."),
)
def take_down(matter: Matter, *, actor: Actor, request: Request, receipt: str = "") -> Beginning:
    """Write down what somebody says at the counter or on the phone, with their consent."""
    return ask.body(matter, actor=actor, request=request, receipt=receipt)


@desk.opening(allowed=anybody, title=_("Send"), sentence=_("The request came in through Open311."))
def send(matter: Matter, *, actor: Actor, request: Request, receipt: str = "") -> Beginning:
    """Another program sends a request."""
    return ask.body(matter, actor=actor, request=request, receipt=receipt)


@desk.opening(allowed=is_hall, title=_("Carry over"), sentence=_("The request was carried over from a file."))
def carry_over(matter: Matter, *, actor: Actor, request: Request, due_at: datetime | None) -> Beginning:
    """A request from another system, with the promise that it was given there, if any."""
    return Beginning(
        request,
        wording(request),
        promised=due_at,
        unpromised=due_at is None,
        sealed=request.service.sealed,
    )
