"""At the counter and on the phone: an officer writes down what somebody asks."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.looking_up import TooManyLookUps, look_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.locate import open_places
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.fields import LineField
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.waiting_words import ask_to_sign_in
from unionhall.kernel.web.walks.draft import Draft
from unionhall.kernel.web.walks.steps import Answers, Step
from unionhall.kernel.web.walks.walk import Walk


class WhoForm(forms.Form):
    """By what they can be found."""

    exactly = LineField(
        label=gettext_lazy("Their e-mail, member number or telephone number"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "Exactly as it is in the register. Each look-up is written down and the person can read it. "
            "Leave it empty for somebody who does not want to be named: they get a receipt."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class WhomForm(forms.Form):
    """Which of those found it is."""

    person = forms.ChoiceField(label=gettext_lazy("Is this the person?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, hits: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(person.pk), person.name) for person in hits]
        none = ("0", _("No, nobody of these. Go on without a name."))
        cast(forms.ChoiceField, self.fields["person"]).choices = [*named, none]


@method_decorator(same_origin, name="dispatch")
class CounterWalk(LoginRequiredMixin, Walk):
    """Take something down for a person of one's own places, or for somebody who isn't named.

    `where_read` is what the person reads of the look-up; `before` are the steps on which the others depend.
    """

    confirm = gettext_lazy("Send it for this person")
    who_form: ClassVar[type[WhoForm]] = WhoForm
    where_read: ClassVar[str]
    before: ClassVar[tuple[str, ...]] = ("who", "whom")

    def serving(self, officer: Person) -> list[Office]:
        """The offices through which the officer may take something down; none refuses them the page."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not isinstance(request.user, Person):
            return ask_to_sign_in(request, in_any_language=True)
        if isinstance(request.user, Person):
            self.offices = self.serving(request.user)
            if not self.offices:
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def begun(self) -> Draft:
        return self.kept_as(officer=self.officer.pk)

    @property
    def officer(self) -> Person:
        return cast(Person, self.request.user)

    def subject(self) -> Person | None:
        """The person for whom it is taken down, if one was found."""
        return Person.objects.filter(pk=self.draft.person).first() if self.draft.person else None

    def people_steps(self) -> list[Step]:
        """Who is asking, and which of those found it is."""
        return [self._who(), *([self._whom()] if self.draft.hits else [])]

    def reaches(self, place: Place) -> bool:
        """Whether the officer serves at that place."""
        return any(office.reaches(place.path) for office in self.offices)

    def places(self) -> list[Place]:
        """The open places at or below those where the officer serves."""
        return [place for place in open_places() if self.reaches(place)]

    def arrive(self, matter: Matter, note: str = "") -> HttpResponseBase:
        subject = self.subject()
        if subject is None:
            return self.receipt(matter, note)
        told = {"reference": matter.reference, "name": subject.name}
        sent = _("%(reference)s was sent, and %(name)s was told.") % told
        messages.success(self.request, note or sent)
        return redirect(address_of(matter) if matter.is_visible_to(self.officer) else self.address())

    def passed(self, step: Step, form: Any) -> None:
        super().passed(step, form)
        if step.name == "who":
            self._find(form)
        elif step.name == "whom":
            self.draft.person = int(form.cleaned_data["person"])
        if step.name in self.before:
            self.draft.is_checked = False

    def read(self, request: HttpRequest) -> Any:
        draft = super().read(request)
        if draft.officer != self.officer.pk:
            raise BadRequest
        return draft

    def _find(self, form: Any) -> None:
        """Look for the person, unless they don't want to be named."""
        exactly = form.cleaned_data["exactly"]
        hits: Sequence[Person] = ()
        if exactly:
            try:
                hits = look_up(exactly, by=self.officer, offices=self.offices, where=self.where_read)
            except TooManyLookUps as refused:
                form.add_error("exactly", refused.message)
                return
        self.draft.person, self.draft.hits = 0, [person.pk for person in hits]
        if exactly and not hits:
            message = _(
                "Nobody in your places has exactly this. Check it, or leave it empty to go on without a name."
            )
            form.add_error("exactly", message)

    def _who(self) -> Step:
        return Step("who", _("Who is asking?"), self.who_form, say=self.said_of_who)

    def said_of_who(self, form: Any) -> Answers:
        """What the summary says of how they came; who they are is said by the next screen."""
        return [] if self.draft.hits else [("", self._name())]

    def _whom(self) -> Step:
        hits = list(Person.objects.filter(pk__in=self.draft.hits).order_by("pk"))
        return Step(
            "whom",
            _("Is this the person?"),
            lambda *args, **kwargs: WhomForm(*args, hits=hits, **kwargs),
            is_lone=True,
            say=lambda form: [("", self._name())],
        )

    def _name(self) -> str:
        subject = self.subject()
        return subject.name if subject else _("Nobody in particular")
