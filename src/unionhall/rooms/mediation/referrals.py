"""Taking what the desk refers: the member begins here themselves, with the words of their request."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter

takes = _("A dispute between two sides")
FROM = "from"


def address(matter: Matter) -> str:
    """Where mediation is asked for, with the words of this matter; its page shows them to a party only."""
    return f"{reverse('mediation:ask')}?{urlencode({FROM: matter.reference})}"
