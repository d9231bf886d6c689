"""What a coordinator writes of a service, its papers and its questions."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.sheets.cells import Unusable
from unionhall.kernel.web.lines import Lines, flat
from unionhall.kernel.web.things.forms import ThingForm
from unionhall.kernel.web.words import CODES, WordsForm, slot, spread
from unionhall.kernel.words import Words
from unionhall.rooms.desk.forms.fields import check_may_be_asked
from unionhall.rooms.desk.models import ServiceVersion

MOST_ROWS, MOST_CHOICES = 12, 200
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
        self.papers = self._lines(PaperForm, "paper", _("Paper %(number)s"))
        self.questions = self._lines(QuestionForm, "question", _("Question %(number)s"))
        self.lines = (self.papers, self.questions)
        self.order_fields([name for name in self.fields if name not in ("public", "sealed")])

    def _lines(self, kind: type[WordsForm], name: str, called: Any) -> Lines[Any]:
        sent, begun = self.data if self.is_bound else None, self.initial.get(name, ())
        return Lines(kind, name, sent, begun, called=called, most=MOST_ROWS)

    def said_by(self, row: Any) -> dict[str, Any]:
        papers, questions = rows_of(row)
        return {**super().said_by(row), "paper": papers, "question": questions}

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
        for name, lines in zip(self.own, self.lines, strict=True):
            parts = [part for row in lines for part in row.parts()]
            yield from ((name, words) for part in parts for each in part.errors.values() for words in each)

    @classmethod
    def sent_of(cls, cells: Mapping[str, str]) -> dict[str, str]:
        """Papers and questions stand in a cell each, as JSON."""
        papers, questions = rows_of_cells(cells)
        return {**cells, **flat({"paper": papers, "question": questions})}


class PaperForm(WordsForm):
    """One paper to bring; an empty row is none."""

    spoken = {"paper": (_("Paper"), False)}
    quiet = True


class ChoiceForm(WordsForm):
    """One of several answers to choose from; its key stays, whatever it is called."""

    spoken = {"name": (_("Choice"), False)}
    quiet = True

    key = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _refuse_what_nobody_asks(self)


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
        help_text=_("0 for an amount of money. Empty: any number."),
    )

    def __init__(self, sent: Any = None, **kwargs: Any) -> None:
        super().__init__(sent, **kwargs)
        _refuse_what_nobody_asks(self)
        self.choices = Lines(
            ChoiceForm,
            f"{self.prefix}-choice",
            sent,
            self.initial.get("choice", ()),
            called=_("Choice %(number)s"),
            most=MOST_CHOICES,
        )
        self.lines = (self.choices,)

    @property
    def is_open(self) -> bool:
        """Whether it is shown whole: it is new, something is to mend, or its choices were just changed."""
        said = any(self[slot("label", code)].value() for code in CODES)
        return not said or self.choices.touched or self.is_moved or bool(self.faulty())

    @property
    def summary(self) -> str:
        """The question as it stands in the form."""
        said = {code: self[slot("label", code)].value() or "" for code in CODES}
        return str(Words(said))

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        values["values"] = choices_of(self.choices) if self.choices.is_valid() else []
        is_list = values.get("datatype", "").endswith("list")
        if not values["label"] and (values["hint"] or values["values"]):
            self.demand("label", _("Write the question, or take it out."))
        if values["label"] and is_list and not values["values"] and self.choices.is_valid():
            self.add_error("datatype", _("Write the choices."))
        return values


def _refuse_what_nobody_asks(form: WordsForm) -> None:
    for name in (slot(spoken, code) for spoken in form.spoken for code in CODES):
        form.fields[name].validators.append(check_may_be_asked)


def papers_of(rows: Iterable[Any]) -> list[Words]:
    """The papers in valid rows."""
    return [row.cleaned_data["paper"] for row in rows if row.cleaned_data.get("paper")]


def choices_of(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The choices in valid rows; a new one gets a key that is free."""
    said = [row.cleaned_data for row in rows if row.cleaned_data.get("name")]
    keys = _with_fresh([each["key"] for each in said], "c")
    return [{"key": key, "name": each["name"]} for key, each in zip(keys, said, strict=True)]


def questions_of(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """The questions in valid rows as Open311 attributes; a new one gets a code that is free."""
    asked = [row.cleaned_data for row in rows if row.cleaned_data.get("label")]
    codes = _with_fresh([each["code"] for each in asked], "q")
    return [
        {
            "code": code,
            "datatype": each["datatype"] or "string",
            "required": each["required"],
            "order": order,
            "label": each["label"],
            "hint": each["hint"],
            "values": each["values"] if each["datatype"].endswith("list") else [],
            **({"minimum": each["minimum"]} if _has_minimum(each) else {}),
        }
        for order, (code, each) in enumerate(zip(codes, asked, strict=True), 1)
    ]


def _with_fresh(given: Sequence[str], letter: str) -> list[str]:
    """These codes; where one is missing or comes again, the next free one of that letter."""
    free = (code for number in count(1) if (code := f"{letter}{number}") not in given)
    return [code if code and code not in given[:at] else next(free) for at, code in enumerate(given)]


def _has_minimum(asked: Mapping[str, Any]) -> bool:
    return asked["datatype"] == "number" and asked.get("minimum") is not None


def rows_of(version: ServiceVersion) -> Rows:
    """Initial values of the paper and the question rows."""
    questions = [
        {
            **{name: question[name] for name in ("code", "datatype", "required")},
            **spread(label=question["label"], hint=question.get("hint") or {}),
            "minimum": question.get("minimum"),
            "choice": [
                {"key": str(value["key"]), **spread(name=value["name"])}
                for value in question.get("values") or ()
            ],
        }
        for question in version.questions
    ]
    return [spread(paper=paper) for paper in version.papers], questions


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
