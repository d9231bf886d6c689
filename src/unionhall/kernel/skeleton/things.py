"""What this room keeps that is no case: a list, a page, an editor, a history and tables of it."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.things.declaration import Things
from unionhall.rooms.skeleton.models import SkeletonVenue

venues = Things(
    model=SkeletonVenue,
    address="venues",
    title=_("Venues"),
    add=_("Add a venue"),
    shows=("seats",),
)
