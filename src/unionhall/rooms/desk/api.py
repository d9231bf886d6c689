"""The desk for programs: what one can ask for, and asking."""

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from unionhall.kernel.api.bodies import as_values, digest_of, escape
from unionhall.kernel.api.calling import IdempotencyKey, caller, needs, token_of
from unionhall.kernel.api.once import once
from unionhall.kernel.api.problems import Fault, Problem
from unionhall.kernel.api.scopes import act
from unionhall.kernel.api.shapes import Answer, Choice, Made, Name, Number, Story
from unionhall.kernel.api.showing import made
from unionhall.kernel.api.wording import of_form
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.web.matters import load
from unionhall.kernel.words import Words
from unionhall.rooms.desk import intake
from unionhall.rooms.desk.catalogue import find_offered, offered, wording
from unionhall.rooms.desk.forms.asking import AboutForm, AnswerForm, WhereForm
from unionhall.rooms.desk.forms.fields import kept
from unionhall.rooms.desk.models import ServiceVersion

router = Router()


class ServiceShape(Schema):
    """Something that one can ask for."""

    code: str
    title: str
    description: str
    window: str
    promised: str = Field(description="How long it takes at most.")
    public: bool


class Services(Schema):
    services: list[ServiceShape]


class ServiceQuestion(Schema):
    code: str
    label: str
    hint: str
    datatype: str
    required: bool
    choices: list[Choice]


class ServiceInFull(ServiceShape):
    """A service with all papers to bring and all it asks."""

    papers: list[str]
    questions: list[ServiceQuestion]


class Asking(Schema, extra="forbid"):
    """A request, in the words of whoever asks."""

    service: Name
    description: Annotated[Story, Field(description="What it is about.")]
    answers: Annotated[dict[Name, Answer], Field(max_length=100)] = {}
    place: Annotated[Number | None, Field(description="A place's id; else your own place.")] = None
    address: Name = ""


@router.get("/services", response=Services, summary="What one can ask for")
def list_services(request: HttpRequest) -> Services:
    """The catalogue, window by window."""
    return Services(services=[ServiceShape(**_shape(version)) for version in offered()])


@router.get("/services/{code}", response=ServiceInFull, summary="One service")
def read_service(request: HttpRequest, code: Name) -> ServiceInFull:
    """What to bring, and what it asks: the answers go by the questions' codes."""
    version = _service(code)
    questions = [_question(question) for question in version.questions]
    return ServiceInFull(**_shape(version), papers=wording.papers(version), questions=questions)


@router.post("/requests", response={201: Made}, summary="Ask for something", **needs(act("desk")))
def ask(request: HttpRequest, asking: Asking, key: IdempotencyKey) -> Status[Made]:
    """Ask for yourself. It goes to the people who answer there, with the service's promise."""
    person = caller(request)
    said = digest_of(request, asking.model_dump())
    reference = once(token_of(request), key, said, lambda name: _ask(person, asking, name))
    return Status(201, made(load(person, reference), is_party=True))


def _ask(person: Person, asking: Asking, key: UUID) -> Matter:
    version = find_offered(asking.service)
    if version is None:
        raise _wrong(_("Nothing of this code is on offer."), "#/service")
    about, where = AboutForm({"description": asking.description}), _where(person, asking, version)
    asked = _asked(version, as_values(asking.answers, below="#/answers"))
    _check(about, where, asked)
    answers = {code: kept(form.cleaned_data["answer"]) for code, form in asked.items()}
    said = intake.Said(
        version=version,
        area=where.area(),
        key=key,
        description=about.cleaned_data["description"],
        address=where.cleaned_data["address"],
        answers={code: answer for code, answer in answers.items() if answer not in (None, "", [])},
    )
    return intake.ask(said, actor=person)


def _where(person: Person, asking: Asking, version: ServiceVersion) -> WhereForm:
    """The place that was named, or else the address, or else the person's own place."""
    if asking.place:
        chosen = next((each for each in current_atlas().places.values() if each.pk == asking.place), None)
        if chosen is None:
            raise _wrong(_("There is no such place."), "#/place")
    else:
        chosen = None if asking.address else next(iter(person.own_places()), None)
    values = {"place": str(chosen.pk) if chosen else "", "address": asking.address}
    return WhereForm(values, places=[chosen] if chosen else [], own=True, pinned=version.public)


def _asked(version: ServiceVersion, answers: QueryDict) -> dict[str, AnswerForm]:
    """The form of each question, by its code, with what was answered."""
    asked = {str(question["code"]): question for question in version.questions}
    for code in answers:
        if code not in asked:
            raise _wrong(_("The service doesn't ask this."), f"#/answers/{escape(code)}")
    return {code: AnswerForm(_sent(answers, code), question=each) for code, each in asked.items()}


def _sent(answers: QueryDict, code: str) -> QueryDict:
    sent = QueryDict(mutable=True)
    sent.setlist("answer", answers.getlist(code))
    return sent


def _check(about: AboutForm, where: WhereForm, asked: dict[str, AnswerForm]) -> None:
    """Everything that is wrong, at once."""
    faults = [*of_form(about), *of_form(where)]
    for code, form in asked.items():
        faults += of_form(form, below="#/answers", named={"answer": code})
    if faults:
        raise Problem("invalid", faults=faults)


def _wrong(words: str, pointer: str) -> Problem:
    return Problem("invalid", faults=[Fault(words, pointer=pointer)])


def _service(code: str) -> ServiceVersion:
    version = find_offered(code)
    if version is None:
        raise Http404
    return version


def _shape(version: ServiceVersion) -> dict[str, Any]:
    return {
        "code": version.service.code,
        "title": str(version.title),
        "description": str(version.description),
        "window": str(version.service.window),
        "promised": wording.promised_time(version),
        "public": version.public,
    }


def _question(question: dict[str, Any]) -> ServiceQuestion:
    values = question.get("values") or ()
    return ServiceQuestion(
        code=str(question["code"]),
        label=str(Words(question["label"])),
        hint=str(Words(question.get("hint") or {})),
        datatype=question["datatype"],
        required=bool(question.get("required")),
        choices=[Choice(value=str(each["key"]), label=str(Words(each["name"]))) for each in values],
    )
