"""Letters to an address that nobody has proved end in one matter for good, by a link in each of them.

Whoever reads the mailbox may follow it, without an account. The link names the matter and a digest of the
address under the hall's key, and the table keeps that digest alone.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import salted_hmac

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Stopped

SALT = "unionhall.kernel.notices.stopped"
SIZE = 32  # hexadecimal digits of a digest


@dataclass(frozen=True)
class Stop:
    """Whose letters a link stops: those about a matter to one address, by its digest."""

    matter: Matter
    digest: str

    @property
    def is_done(self) -> bool:
        return Stopped.objects.filter(matter=self.matter, digest=self.digest).exists()

    def do(self) -> None:
        """Stop them; once more changes nothing."""
        Stopped.objects.get_or_create(matter=self.matter, digest=self.digest)


def is_stopped(matter: Matter, email: str) -> bool:
    """Whether whoever reads that mailbox wants no letters about the matter."""
    return Stop(matter, _digest(matter, email)).is_done


def link_for(matter: Matter, email: str) -> str:
    """The link for a letter about the matter to that address."""
    token = Signer(salt=SALT).sign_object([matter.pk, _digest(matter, email)])
    return settings.HALL_ADDRESS + reverse("letters_stop", args=[token])


def meant_by(token: str) -> Stop | None:
    """What the link stops; None for one that the hall did not write, and where the matter was erased."""
    try:
        pk, digest = Signer(salt=SALT).unsign_object(token)
    except BadSignature:
        return None
    matter = Matter.objects.filter(pk=pk, erased_at=None).first()
    return Stop(matter, digest) if matter else None


def _digest(matter: Matter, email: str) -> str:
    named = f"{matter.stream} {email.strip().lower()}"
    return salted_hmac(SALT, named, algorithm="sha256").hexdigest()[:SIZE]
