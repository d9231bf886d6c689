"""What a coordinator writes of a service, its papers and its questions, and the answers one starts from."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.web.fields import WORDS_ONLY
from unionhall.kernel.web.words import CODES, WordsForm, slot, spread
from unionhall.kernel.words import Words
from unionhall.rooms.desk.forms.fields import check_may_be_asked
from unionhall.rooms.desk.models import AnswerTemplate, Service, ServiceVersion, Window

MOST_ROWS = 12
RESERVED = ("new", "answers")
DATATYPES = [
    ("string", _("One line")),
    ("text", _("Several lines")),
    ("number", _("A number")),
    ("datetime", _("A day and time")),
    ("singlevaluelist", _("One of several choices")),
    ("multivaluelist", _("Any of several choices")),
]


class ServiceForm(WordsForm):
    """The words, the promise and the level of a service."""

    spoken = {
        "title": (_("What it is called"), False),
        "description": (_("What it is for, in two sentences"), True),
        "keywords": (_("Other words people use for it"), False),
    }
    needed = ("title",)

    amount = forms.IntegerField(
        label=_("Promised time"), validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    unit = forms.ChoiceField(label=_("counted in"), choices=ServiceVersion.Unit.choices)
    source = forms.CharField(
        label=_("By which rule"),
        max_length=200,
        required=False,
        help_text=_("A law or an agreement. Empty: the hall's own catalogue."),
    )
    level = forms.ChoiceField(
        label=_("Handled at"), choices=ServiceVersion._meta.get_field("level").choices or []
    )
    public = forms.BooleanField(
        label=_("Everybody may read that it was reported and what became of it"), required=False
    )

    sealed = forms.BooleanField(
        label=_("Seal what people write here: health, pay, family, disputes"),
        required=False,
        help_text=_(
            "It is encrypted, search doesn't find its words, and its handlers show anew who they are before "
            "they open it."
        ),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("public") and values.get("sealed"):
            self.add_error("sealed", _("What everybody may read can't be sealed. Choose one of the two."))
        return values

    @classmethod
    def initial_of(cls, version: ServiceVersion) -> dict[str, Any]:
        names = ("amount", "unit", "source", "level", "public", "sealed")
        plain = {name: getattr(version, name) for name in names}
        return {**plain, **spread(**{name: getattr(version, name) for name in cls.spoken})}


class NewServiceForm(ServiceForm):
    """A service that the catalogue doesn't have yet."""

    code = forms.SlugField(
        label=_("Short name in addresses"),
        max_length=60,
        allow_unicode=True,
        help_text=_("Letters, digits and hyphens. It never changes."),
        error_messages={"required": WORDS_ONLY["required"]},
    )
    window = forms.ModelChoiceField(
        label=_("Window"),
        queryset=Window.objects.all(),
        empty_label=_("Please choose"),
        error_messages={"required": WORDS_ONLY["required"]},
    )

    first = ("code", "window")

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in RESERVED or Service.objects.filter(code=code).exists():
            raise forms.ValidationError(_("This short name is taken. Choose another one."))
        return code


class PaperForm(WordsForm):
    """One paper to bring; an empty row is none."""

    spoken = {"paper": (_("Paper"), False)}
    quiet = True


class QuestionForm(WordsForm):
    """One question of the service; a row without words is none."""

    spoken = {"label": (_("Question"), False), "hint": (_("Hint"), False)}
    quiet = True

    code = forms.SlugField(max_length=40, required=False, widget=forms.HiddenInput)
    datatype = forms.ChoiceField(label=_("Kind of answer"), choices=DATATYPES, required=False)
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    minimum = forms.IntegerField(
        label=_("Smallest number"),
        required=False,
        help_text=_("Only where a number is asked: 0 for an amount of money. Empty: any number."),
    )
    values = forms.CharField(
        label=_("Choices, one a line"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=format_lazy(
            "{} {}", _("Each line in this order, divided by |:"), " | ".join(["key", *CODES])
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("values", *(slot(spoken, code) for spoken in self.spoken for code in CODES)):
            self.fields[name].validators.append(check_may_be_asked)

    def clean_values(self) -> list[dict[str, Any]]:
        lines = [line for line in self.cleaned_data["values"].splitlines() if line.strip()]
        return [_choice(line, number) for number, line in enumerate(lines, 1)]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values["label"] and values.get("datatype", "").endswith("list") and not values.get("values"):
            self.add_error("values", _("Write the choices."))
        return values


def _choice(line: str, number: int) -> dict[str, Any]:
    key, *names = (part.strip() for part in line.split("|"))
    if not key or not any(names):
        raise forms.ValidationError(_("Line %(number)s has no key or no words."), params={"number": number})
    return {"key": key, "name": Words(zip(CODES, names, strict=False))}


PaperRows = forms.formset_factory(
    PaperForm, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS, can_delete=False
)
QuestionRows = forms.formset_factory(
    QuestionForm, extra=2, max_num=MOST_ROWS, absolute_max=MOST_ROWS, can_delete=False
)


def papers_of(rows: Iterable[Any]) -> list[Words]:
    """The papers in valid rows."""
    return [row.cleaned_data["paper"] for row in rows if row.cleaned_data.get("paper")]


def questions_of(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The questions in valid rows as Open311 attributes; a new one gets a code that is free."""
    asked = [row.cleaned_data for row in rows if row.cleaned_data.get("label")]
    taken = {each["code"] for each in asked if each["code"]}
    fresh = (code for number in range(1, 100) if (code := f"q{number}") not in taken)
    return [
        {
            "code": each["code"] or next(fresh),
            "datatype": each["datatype"] or "string",
            "required": each["required"],
            "order": order,
            "label": each["label"],
            "hint": each["hint"],
            "values": each["values"] if each["datatype"].endswith("list") else [],
            **({"minimum": each["minimum"]} if _has_minimum(each) else {}),
        }
        for order, each in enumerate(asked, 1)
    ]


def _has_minimum(asked: Mapping[str, Any]) -> bool:
    return asked["datatype"] == "number" and asked.get("minimum") is not None


def rows_of(version: ServiceVersion | None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Initial values of the paper and the question rows."""
    if version is None:
        return [], []
    questions = [
        {
            **{name: question[name] for name in ("code", "datatype", "required")},
            **spread(label=question["label"], hint=question.get("hint") or {}),
            "minimum": question.get("minimum"),
            "values": "\n".join(_line(value) for value in question.get("values") or ()),
        }
        for question in version.questions
    ]
    return [spread(paper=paper) for paper in version.papers], questions


def _line(value: dict[str, Any]) -> str:
    return " | ".join([str(value["key"]), *(value["name"].get(code, "") for code in CODES)])


class ServiceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    """A service by its title."""

    def label_from_instance(self, obj: Service) -> str:
        return str(obj.current or obj)


class TemplateForm(WordsForm):
    """Words that an answer can start from."""

    spoken = {"title": (_("What it is called"), False), "text": (_("Words of the answer"), True)}
    needed = ("title", "text")

    service = ServiceChoice(
        label=_("For which service"),
        queryset=Service.objects.filter(retired_on=None).select_related("current"),
        required=False,
        empty_label=_("All services"),
    )

    @classmethod
    def initial_of(cls, template: AnswerTemplate) -> dict[str, Any]:
        return {"service": template.service_id, **spread(title=template.title, text=template.text)}
