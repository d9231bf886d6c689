"""A note concerns a case; nobody is scored; nothing but a reviewed column says anything of a person."""

import re
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.checks import check_procedures

SHORT = 60  # characters: a code or a name of a choice; longer ones can hold an opinion
SCORE = re.compile(
    r"(^|_)(score|rank|rating|risk|label|tag|grade|points|probability|prediction|similarity|flag)s?$"
)

# Columns for words in tables that name a person and no matter, each with what it holds.
NOT_NOTES = {
    "Person.name": "the one name, as its bearer writes it",
    "Person.spelling": "the same name in Latin letters; its bearer alone writes it",
    "Feed.digest": "of the secret in the address of a calendar",
    "Person.bearer": "of a mask: the UUID of who bears it, sealed",
    "Person.email": "the address of the bearer",
    "Person.password": "a salted digest",
    "Session.session_data": "what Django keeps of a browser that is signed in, signed",
    "Choice.address": "where its bearer wants to be told, as they typed and proved it",
    "NamedList.query": "which filters of their own worklist its bearer named; nobody else reads it",
    "ServiceVersion.title": "what a service is called",
    "ServiceVersion.description": "what a service is",
    "ServiceVersion.keywords": "what people call a service",
    "ServiceVersion.papers": "what to bring to a service",
    "ServiceVersion.questions": "what a service asks",
    "ServiceVersion.source": "the rule behind a service's promise",
}
# Figures that sound like a score, each with what is rated.
NOT_SCORES = {
    "Request.rating": "the service that was given, by whoever received it; never the person",
    "Request.rating_text": "the same in words",
    "Request.flags": "what is odd about the times in an imported row",
}


def _ours() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if model.__module__.startswith("unionhall."))


def _points_to(model: type[models.Model], target: type[models.Model]) -> bool:
    relations = (field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey))
    return any(field.related_model is target for field in relations)


def _holds_words(field: "models.Field[Any, Any]") -> bool:
    """Whether a column takes free text."""
    if field.choices:
        return False
    if isinstance(field, (models.TextField, models.JSONField)):
        return True
    return isinstance(field, models.CharField) and (field.max_length or SHORT + 1) > SHORT


def _concerns_a_person_only(model: type[models.Model]) -> bool:
    on_a_case = issubclass(model, (Matter, Detail)) or _points_to(model, Matter)
    return not on_a_case and (model is Person or _points_to(model, Person))


def test_nobody_can_write_a_note_on_a_person() -> None:
    words = {
        f"{model.__name__}.{field.name}"
        for model in _ours()
        if _concerns_a_person_only(model)
        for field in model._meta.concrete_fields
        if _holds_words(field)
    }
    assert words - set(NOT_NOTES) == set()


def test_nobody_is_scored() -> None:
    scores = {
        f"{model.__name__}.{field.name}"
        for model in _ours()
        for field in model._meta.concrete_fields
        if SCORE.search(field.name) or field.name in NOT_SCORES
    }
    assert scores <= set(NOT_SCORES)


def test_what_is_kept_of_a_person_is_what_the_hall_needs_to_serve_them() -> None:
    """A new column on a person needs a new line here, and a reason."""
    kept = {field.name for field in Person._meta.concrete_fields}
    to_sign_in = {"password", "is_active"}
    to_know_changed_numbers = {"phone_confirmed_on"}
    to_be_found_at_the_counter = {"email", "number", "phone"}
    of_their_own = {"id", "uid", "name", "language", "joined_on", "mask_in", "bearer", "spelling"}
    assert kept == of_their_own | to_sign_in | to_be_found_at_the_counter | to_know_changed_numbers


def test_a_recusal_keeps_no_reason() -> None:
    recusal = apps.get_model("matters", "Recusal")
    assert {field.name for field in recusal._meta.concrete_fields} == {"id", "matter", "person"}


def test_every_end_against_the_wish_has_a_human_a_reason_and_an_appeal() -> None:
    """The system checks of the procedures demand them; none may be silenced."""
    assert check_procedures() == []
