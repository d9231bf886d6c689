"""The links by which people take their seats in a dispute."""

from typing import ClassVar

from django.db import models

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.privacy.copies import NOBODYS, Copied
from unionhall.kernel.privacy.holdings import GUESTS, Holds
from unionhall.kernel.privacy.sealed_columns import Seal, SealedText


class Invitation(models.Model):
    """A link that lets one person in, once, in one capacity: the digest of the code in it.

    `waits` is the code itself while the hall's letter with it waits to leave by e-mail, at `sent_at` it left,
    at `refused_at` the mail server said that it takes none for the address, at `failed_at` the last attempt
    to bring it there failed. Without any of them no letter was sent, or it was stopped.
    """

    holds: ClassVar[Holds] = {
        GUESTS: "matter capacity digest until used_at waits sent_at refused_at failed_at"
    }
    backed_up: ClassVar[bool] = True
    copied: ClassVar[Copied] = NOBODYS

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="mediation_%(class)s")
    capacity = models.CharField(max_length=30)
    digest = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    waits = SealedText(null=True)
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    def seal(self) -> Seal | None:
        return self.matter.seal(self.digest)
