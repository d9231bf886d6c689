"""Votes that no archive holds: those counted on paper at a table, and those given by name."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from unionhall.instruments.ballot.holdings import NAMED, QUESTIONS, TRUST
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.copies import Copied, Whose
from unionhall.kernel.privacy.holdings import Holds


class PaperCount(models.Model):
    """What a table counted: one officer enters it, another signs. `counts` by question and answer."""

    holds: ClassVar[Holds] = {QUESTIONS: "election ballots invalid counts", TRUST: "entered_by signed_by"}
    backed_up: ClassVar[bool] = True

    election = models.OneToOneField("ballot.Election", models.CASCADE, primary_key=True, related_name="paper")
    ballots = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField()
    counts = models.JSONField()
    entered_by = models.UUIDField()
    signed_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("entered_by")), name="paper_by_two"
            )
        ]


class NamedVote(models.Model):
    """A vote by name; `choices` are 0 or 1 for each answer of each question, one after the other."""

    holds: ClassVar[Holds] = {NAMED: "election person choices"}
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = Copied(Whose.PERSON, "election choices")

    election = models.ForeignKey("ballot.Election", models.CASCADE, related_name="named")
    person = models.ForeignKey(Person, models.CASCADE, related_name="named_votes")
    choices = ArrayField(models.PositiveSmallIntegerField())

    class Meta:
        constraints = [models.UniqueConstraint("election", "person", name="named_once")]
