"""When what is due once a day was done last."""

from typing import ClassVar

from django.db import models

from unionhall.kernel.privacy.holdings import MACHINERY, Holds


class Done(models.Model):
    """One row for each kind of daily work.

    Attributes:
        day: the hall's day that it was last done for. begun_at: when somebody last began it.
    """

    holds: ClassVar[Holds] = {MACHINERY: "day begun_at done_at"}
    backed_up: ClassVar[bool] = True

    name = models.CharField(max_length=60, primary_key=True)
    day = models.DateField(null=True)
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
