"""What was said becomes a request: the one way in for the member, the guest and the counter."""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.procedure import asking


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that was said, checked.

    Attributes:
        version: the one that was on offer when it was begun; it may be retired by now.
        key: the same key makes the same request. code: the receipt code of somebody without an account.
        files: laid by before, each {name, media_type, size, sha256}. unfit: who must not handle it.
    """

    version: ServiceVersion
    area: Place
    key: UUID
    description: str = ""
    address: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    files: Iterable[Mapping[str, Any]] = ()
    code: str = ""
    unfit: tuple[Person, ...] = ()


def ask(said: Said, *, actor: Person | Guest) -> Matter:
    """A member asks for themselves; a guest gets a receipt."""
    is_guest = isinstance(actor, Guest)
    channel = Request.Channel.GUEST if is_guest else Request.Channel.WEB
    subject = None if isinstance(actor, Guest) else actor
    request = _request(said, channel)
    return _open(asking.ask, said, request, actor=actor, subject=subject, unfit=said.unfit)


def take_down(said: Said, *, actor: Person, subject: Person | None, channel: str) -> Matter:
    """A steward writes it down, with the person's consent; without a subject there is a receipt."""
    return _open(asking.take_down, said, _request(said, channel, consent=True), actor=actor, subject=subject)


def _request(said: Said, channel: str, *, consent: bool = False) -> Request:
    return Request(
        service=said.version,
        description=said.description,
        answers=dict(said.answers),
        address=said.address,
        channel=channel,
        consent=consent,
    )


def _open(
    verb: Any, said: Said, request: Request, *, actor: Actor, subject: Person | None, **more: Any
) -> Matter:
    matter = asking.new_matter(said.version, said.area, subject=subject, unfit=said.unfit)
    receipt = "" if subject else digest_of(said.code)
    with transaction.atomic() if said.files else nullcontext():
        sent: Matter = verb(matter, actor=actor, request=request, receipt=receipt, key=said.key, **more)
        if sent is matter:
            storage.attach(matter, said.files, actor)
    return sent
