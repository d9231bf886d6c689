"""What the page of a matter says beside the line, the timeline and the moves."""

from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.skeleton.models import Skeleton


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """What was asked."""
    question = Skeleton.objects.get(matter=matter)
    return [Fact(_("What it is about"), question.description)]
