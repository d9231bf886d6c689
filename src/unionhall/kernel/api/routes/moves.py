"""Making moves: whatever a room declares, by its own form, with the same checks and the same verb."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from ninja import Router

from unionhall.kernel.api.bodies import FORM, JSON, Files, Values, digest_of, read_form
from unionhall.kernel.api.calling import IdempotencyKey, caller, demand, token_of
from unionhall.kernel.api.once import once
from unionhall.kernel.api.problems import Problem
from unionhall.kernel.api.scopes import act
from unionhall.kernel.api.shapes import VALUE, Choice, Made, MoveShape, Name, Question
from unionhall.kernel.api.showing import made, name_of
from unionhall.kernel.api.wording import of_form
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.masks import selves_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.moves import MoveView, view_of
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.sealed import must_show_self

router = Router(tags=["moves"])
BODY: dict[str, Any] = {
    "x-scope": "act:{room}",
    "requestBody": {
        "description": "What the move asks, by name. A file goes as a form.",
        "required": False,
        "content": {
            JSON: {"schema": {"type": "object", "additionalProperties": VALUE}},
            FORM: {"schema": {"type": "object", "additionalProperties": {"type": "string"}}},
        },
    },
}
KINDS: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.FileField, "file"),
    (forms.MultipleChoiceField, "choices"),
    (forms.ChoiceField, "choice"),
    (forms.BooleanField, "yes_or_no"),
    (forms.DateTimeField, "moment"),
    (forms.DateField, "moment"),
    (forms.IntegerField, "number"),
)


@router.get(
    "/matters/{reference}/moves/{move}",
    response=MoveShape,
    summary="What a move asks",
    openapi_extra={"x-scope": "act:{room}"},
)
def read_move(request: HttpRequest, reference: Name, move: Name) -> MoveShape:
    """The parts of the body that the move takes now, with their choices; not of a sealed matter."""
    view = _view(request, load(caller(request), reference), move)
    if view.matter.sealed:
        raise Problem("sealed")
    if view.matter.state not in view.chosen.source:
        raise NotNow(move)
    asked = [_question(name, field) for name, field in view.form().fields.items() if name != "key"]
    return MoveShape(**name_of(view.chosen).model_dump(), asks=asked)


@router.post("/matters/{reference}/moves/{move}", response=Made, summary="Make a move", openapi_extra=BODY)
def make_move(request: HttpRequest, reference: Name, move: Name, key: IdempotencyKey) -> Made:
    """Make it as from the page: in one transaction, written in the journal, those concerned told."""
    person = caller(request)
    matter = load(person, reference)
    demand(token_of(request), act(matter.room))
    values, files = read_form(request)
    said = digest_of(request, dict(values.lists()), files)
    once(token_of(request), key, said, lambda name: _make(_view(request, matter, move), values, files, name))
    return made(load(person, reference), is_party=not matter.party_ids.isdisjoint(selves_of(person)))


def _view(request: HttpRequest, matter: Matter, move: str) -> MoveView:
    """The page's own view of the move; refused like it, and without the scope, hand or proof it needs.

    A token shows nobody's hand: what the page asks for anew, no program can do.
    """
    demand(token_of(request), act(matter.room))
    person: Person = caller(request)
    view = view_of(matter, move, person)
    if view.by_hand or view.needs_proof:
        raise NotAllowed(move)
    if must_show_self(Reader(person, matter)):
        raise Problem("sealed")
    return view


def _make(view: MoveView, values: Values, files: Files, key: UUID) -> Matter:
    sent = values.copy()
    sent["key"] = str(key)
    form = view.form(sent, files)
    if not view.is_made(form):
        raise Problem("invalid", faults=of_form(form))
    return view.matter


def _question(name: str, field: forms.Field) -> Question:
    kind = next((kind for model, kind in KINDS if isinstance(field, model)), "text")
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    offered = [Choice(value=str(value), label=str(label)) for value, label in choices if value != ""]
    label = str(field.label or name)
    return Question.model_validate(
        {"name": name, "label": label, "kind": kind, "required": field.required, "choices": offered}
    )
