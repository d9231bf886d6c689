"""What the page of a matter says beside the line, the timeline and the moves."""

from typing import Any

from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.skeleton.models import Skeleton


def facts(matter: Matter, reader: Reader) -> list[dict[str, Any]]:
    """What was asked."""
    question = Skeleton.objects.get(matter=matter)
    return [{"label": _("What it is about"), "value": question.description}]
