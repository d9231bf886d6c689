"""At the counter and on the phone: a steward writes down what somebody asks."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.walks import Step
from unionhall.kernel.web.walks.counter import CounterWalk
from unionhall.kernel.web.walks.steps import Answers
from unionhall.rooms.desk import intake
from unionhall.rooms.desk.catalogue import offered
from unionhall.rooms.desk.forms.counter import ConsentForm, CounterWhereForm, WayForm, WhatForm, is_served
from unionhall.rooms.desk.intake.serving import serving_offices
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.views.steps import request_steps, said, where_step
from unionhall.rooms.desk.views.walk import RequestWalk

AFTER_WHAT = 3  # screens at least that follow once the service is known: about, where, files


class Counter(CounterWalk, RequestWalk):
    """Take a request down for a person of one's own places, or for somebody who isn't named."""

    who_form: ClassVar = WayForm
    where_read = "desk.counter"
    before = ("who", "whom", "what")

    def serving(self, officer: Person) -> list[Office]:
        return serving_offices(officer)

    def version(self) -> ServiceVersion | None:
        kept = ServiceVersion.objects.select_related("service").filter(pk=self.draft.version)
        return kept.first() if self.draft.version else None

    def promised(self) -> str:
        return _("They have an answer within %(time)s at the latest.")

    def ahead(self) -> int:
        return 0 if self.draft.version else AFTER_WHAT

    def check_form(self, sent: Any = None, initial: Any = None) -> forms.Form:
        return ConsentForm(sent, initial=initial)

    def steps(self) -> list[Step]:
        version = self.version()
        before = [*self.people_steps(), self._what()]
        if version is None:
            return before
        own = self._own_places()
        where = where_step(
            own or self.places(),
            own=bool(own),
            pinned=version.public,
            build=CounterWhereForm,
            offices=self.offices,
        )
        return [*before, *request_steps(version, self.draft, where)]

    def passed(self, step: Step, form: Any) -> None:
        super().passed(step, form)
        if step.name == "what":
            self.draft.version = int(form.cleaned_data["service"])

    def finish(self, forms_by_step: dict[str, Any]) -> Matter:
        version = self.version()
        assert version is not None
        channel = forms_by_step["who"].cleaned_data["way"]
        asked = said(version, self.draft, forms_by_step)
        return intake.take_down(asked, actor=self.officer, subject=self.subject(), channel=channel)

    def said_of_who(self, form: Any) -> Answers:
        way = form.fields["way"]
        came = (way.label, dict(way.choices)[form.cleaned_data["way"]])
        return [came, *((_("Name"), name) for _title, name in super().said_of_who(form))]

    def _own_places(self) -> list[Place]:
        """Where the person is a member, as far as it touches the steward's own places."""
        subject = self.subject()
        return [place for place in subject.own_places() if is_served(place, self.offices)] if subject else []

    def _what(self) -> Step:
        return Step(
            "what",
            _("What do they ask for?"),
            lambda *args, **kwargs: WhatForm(*args, offered=self._on_offer(), **kwargs),
            is_lone=True,
            say=lambda form: [("", str(self.version()))],
        )

    def _on_offer(self) -> list[ServiceVersion]:
        """What is on offer, and the version already chosen where there is a newer one or none by now."""
        kept = self.version()
        versions = offered()
        return [*versions, *([kept] if kept and kept not in versions else [])]
