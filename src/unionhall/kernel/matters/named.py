"""Lists that somebody named: filters of their worklist, for themselves alone."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import LISTS, Holds

MOST_LISTS = 10  # a person


class NamedList(models.Model):
    """A filter of the worklist under a name of the person's own. `query`: what stands behind its address."""

    holds: ClassVar[Holds] = {LISTS: "person title query"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "title query")

    person = models.ForeignKey(Person, models.CASCADE, related_name="named_lists", db_index=False)
    title = models.CharField(_("What you call it"), max_length=40)
    query = models.CharField(max_length=1_000)

    class Meta:
        constraints = [models.UniqueConstraint("person", "title", name="list_named_once")]

    def __str__(self) -> str:
        return self.title
