"""What a vote asks: a question, how it is answered, and the answers or candidates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.instruments.ballot.questions import choosing, yes_no
from unionhall.kernel.web.lines import Lines
from unionhall.kernel.web.words import WordsForm, slot

MOST = 60
KINDS = [
    ("yes_no", _("Yes, no or abstain")),
    ("one", _("One of several answers or candidates")),
    ("several", _("Several of the answers or candidates")),
]


class Answer(WordsForm):
    """One answer or candidate; an empty row is none."""

    spoken = {"answer": (_("Answer or candidate"), False)}
    quiet = True
    checks = ()


class Question(WordsForm):
    """One question and how it is answered; the answers count only where one chooses among them."""

    spoken = {"question": (_("The question"), False)}
    needed = ("question",)
    quiet = True
    checks = ()

    kind = forms.ChoiceField(
        label=_("How it is answered"), choices=KINDS, widget=forms.RadioSelect, initial="yes_no"
    )
    blank = forms.BooleanField(label=_("One may vote blank"), required=False)
    least = forms.IntegerField(label=_("At least how many"), min_value=0, max_value=MOST, required=False)
    most = forms.IntegerField(
        label=_("At most how many"),
        min_value=1,
        max_value=MOST,
        required=False,
        help_text=_("Empty: as many as one likes."),
    )

    def __init__(self, sent: Any = None, **kwargs: Any) -> None:
        super().__init__(sent, **kwargs)
        at = self.add_prefix("answer")
        self.answers = Lines(Answer, at, sent, called=_("Answer %(number)s"), least=2, most=MOST)
        self.lines = (self.answers,)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("kind") in ("one", "several") and self.answers.is_valid():
            self._check_answers(values)
        return values

    def asked(self) -> dict[str, Any]:
        """The question as it is kept."""
        values, answers = self.cleaned_data, self._written()
        if values["kind"] == "yes_no":
            return yes_no(values["question"])
        is_one = values["kind"] == "one"
        most = 1 if is_one else values.get("most") or len(answers)
        least = 1 if is_one else values.get("least") or 0
        said = [row.cleaned_data["answer"] for row in answers]
        return choosing(values["question"], said, least=least, most=most, blank=values["blank"])

    def _written(self) -> list[Answer]:
        return [row for row in self.answers if row.cleaned_data["answer"]]

    def _check_answers(self, values: dict[str, Any]) -> None:
        answers = self._written()
        if len(answers) < 2:
            self.add_error("kind", _("Write two answers at least."))
        for code in {code for row in answers for code in row.cleaned_data["answer"]}:
            for row in answers:
                if code not in row.cleaned_data["answer"]:
                    row.add_error(
                        slot("answer", code),
                        _("Other answers are written in this language. Write this one in it too."),
                    )
        if values.get("kind") == "several" and not {"least", "most"} & self.errors.keys():
            least, most = values.get("least") or 0, values.get("most") or len(answers)
            if not least <= most <= len(answers):
                words = _("This is more than there are answers, or fewer than at least.")
                self.add_error("most", words)
