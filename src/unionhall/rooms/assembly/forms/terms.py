"""What is asked of a term, and what can't be right in it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.web.things.forms import ThingForm
from unionhall.rooms.assembly.delegates import rules, term_page
from unionhall.rooms.assembly.models import Term


class TermForm(ThingForm):
    """A term: its days, and no more managers than its rules allow."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("from_on") and values.get("until_on") and values["until_on"] <= values["from_on"]:
            self.add_error("until_on", _("This is before it begins."))
        elif fault := self._too_many_managers(values):
            self.add_error("managers", fault)
        return values

    def _too_many_managers(self, values: dict[str, Any]) -> str:
        """Of the seats that its constituencies have, or of those that the rules ask for."""
        place, day, managers = values.get("place"), values.get("from_on"), values.get("managers")
        if not place or not day or managers is None or values.get("staff") is None:
            return ""
        said = Term(place=place, from_on=day, staff=values["staff"])
        given = sum(each.seats for each in term_page.own(self.thing)) if isinstance(self.thing, Term) else 0
        delegates = given or term_page.needed_by(said)[0]
        rule = rules.most_managers(place, day)
        return term_page.too_many_managers(rule, managers, delegates) if delegates else ""
