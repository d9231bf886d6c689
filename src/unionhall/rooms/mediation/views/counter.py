"""At the counter: a mediator or a chair writes a dispute down as it is told."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.walks import Step
from unionhall.kernel.web.walks.counter import CounterWalk
from unionhall.rooms.mediation.apps import CHAIR, MEDIATOR
from unionhall.rooms.mediation.forms.beginning import ReachedForm, ToldForm
from unionhall.rooms.mediation.procedure import beginning
from unionhall.rooms.mediation.views.asking import DisputeWalk
from unionhall.rooms.mediation.views.steps import dispute, dispute_steps, subject_of, where_step


class Counter(CounterWalk, DisputeWalk):
    """Write a dispute down for a person of one's own places, or for somebody who gets a receipt."""

    where_read = "mediation.counter"

    def serving(self, officer: Person) -> list[Office]:
        return [each for each in officer.current_offices if each.role in (MEDIATOR, CHAIR)]

    def heading(self) -> dict[str, Any]:
        return {**super().heading(), "title": _("Write a dispute down")}

    def steps(self) -> list[Step]:
        own = self._own_places()
        where = where_step(own or self.places(), own=bool(own), build=ReachedForm) if len(own) != 1 else None
        asked = dispute_steps(self.draft, where, is_named=bool(self.draft.person))
        return [*self.people_steps(), *asked]

    def check_form(self, sent: Any = None, initial: Any = None) -> forms.Form:
        return ToldForm(sent, initial=initial)

    def finish(self, forms_by_step: dict[str, Any]) -> Matter:
        subject, where = self.subject(), forms_by_step.get("where")
        place = where.where() if where else self._own_places()[0]
        matter = beginning.new_matter(subject_of(forms_by_step), place, subject=subject)
        return beginning.bring(
            beginning.take_down,
            matter,
            actor=self.officer,
            dispute=dispute(forms_by_step),
            files=self.draft.files,
            receipt="" if subject else digest_of(self.draft.code),
            key=self.draft.uid,
        )

    def _own_places(self) -> list[Place]:
        """Where the person is a member and the officer serves; who was found has one such place at least."""
        subject = self.subject()
        return [place for place in subject.own_places() if self.reaches(place)] if subject else []
