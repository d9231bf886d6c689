"""What a coordinator writes of a service, its papers and its questions."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.sheets.cells import Unusable
from unionhall.kernel.web.things.forms import ThingForm
from unionhall.kernel.web.words import CODES, WordsForm, slot, spread
from unionhall.kernel.words import Words
from unionhall.rooms.desk.forms.fields import check_may_be_asked
from unionhall.rooms.desk.models import Service, ServiceVersion

MOST_ROWS = 12
Rows: TypeAlias = tuple[list[dict[str, Any]], list[dict[str, Any]]]
DATATYPES = [
    ("string", _("One line")),
    ("text", _("Several lines")),
    ("number", _("A number")),
    ("datetime", _("A day and time")),
    ("singlevaluelist", _("One of several choices")),
    ("multivaluelist", _("Any of several choices")),
]


class ServiceForm(ThingForm):
    """A service: its words, its promise and its level, the papers to bring, and the questions."""

    template = "desk/service_fields.html"
    own = ("papers", "questions")

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

    def __init__(self, sent: Any = None, **kwargs: Any) -> None:
        super().__init__(sent, **kwargs)
        papers, questions = rows_of(self.thing.current if isinstance(self.thing, Service) else None)
        self.papers = PaperRows(sent, initial=papers, prefix="paper")
        self.questions = QuestionRows(sent, initial=questions, prefix="question")
        self.order_fields([name for name in self.fields if name not in ("public", "sealed")])

    @property
    def rows(self) -> tuple[Any, Any]:
        return self.papers, self.questions

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(rows.is_valid() for rows in self.rows)])

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("public") and values.get("sealed"):
            self.add_error("sealed", _("What everybody may read can't be sealed. Choose one of the two."))
        return values

    def content(self) -> dict[str, Any]:
        papers, questions = papers_of(self.papers), questions_of(self.questions)
        return {**super().content(), "papers": papers, "questions": questions}

    def faults(self) -> Iterator[tuple[str, str]]:
        yield from super().faults()
        for name, rows in zip(self.own, self.rows, strict=True):
            yield from ((name, words) for row in rows for each in row.errors.values() for words in each)

    @classmethod
    def sent_of(cls, cells: Mapping[str, str]) -> dict[str, str]:
        """Papers and questions stand in a cell each, as JSON."""
        papers, questions = rows_of_cells(cells)
        return {**cells, **_sent("paper", papers), **_sent("question", questions)}


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


def rows_of(version: ServiceVersion | None) -> Rows:
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


def rows_of_cells(cells: Mapping[str, str]) -> Rows:
    """The rows that stand in two cells as JSON; Unusable where they don't."""
    try:
        kept = {name: json.loads(cells.get(name) or "[]") for name in ServiceForm.own}
        papers, questions = rows = rows_of(ServiceVersion(**kept))
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise Unusable(
            _("Papers and questions can't be read. Copy their cells from a table that the hall wrote.")
        ) from problem
    if max(len(papers), len(questions)) > MOST_ROWS:
        raise Unusable(_("More than %(most)s papers or questions don't fit.") % {"most": MOST_ROWS})
    return rows


def _sent(prefix: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    """Rows as a browser sends what it was given: others are dropped where they say nothing new."""
    count = {f"{prefix}-{name}_FORMS": str(len(rows)) for name in ("TOTAL", "INITIAL")}
    cells = {
        f"{prefix}-{at}-{name}": "on" if value is True else str(value)
        for at, row in enumerate(rows)
        for name, value in row.items()
        if value is not None and value is not False
    }
    return count | cells
