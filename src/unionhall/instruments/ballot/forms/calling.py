"""What a chair writes to call a vote: words in each language, one question at a time, and when."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.instruments.ballot.forms.asking import Question
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import who
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.fields import KeyField, LineField, MomentField, StoryField
from unionhall.kernel.web.lines import Lines
from unionhall.kernel.web.words import WordsForm

MOST_QUESTIONS = 20
TIMES = ("opens_at", "closes_at")
Mode = Election.Mode


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
        if place:
            values |= {name: values[name].replace(tzinfo=place.zone) for name in TIMES if name in values}
        opens_at, closes_at = (values.get(name) for name in TIMES)
        if place and opens_at and opens_at < timezone.now() - timedelta(minutes=5):
            self.add_error("opens_at", _("This is in the past."))
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("It closes after it opens."))
        return values


class NewTimes(Times):
    """Other times for a vote that is not open yet."""

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def place_of(self) -> Place:
        return self.place


class Call(Times, WordsForm):
    """A new vote: where, what for, how secret, when, and what it asks."""

    spoken = {
        "title": (_("What the vote is called"), False),
        "description": (_("What voters should know"), True),
    }
    needed = ("title",)
    first = ("place",)
    checks = ()

    place = forms.ModelChoiceField(Place.objects.none(), label=_("Who votes"), empty_label=_("Please choose"))
    mode = forms.ChoiceField(label=_("Secret or open"), choices=Mode.choices, widget=forms.RadioSelect)
    with_paper = forms.BooleanField(label=_("One may vote on paper at a table, too"), required=False)
    key = KeyField()

    def __init__(self, sent: Any = None, *, person: Person) -> None:
        super().__init__(sent)
        self.fields["mode"].initial = Mode.CONVENIENT
        places = Place.objects.none()
        for office in who.calling_offices(person):
            places |= Place.objects.open().within(office.place)
        cast("forms.ModelChoiceField[Place]", self.fields["place"]).queryset = places
        self.questions = Lines(
            Question, "question", sent, called=_("Question %(number)s"), least=1, most=MOST_QUESTIONS
        )
        self.lines = (self.questions,)
        self.order_fields([name for name in self.fields if name not in (*TIMES, "mode", "with_paper")])
        self.order_fields([*(name for name in self.fields if name not in TIMES), *TIMES])

    def place_of(self) -> Place | None:
        return self.cleaned_data.get("place")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.questions.numbers:
            self.add_error(None, _("Ask one question at least."))
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
