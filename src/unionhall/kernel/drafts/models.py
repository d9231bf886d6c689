"""What somebody typed and has not sent yet, sealed, as rows that tell nothing of whose they are."""

from typing import ClassVar

from django.db import models

from unionhall.kernel.privacy.holdings import DRAFTS, Holds


class Kept(models.Model):
    """One draft. Its name, owner and matter are keyed hashes: nobody without the keys ties them together.

    Attributes:
        owner: of a person in one room; empty for somebody without an account.
        about: of the matter it belongs to, or of the page on which it was begun.
        until: when it is erased. is_listed: whether its writer's own lists may show it.
    """

    holds: ClassVar[Holds] = {DRAFTS: "owner about content until is_listed"}
    backed_up: ClassVar[bool] = False

    name = models.UUIDField(primary_key=True)
    owner = models.UUIDField(null=True, db_index=True)
    about = models.UUIDField(null=True, db_index=True)
    content = models.BinaryField()
    until = models.DateTimeField(db_index=True)
    is_listed = models.BooleanField(default=True)  # what lay there before says itself whether it is

    def __str__(self) -> str:
        return str(self.name)
