"""What lies between members and their delegates: a question, and the report after a meeting."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail, Matter
from unionhall.kernel.privacy.copies import NOBODYS, Copied, Whose
from unionhall.kernel.privacy.holdings import CASE, CASE_TEXT, Holds
from unionhall.rooms.assembly.holdings import REPORTS
from unionhall.rooms.assembly.models.terms import Mandate


class DelegateQuestion(Detail):
    """What a member asks a delegate of their constituency, in their own words."""

    holds: ClassVar[Holds] = {CASE_TEXT: "asked", CASE: "mandate"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PARTY, "asked")
    says = ("asked",)

    asked = models.TextField(_("What you ask"), max_length=4_000)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")

    @property
    def title(self) -> Any:
        return _("A question to a delegate")


class ReportBack(models.Model):
    """What a delegate reports to those who elected them after a meeting; the members of the place read it."""

    holds: ClassVar[Holds] = {REPORTS: "meeting mandate text written_at"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    meeting = models.ForeignKey(Matter, models.CASCADE, related_name="reports_back")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="reports_back")
    text = models.TextField(_("What came of it"), max_length=4_000)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("meeting", "mandate", name="reported_back_once")]
