"""What a chair writes to call a vote: words in each language, one question at a time, and when."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import who
from unionhall.instruments.ballot.questions import choosing, yes_no
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.fields import KeyField, LineField, MomentField, StoryField

LINES, LONGEST_ANSWER = 60, 200
Mode = Election.Mode


class Worded(forms.Form):
    """A form with words in each of the hall's languages, of which one is enough."""

    def add_words(self, name: str, label: Any, *, story: bool = False) -> None:
        for code, language in settings.LANGUAGES:
            kind = StoryField if story else LineField
            told = format_lazy(_("{label} ({language})"), label=label, language=language)
            self.fields[f"{name}_{_slug(code)}"] = kind(label=told, required=False)

    def words(self, name: str) -> dict[str, str]:
        """What was written, by language."""
        codes = [code for code, _name in settings.LANGUAGES]
        said = {code: self.cleaned_data.get(f"{name}_{_slug(code)}", "").strip() for code in codes}
        return {code: text for code, text in said.items() if text}

    def demand_words(self, name: str) -> None:
        if not self.words(name):
            self.add_error(f"{name}_{_slug(settings.LANGUAGE_CODE)}", _("Write it in one language at least."))


class Question(Worded):
    """One question and how it is answered."""

    kind = forms.ChoiceField(
        label=_("How it is answered"),
        choices=[
            ("yes_no", _("Yes, no or abstain")),
            ("one", _("One of several answers or candidates")),
            ("several", _("Several of the answers or candidates")),
        ],
        widget=forms.RadioSelect,
        initial="yes_no",
    )
    blank = forms.BooleanField(label=_("One may vote blank"), required=False)
    least = forms.IntegerField(label=_("At least how many"), min_value=0, max_value=LINES, required=False)
    most = forms.IntegerField(label=_("At most how many"), min_value=1, max_value=LINES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_words("question", _("The question"))
        self.add_words("answers", _("The answers, one a line"), story=True)
        self.order_fields([*(name for name in self.fields if name.startswith("question_")), "kind"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.demand_words("question")
        if values.get("kind") != "yes_no":
            self._check_answers(values)
        return values

    def asked(self) -> dict[str, Any]:
        """The question as it is kept."""
        values = self.cleaned_data
        if values["kind"] == "yes_no":
            return yes_no(self.words("question"))
        answers = list(self._answers())
        is_one = values["kind"] == "one"
        most = 1 if is_one else values.get("most") or len(answers)
        least = 1 if is_one else values.get("least") or 0
        return choosing(self.words("question"), answers, least=least, most=most, blank=values["blank"])

    def _check_answers(self, values: dict[str, Any]) -> None:
        lines = {code: _lines(text) for code, text in self.words("answers").items()}
        sizes = {len(each) for each in lines.values()}
        at = f"answers_{_slug(settings.LANGUAGE_CODE)}"
        if not lines or max(sizes) < 2:
            self.add_error(at, _("Write two answers at least, one a line."))
        elif len(sizes) > 1:
            self.add_error(at, _("Each language needs as many answers as the others, in the same order."))
        elif max(sizes) > LINES or any(
            len(line) > LONGEST_ANSWER for each in lines.values() for line in each
        ):
            self.add_error(at, _("These are too many answers, or one of them is too long."))
        elif values.get("kind") == "several":
            self._check_numbers(values, max(sizes))

    def _check_numbers(self, values: dict[str, Any], size: int) -> None:
        least, most = values.get("least") or 0, values.get("most") or size
        if not least <= most <= size:
            self.add_error("most", _("This is more than there are answers, or fewer than at least."))

    def _answers(self) -> Iterator[dict[str, str]]:
        lines = {code: _lines(text) for code, text in self.words("answers").items()}
        for place in range(max(len(each) for each in lines.values())):
            yield {code: each[place] for code, each in lines.items()}


class Times(forms.Form):
    """When it opens and closes, at the clock of its place."""

    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"))

    def place_of(self) -> Place | None:
        """Whose clock it is."""
        return None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        place = self.place_of()
        if place and "opens_at" in values and "closes_at" in values:
            opens_at, closes_at = (
                values[name].replace(tzinfo=place.zone) for name in ("opens_at", "closes_at")
            )
            values |= {"opens_at": opens_at, "closes_at": closes_at}
            if opens_at < timezone.now() - timedelta(minutes=5):
                self.add_error("opens_at", _("This is in the past."))
            if closes_at <= opens_at:
                self.add_error("closes_at", _("It closes after it opens."))
        return values


class NewTimes(Times):
    """Other times for a vote that is not open yet."""

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def place_of(self) -> Place:
        return self.place


class Call(Times, Question):
    """A new vote: where, what for, how secret, when, and its first question."""

    place = forms.ModelChoiceField(Place.objects.none(), label=_("Who votes"), empty_label=_("Please choose"))
    mode = forms.ChoiceField(label=_("Secret or open"), choices=Mode.choices, widget=forms.RadioSelect)
    with_paper = forms.BooleanField(label=_("One may vote on paper at a table, too"), required=False)
    key = KeyField()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].initial = Mode.CONVENIENT
        self.add_words("title", _("What the vote is called"))
        self.add_words("description", _("What the vote is about"), story=True)
        places = Place.objects.none()
        for office in who.calling_offices(person):
            places |= Place.objects.open().within(office.place)
        cast("forms.ModelChoiceField[Place]", self.fields["place"]).queryset = places
        titles = [name for name in self.fields if name.startswith(("title_", "description_"))]
        self.order_fields(["place", *titles, "mode", "with_paper", "opens_at", "closes_at"])

    def place_of(self) -> Place | None:
        return self.cleaned_data.get("place")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        self.demand_words("title")
        return values


class Reason(forms.Form):
    """Why a vote is void."""

    reason = StoryField(label=_("Why, so that everybody can read it"), max_length=1_000)


class Exactly(forms.Form):
    """Whom somebody looks for, by exactly what they say of themselves."""

    exactly = LineField(
        label=_("Their e-mail, member number or telephone number"),
        max_length=120,
        help_text=_(
            "Exactly as it is in the register. Each look-up is written down and the person can read it."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class Threshold(forms.Form):
    """How many key holders it takes."""

    threshold = forms.IntegerField(
        label=_("How many of them it takes to open the sum"), min_value=1, max_value=50
    )


def _slug(code: str) -> str:
    return code.replace("-", "_")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
