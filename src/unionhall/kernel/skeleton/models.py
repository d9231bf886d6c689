"""What this room keeps of a matter beside the spine."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail
from unionhall.kernel.privacy.holdings import CASE_TEXT, Holds


class Skeleton(Detail):
    """What somebody asked for, in their own words."""

    holds: ClassVar[Holds] = {CASE_TEXT: "description"}

    description = models.TextField(_("What is it about?"), max_length=4_000)

    @property
    def title(self) -> Any:
        return _("A question to Skeleton")
