"""What this room keeps of a matter beside the spine."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Detail


class Skeleton(Detail):
    """What somebody asked for, in their own words."""

    description = models.TextField(_("What is it about?"), max_length=4_000)

    @property
    def title(self) -> Any:
        return _("A question to Skeleton")
