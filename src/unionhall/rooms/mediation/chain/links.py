"""The chain of days that leads to arbitration and court: which days there are and what each waits for."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Link:
    """One link: which milestone ends it, from which milestone it counts, whose duty it is.

    `is_ours`: the member must act, and is warned. `silence`: it also counts from the last day of these, if
    nobody acted by then.
    """

    name: str
    since: tuple[str, ...]
    what: Any
    where: Any
    is_ours: bool = False
    silence: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        return f"mediation.{self.name}"


CHAIN = (
    Link(
        "file",
        ("happened",),
        _("File for arbitration"),
        _("the arbitration body of your place"),
        is_ours=True,
    ),
    Link(
        "take_on",
        ("file",),
        _("Decide whether to take the case on"),
        _("the arbitration body"),
    ),
    Link("serve", ("take_on",), _("Send the claim to the other side"), _("the arbitration body")),
    Link("defend", ("serve",), _("Answer the claim"), _("the other side")),
    Link("award", ("take_on",), _("Decide the case"), _("the arbitration body")),
    Link(
        "sue",
        ("award",),
        _("File a suit"),
        _("the court"),
        is_ours=True,
        silence=("award", "take_on"),
    ),
)
MILESTONES = {
    "file": _("Filed for arbitration"),
    "take_on": _("The arbitration body took the case on"),
    "serve": _("The other side received the claim"),
    "defend": _("The other side answered the claim"),
    "award": _("The award was received"),
    "sue": _("A suit was filed"),
}
