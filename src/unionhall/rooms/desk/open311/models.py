"""The keys that other programs send requests with."""

from hashlib import sha256
from secrets import token_urlsafe
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.privacy.holdings import CATALOGUE, Holds

BYTES = 20  # 160 bits


def digest_of(text: str) -> str:
    """What the hall keeps of a key."""
    return sha256(text.encode()).hexdigest()


class ApiKeys(models.Manager["ApiKey"]):
    """Issues keys and withdraws them."""

    def valid(self) -> models.QuerySet["ApiKey"]:
        return self.filter(withdrawn_at=None)

    def issue(self, name: str, *, text: str = "") -> str:
        """Let a program send requests; its key, shown this once. `text` is a key chosen elsewhere."""
        key = text or token_urlsafe(BYTES)
        self.get_or_create(digest=digest_of(key), defaults={"name": name})
        return key

    def withdraw(self, name: str) -> int:
        """Refuse the program's keys from now on; how many there were."""
        return self.valid().filter(name=name).update(withdrawn_at=timezone.now())


class ApiKey(models.Model):
    """A program that may send requests. Only the digest of its key is kept, and nothing of who uses it."""

    holds: ClassVar[Holds] = {CATALOGUE: "name digest issued_at withdrawn_at"}
    backed_up: ClassVar[bool] = True

    name = models.CharField(_("program"), max_length=120)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ApiKeys] = ApiKeys()

    def __str__(self) -> str:
        return self.name
