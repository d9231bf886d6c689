"""At the counter and on the phone: a steward writes down what somebody asks."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.desk import intake
from unionhall.rooms.desk.catalogue import offered
from unionhall.rooms.desk.forms.counter import (
    ConsentForm,
    CounterWhereForm,
    WhatForm,
    WhoForm,
    WhomForm,
    is_served,
)
from unionhall.rooms.desk.forms.draft import Draft
from unionhall.rooms.desk.intake.looking_up import look_up, serving_offices
from unionhall.rooms.desk.intake.places import open_places, places_of
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.views.asking import receipt
from unionhall.rooms.desk.views.steps import Step, request_steps, said, where_step
from unionhall.rooms.desk.views.walk import Walk

BEFORE = ("who", "whom", "what")


class Counter(LoginRequiredMixin, Walk):
    """Take a request down for a person of one's own places, or for somebody who isn't named."""

    confirm = gettext_lazy("Send it for this person")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, Person):
            self.offices = serving_offices(request.user)
            if not self.offices:
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        self.draft = Draft()
        return self.show(self.steps()[0])

    @property
    def steward(self) -> Person:
        return cast(Person, self.request.user)

    def version(self) -> ServiceVersion | None:
        kept = ServiceVersion.objects.select_related("service").filter(pk=self.draft.version)
        return kept.first() if self.draft.version else None

    def subject(self) -> Person | None:
        return Person.objects.filter(pk=self.draft.person).first() if self.draft.person else None

    def check_form(self, sent: Any = None, initial: Any = None) -> forms.Form:
        return ConsentForm(sent, initial=initial)

    def steps(self) -> list[Step]:
        version = self.version()
        before = [self._who(), *([self._whom()] if self.draft.hits else []), self._what()]
        if version is None:
            return before
        own = [place for place in places_of(self.subject()) if is_served(place, self.offices)]
        where = where_step(
            own or self._places(),
            own=bool(own),
            pinned=version.public,
            build=CounterWhereForm,
            offices=self.offices,
        )
        return [*before, *request_steps(version, self.draft, where)]

    def passed(self, step: Step, form: Any) -> None:
        super().passed(step, form)
        if step.name == "who":
            self._find(form)
        elif step.name == "whom":
            self.draft.person = int(form.cleaned_data["person"])
        elif step.name == "what":
            self.draft.version = int(form.cleaned_data["service"])
        if step.name in BEFORE:
            self.draft.is_checked = False

    def finish(self, forms_by_step: dict[str, Any]) -> HttpResponseBase:
        version, subject = self.version(), self.subject()
        assert version is not None
        channel = forms_by_step["who"].cleaned_data["way"]
        asked = said(version, self.draft, forms_by_step)
        matter = intake.take_down(asked, actor=self.steward, subject=subject, channel=channel)
        if subject is None:
            return receipt(self.request, matter, self.draft)
        told = {"reference": matter.reference, "name": subject.name}
        messages.success(self.request, _("%(reference)s was sent, and %(name)s was told.") % told)
        return redirect(address_of(matter) if matter.is_visible_to(self.steward) else reverse("desk:counter"))

    def _find(self, form: Any) -> None:
        """Look for the person, unless they don't want to be named."""
        exactly = form.cleaned_data["exactly"]
        hits = look_up(exactly, by=self.steward) if exactly else []
        self.draft.person, self.draft.hits = 0, [person.pk for person in hits]
        if exactly and not hits:
            message = _(
                "Nobody in your places has exactly this. Check it, or leave it empty to go on without a name."
            )
            form.add_error("exactly", message)

    def _who(self) -> Step:
        return Step("who", _("Who is asking?"), WhoForm)

    def _whom(self) -> Step:
        hits = list(Person.objects.filter(pk__in=self.draft.hits).order_by("pk"))
        return Step(
            "whom",
            _("Is this the person?"),
            lambda *args, **kwargs: WhomForm(*args, hits=hits, **kwargs),
            is_lone=True,
            say=lambda form: [("", self._name_of(form))],
        )

    def _what(self) -> Step:
        return Step(
            "what",
            _("What do they ask for?"),
            lambda *args, **kwargs: WhatForm(*args, offered=self._on_offer(), **kwargs),
            is_lone=True,
            say=lambda form: [("", str(self.version()))],
        )

    def _places(self) -> list[Place]:
        """The open places at or below those where the steward serves."""
        return [
            place for place in open_places() if any(office.reaches(place.path) for office in self.offices)
        ]

    def _on_offer(self) -> list[ServiceVersion]:
        """What is on offer, and the version already chosen where there is a newer one or none by now."""
        kept = self.version()
        versions = offered()
        return [*versions, *([kept] if kept and kept not in versions else [])]

    def _name_of(self, form: Any) -> str:
        subject = self.subject()
        return subject.name if subject else _("Nobody in particular")
