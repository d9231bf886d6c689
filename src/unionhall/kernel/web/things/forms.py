"""The form that asks for a thing, made from its columns in one place."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.places.models import Place
from unionhall.kernel.things import content
from unionhall.kernel.things.content import Column
from unionhall.kernel.things.declaration import Things, declared
from unionhall.kernel.things.models import Thing
from unionhall.kernel.web.fields import DayField, KeyField, LineField, StoryField
from unionhall.kernel.web.words import WordsForm, check_no_html, spread
from unionhall.kernel.words import WordsField

RESERVED = ("new", "bring")


class ThingForm(WordsForm):
    """What a thing says. A room subclasses it where the columns alone don't say how to ask.

    Attributes:
        template: the part of the page with its fields.
        own: columns that a subclass asks for by itself.
    """

    template: ClassVar[str] = "web/parts/words.html"
    own: ClassVar[tuple[str, ...]] = ()

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = KeyField()

    def __init__(self, sent: Any = None, *, things: Things, thing: Thing | None, actor: Any) -> None:
        self.things, self.thing, self.actor = things, thing, actor
        columns = [field for field in content.written(things.model) if field.name not in self.own]
        spoken = [field for field in columns if isinstance(field, WordsField)]
        stories = content.model_of(things.model).stories  # type: ignore[attr-defined]
        self.spoken = {
            field.name: (capfirst(field.verbose_name), field.name in stories) for field in spoken
        } | self.spoken
        self.needed = (*self.needed, *(field.name for field in spoken if not field.blank))
        super().__init__(sent, initial=self.begun())
        for field in columns:
            if field.name not in self.spoken and field.name not in self.fields:
                self.fields[field.name] = self._asked(field)
        if thing is None:
            self._ask_once()

    def begun(self) -> dict[str, Any]:
        """What stands in the fields before anybody writes in them: what the thing says now."""
        if self.thing is None:
            return {"seen": 0}
        return {**self.said_by(content.of(self.thing)), "seen": self.thing.journal_length}

    def said_by(self, row: Any) -> dict[str, Any]:
        """The initial values of the fields, from a row of content."""
        columns = tuple(field for field in content.written(self.things.model) if field.name not in self.own)
        said = content.kept(row, columns)
        words = {name: said.pop(name) or {} for name in self.spoken if name in said}
        return {**said, **spread(**words)}

    def content(self) -> dict[str, Any]:
        """What the thing is to say, from a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "key")}

    def draft(self) -> models.Model:
        """The same as a row that is not written."""
        names = {field.name for field in content.written(self.things.model)}
        said = {name: value for name, value in self.content().items() if name in names}
        if self.things.is_versioned:
            said["number"] = content.of(self.thing).number + 1 if self.thing else 1  # type: ignore[attr-defined]
        return content.model_of(self.things.model)(**said)

    def look_again(self) -> int:
        """Take what the thing says now for seen, as the page is about to say it; what was seen before."""
        assert self.thing is not None
        self.thing.refresh_from_db()
        vars(self)["data"] = {**dict(self.data.items()), "seen": str(self.thing.journal_length)}
        return self.cleaned_data["seen"] or 0

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong in it, by the name of the question, empty for the whole."""
        for name, errors in self.errors.items():
            yield from (("" if name == "__all__" else name, str(words)) for words in errors)

    @classmethod
    def sent_of(cls, cells: Mapping[str, str]) -> dict[str, str]:
        """What a browser would have sent, from the cells of a table by column."""
        return dict(cells)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        taken = self.things.model._default_manager.filter(code=code).exists()
        if code in (*RESERVED, *_below(self.things)) or taken:
            raise forms.ValidationError(_("This short name is taken. Choose another one."))
        return code

    def _ask_once(self) -> None:
        self.fields["code"] = forms.SlugField(
            label=_("Short name in addresses"),
            max_length=60,
            allow_unicode=True,
            help_text=_("Letters, digits and hyphens. It never changes."),
        )
        fixed = content.fixed(self.things.model)
        for field in fixed:
            self.fields[field.name] = self._asked(field)
        self.order_fields(["code", *(field.name for field in fixed), *self.fields])

    def _asked(self, field: Column) -> forms.Field:
        asked: dict[str, Any] = {
            "label": capfirst(field.verbose_name),
            "required": not field.blank,
            "help_text": field.help_text,
        }
        match field:
            case models.ForeignKey():
                return self._one_of(field, asked)
            case models.TextField():
                return StoryField(validators=[check_no_html], **asked)
            case models.DateField():
                return DayField(**asked)
            case models.CharField() if not field.choices:
                return LineField(max_length=field.max_length, validators=[check_no_html], **asked)
        given = field.formfield(label=asked["label"])
        assert given is not None
        given.validators += field.validators
        return given

    def _one_of(self, field: Any, asked: dict[str, Any]) -> forms.Field:
        model = field.related_model
        if model is Place:
            rows = Place.objects.open().filter(self._reached())
        else:
            rows = model._default_manager.all()
            if issubclass(model, Thing):
                now = content.value(self.thing, field.name) if self.thing else None
                rows = rows.filter(Q(retired_on=None) | Q(pk=now.pk if now else None))
        return forms.ModelChoiceField(
            rows,
            empty_label=_("Please choose") if asked["required"] else _("None"),
            **asked,
        )

    def _reached(self) -> Q:
        """The places whose things the actor writes."""
        reached = Q(pk=None)
        for office in self.things.offices(self.actor):
            reached |= Q(path__startswith=office.place.path)
        return reached


def form_of(things: Things) -> type[ThingForm]:
    """The form that asks for one of these things."""
    return things.form or ThingForm


def _below(things: Things) -> list[str]:
    """First parts of the addresses of other things that stand below these."""
    start, app = f"{things.address}/", things.model._meta.app_label
    others = [each.address for each in declared() if each.model._meta.app_label == app]
    return [each.removeprefix(start).split("/")[0] for each in others if each.startswith(start)]
