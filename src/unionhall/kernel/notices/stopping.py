"""Letters to an address that nobody has proved end in one matter for good, by a link in each of them.

Whoever reads the mailbox may follow it, without an account. The link names the matter and a digest of the
address under the hall's key, and the table keeps that digest alone.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

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
        return self._rows().filter(is_refused=False).exists()

    def do(self) -> None:
        """Stop them; once more changes nothing."""
        Stopped.objects.update_or_create({"is_refused": False}, matter=self.matter, digest=self.digest)

    def note(self, *, is_refused: bool) -> None:
        """Whether the mail server refused the address, until it takes a letter for it."""
        if is_refused:
            Stopped.objects.get_or_create({"is_refused": True}, matter=self.matter, digest=self.digest)
        else:
            self._rows().filter(is_refused=True).delete()

    def words(self, email: str) -> str:
        """The address, and that no letters go there where its reader or its mail server said so."""
        row = self._rows().first()
        if row is None:
            return email
        said = _("%(email)s, where nobody wants letters about this")
        if row.is_refused:
            said = _("%(email)s, which the mail server refused")
        return said % {"email": email}

    def _rows(self) -> QuerySet[Stopped]:
        return Stopped.objects.filter(matter=self.matter, digest=self.digest)


def is_stopped(matter: Matter, email: str) -> bool:
    """Whether whoever reads that mailbox wants no letters about the matter."""
    return Stop(matter, _digest(matter, email)).is_done


def note(matter: Matter, email: str, *, is_refused: bool) -> None:
    """Note for whoever has the matter in hand what became of the last letter."""
    Stop(matter, _digest(matter, email)).note(is_refused=is_refused)


def in_words(matter: Matter, email: str) -> str:
    """An address as whoever has the matter in hand reads it: with what keeps letters from it."""
    return Stop(matter, _digest(matter, email)).words(email) if email else ""


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
