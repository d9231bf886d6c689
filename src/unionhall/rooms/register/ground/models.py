"""The journal of what belongs to a place."""

from typing import ClassVar

from django.db import models

from unionhall.kernel.journal.models import Chained
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.holdings import PLACES, Holds


class Ground(Chained):
    """The chain of acts by which the streets, buildings and outline of a place came to be what they are."""

    holds: ClassVar[Holds] = {PLACES: "place"}
    backed_up: ClassVar[bool] = True

    place = models.OneToOneField(Place, models.PROTECT, related_name="ground")

    def __str__(self) -> str:
        return str(self.place)
