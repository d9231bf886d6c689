"""What a verb asks, as fields of a form."""

from collections.abc import Iterable, Mapping
from functools import singledispatch
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.people.phone_field import PhoneField
from unionhall.kernel.procedures import asks
from unionhall.kernel.procedures.asks import Ask
from unionhall.kernel.rooms import Circle
from unionhall.kernel.web.fields import (
    CleanFileField,
    DayField,
    LineField,
    MailField,
    MomentField,
    PlaceField,
    StoryField,
)
from unionhall.kernel.web.others import OtherField
from unionhall.kernel.web.rows import rows


class AskingForm(forms.Form):
    """A form of questions that a verb declares, for one actor and one matter."""

    def ask(self, asked: Mapping[str, Ask], matter: Matter, actor: Actor) -> None:
        """Add the questions in their order."""
        self.asked, self.about, self.asker = asked, matter, actor
        self.fields |= {name: field(each, matter, actor) for name, each in asked.items()}

    def clean(self) -> dict[str, Any]:
        """Let each question judge its answer."""
        answers = super().clean() or {}
        for name, ask in self.asked.items():
            if ask.check and answers.get(name) not in (None, ""):
                try:
                    ask.check(answers[name], self.about, self.asker)
                except asks.Wrong as wrong:
                    self.add_error(name, str(wrong.message))
        return answers

    def add_wrong(self, wrong: asks.Wrong) -> None:
        """Say what the body refused at its question, or above all of them."""
        self.add_error(wrong.question if wrong.question in self.fields else None, str(wrong.message))

    @property
    def file_field(self) -> str:
        """The name of the question for a file."""
        return next(name for name, field in self.fields.items() if isinstance(field, forms.FileField))


@singledispatch
def field(ask: Ask, matter: Matter, actor: Actor) -> forms.Field:
    """The field of a question."""
    raise NotImplementedError(type(ask))


def _said(ask: Ask) -> dict[str, Any]:
    return {"label": ask.label, "required": ask.required, "help_text": ask.help}


def help_on(matter: Matter, own: Any = "") -> Any:
    """What stands over a box for words: its own help, and who reads them where the matter lies open."""
    told = _read_by(matter)
    return _("{help} {room}").format(help=own, room=told) if own and told else own or told


def _read_by(matter: Matter) -> str:
    if matter.circle == Circle.EVERYBODY:
        return _("Everybody reads this, without an account, too.")
    return _("Every member of the place reads this.") if matter.circle else ""


def _said_openly(ask: Ask, matter: Matter) -> dict[str, Any]:
    return {**_said(ask), "help_text": help_on(matter, ask.help)}


@field.register
def _line(ask: asks.Line, matter: Matter, actor: Actor) -> forms.Field:
    return LineField(max_length=ask.longest, **_said_openly(ask, matter))


@field.register
def _story(ask: asks.Story, matter: Matter, actor: Actor) -> forms.Field:
    return StoryField(max_length=ask.longest, **_said_openly(ask, matter))


@field.register
def _mail(ask: asks.Mail, matter: Matter, actor: Actor) -> forms.Field:
    return MailField(**_said(ask))


@field.register
def _telephone(ask: asks.Telephone, matter: Matter, actor: Actor) -> forms.Field:
    return PhoneField(with_extension=True, **_said(ask))


@field.register
def _number(ask: asks.Number, matter: Matter, actor: Actor) -> forms.Field:
    return forms.IntegerField(min_value=ask.least, max_value=ask.most, **_said(ask))


@field.register
def _yes_no(ask: asks.YesNo, matter: Matter, actor: Actor) -> forms.Field:
    return forms.BooleanField(**_said(ask))


@field.register
def _day(ask: asks.Day, matter: Matter, actor: Actor) -> forms.Field:
    return DayField(is_ahead=ask.is_ahead, is_past=ask.is_past, **_said(ask))


@field.register
def _moment(ask: asks.Moment, matter: Matter, actor: Actor) -> forms.Field:
    return MomentField(**_said(ask))


@field.register
def _paper(ask: asks.Paper, matter: Matter, actor: Actor) -> forms.Field:
    return CleanFileField(**_said_openly(ask, matter))


@field.register
def _where(ask: asks.Where, matter: Matter, actor: Actor) -> forms.Field:
    made = PlaceField(**_said(ask))
    made.offer(ask.among(actor))
    return made


@field.register
def _choice(ask: asks.Choice, matter: Matter, actor: Actor) -> forms.Field:
    choices = list(ask.among(matter, actor))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **_said(ask))


class RowField(forms.ChoiceField):
    """One of some rows, which is chosen already where there is no other; its value is the row."""

    widget = forms.RadioSelect

    def __init__(self, rows: Iterable[tuple[Model, Any]], **kwargs: Any) -> None:
        named = list(rows)
        self.by_id = {str(row.pk): row for row, _words in named}
        choices = [(str(row.pk), words) for row, words in named]
        initial = choices[0][0] if len(choices) == 1 else None
        super().__init__(choices=choices, initial=initial, **kwargs)

    def clean(self, value: Any) -> Model | None:
        return self.by_id.get(super().clean(value))


@field.register
def _row(ask: asks.Row, matter: Matter, actor: Actor) -> forms.Field:
    return RowField(ask.among(matter, actor), **_said(ask))


class OfficerField(forms.ChoiceField):
    """One of some officers, each with the office; its value is the person, or None."""

    def __init__(self, offices: list[Office], **kwargs: Any) -> None:
        self.by_id = {str(each.person_id): each for each in offices}
        named = [(key, self._named(office)) for key, office in self.by_id.items()]
        super().__init__(choices=[("", _("Please choose")), *named], **kwargs)
        if not named:
            self.help_text = _("Nobody else serves here at the moment.")

    def clean(self, value: Any) -> Person | None:
        chosen = self.by_id.get(super().clean(value))
        return chosen.person if chosen else None

    @staticmethod
    def _named(office: Office) -> str:
        return _("%(name)s, %(office)s") % {"name": office.person.name, "office": office}


@field.register
def _whom(ask: asks.Whom, matter: Matter, actor: Actor) -> forms.Field:
    return OfficerField(list(ask.among(matter, actor)), **_said(ask))


@field.register
def _other(ask: asks.Other, matter: Matter, actor: Actor) -> forms.Field:
    near = rows(ask.near(matter, actor), reader=actor) if ask.near and isinstance(actor, Person) else []
    return OtherField(matter, actor, near, **_said(ask))
