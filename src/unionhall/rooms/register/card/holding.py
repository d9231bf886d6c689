"""Cards of members: made when they look at theirs, and asked about by whoever is shown one."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import choice

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from unionhall.ground import signatures
from unionhall.kernel.matters.receipts import LETTERS, normal
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.web.context import name as name_of_hall
from unionhall.rooms.register.card import signing
from unionhall.rooms.register.card.signing import Face
from unionhall.rooms.register.models import Card

DAYS = 60
GROUPS, GROUP = 3, 4  # 12 letters out of 30 are 58 bits


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as its bearer sees it; `address` is what the square says."""

    face: Face
    signed: str
    address: str


def show(person: Person) -> Shown:
    """The member's card, good for 60 more days from today."""
    card, _new = Card.objects.get_or_create(person=person, defaults={"code": new_code()})
    face = Face(person.name, name_of_hall(), timezone.localdate() + timedelta(days=DAYS), card.code)
    signed = signing.sign(face, signing.key_in(settings.HALL_HOME))
    return Shown(face, signed, f"{settings.HALL_ADDRESS}{reverse('register:verify')}#{signed}")


def new_code() -> str:
    """A fresh short code such as `7KQ2-M9XD-PT4H`."""
    letters = [choice(LETTERS) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, len(letters), GROUP))


def check(typed: str, *, by: Person | None) -> Face | None:
    """Whose card it is, if it is good today; None for every other code, whatever is wrong with it.

    Takes the short code, the signed one, or the whole address in the square. That a card was checked is
    written down for its bearer to read.
    """
    card = _good(typed)
    if card is None:
        return None
    reading.record(
        reader=by.uid if by else None,
        subjects=[card.person.uid],
        purpose=Access.Purpose.LOOKUP,
        what="register.card",
    )
    return Face(card.person.name, name_of_hall(), timezone.localdate(), card.code)


def bearer(typed: str) -> Person | None:
    """The member whose card it is, if it is good today; nothing is written down."""
    card = _good(typed)
    return card.person if card else None


def _good(typed: str) -> Card | None:
    """The card of somebody who is a member today, by either of its codes."""
    card = _card(typed.rpartition("#")[2].strip())
    is_good = card is not None and Membership.objects.current().filter(person=card.person).exists()
    return card if is_good else None


def _card(code: str) -> Card | None:
    if code.startswith(f"{signing.FORMAT}."):
        try:
            face = signing.read(code, signatures.public_text(signing.key_in(settings.HALL_HOME)))
        except signing.NotACard:
            return None
        return None if face.until < timezone.localdate() else _by_code(face.code)
    return _by_code(code)


def _by_code(code: str) -> Card | None:
    plain = normal(code)
    written = "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
    found: Card | None = Card.objects.select_related("person").filter(code=written).first()
    return found
