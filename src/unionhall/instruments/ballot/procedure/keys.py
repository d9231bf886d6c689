"""The trustees' keys: what each publishes, checked as it arrives. Their secrets never come here.

One key holder alone publishes a key. Several make one jointly: everybody a certificate; when all are there,
everybody coefficients and a sealed letter for each; when all have dealt, everybody the key of their share.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.belenios import canonical, pedersen, proofs, trustees
from unionhall.instruments.ballot.belenios.errors import Refused
from unionhall.instruments.ballot.belenios.proofs import Signed
from unionhall.instruments.ballot.belenios.trustees import Key, Pedersen, Single
from unionhall.instruments.ballot.models import Election, Part, Trustee
from unionhall.instruments.ballot.procedure import box, log

Kind = Part.Kind
STEPS = (Kind.CERTIFICATE, Kind.COEFFICIENTS, Kind.KEY)


@dataclass(frozen=True)
class Circle:
    """The key holders of an election and what they have published, by kind and number."""

    threshold: int
    size: int
    parts: dict[str, dict[int, str]]

    @property
    def is_single(self) -> bool:
        return self.size == 1

    def is_whole(self, kind: str) -> bool:
        """Whether everybody has published this."""
        return self.size > 0 and len(self.parts.get(kind, {})) == self.size

    @property
    def step(self) -> str:
        """What the circle is at: a kind, or empty when the keys are made."""
        steps = STEPS[-1:] if self.is_single else STEPS
        return next((kind for kind in steps if not self.is_whole(kind)), "")

    def listed(self, kind: str) -> list[Any]:
        """What everybody published of a kind, as JSON values in the order of the numbers."""
        found = self.parts.get(kind, {})
        return [json.loads(found[number]) for number in sorted(found)]


def circle(election: Election) -> Circle:
    parts: dict[str, dict[int, str]] = {}
    rows = Part.objects.filter(trustee__election=election)
    for kind, number, body in rows.values_list("kind", "trustee__number", "body"):
        parts.setdefault(kind, {})[number] = body
    return Circle(election.threshold, election.trustees.count(), parts)


def publish(trustee: Trustee, bodies: dict[str, str], *, at: datetime | None = None) -> None:
    """What one trustee publishes in the present step, by kind. Sent twice, it is there once.

    Raises NotAsAgreed for what doesn't fit, NotYet while another step is on.
    """
    with log.locked(trustee.election) as election:
        if election.stage not in (Election.Stage.DRAFT, Election.Stage.CALLED):
            raise refusals.NotOpen
        found = circle(election)
        if _is_there(found, trustee, bodies):
            return
        kind = found.step
        wanted = {Kind.COEFFICIENTS, Kind.LETTERS} if kind == Kind.COEFFICIENTS else {kind}
        if set(bodies) != wanted or trustee.number in found.parts.get(kind, {}):
            raise refusals.NotYet
        _check(found, trustee.number, kind, bodies)
        Part.objects.bulk_create(Part(trustee=trustee, kind=each, body=bodies[each]) for each in bodies)
        step = STEPS.index(Kind(kind)) + 1
        log.write(election, "published", actor=trustee.person, at=at, step=step)


def holders(circle: Circle) -> Single | Pedersen:
    """The trustees as the archive names them, once the keys are made. Raises NotYet."""
    if circle.step:
        raise refusals.NotYet
    keys = tuple(_key(body) for body in _ordered(circle, Kind.KEY))
    if circle.is_single:
        return Single(keys[0])
    certificates = tuple(_signed(body) for body in _ordered(circle, Kind.CERTIFICATE))
    coefficients = tuple(_signed(body) for body in _ordered(circle, Kind.COEFFICIENTS))
    return Pedersen(circle.threshold, certificates, coefficients, keys)


def _is_there(circle: Circle, trustee: Trustee, bodies: dict[str, str]) -> bool:
    return bool(bodies) and all(
        circle.parts.get(kind, {}).get(trustee.number) == body for kind, body in bodies.items()
    )


def _check(circle: Circle, number: int, kind: str, bodies: dict[str, str]) -> None:
    check = {
        Kind.CERTIFICATE: _check_certificate,
        Kind.COEFFICIENTS: _check_dealt,
        Kind.KEY: _check_key,
    }[Kind(kind)]
    try:
        check(circle, number, bodies)
    except (Refused, ValueError, UnicodeError) as fault:
        raise refusals.NotAsAgreed from fault


def _check_certificate(circle: Circle, number: int, bodies: dict[str, str]) -> None:
    pedersen.check_certificates([_signed(bodies[Kind.CERTIFICATE])], box.GROUP)


def _check_dealt(circle: Circle, number: int, bodies: dict[str, str]) -> None:
    """The coefficients are signed by the certificate's key, and there is a letter for each."""
    signing, _address = trustees.read_certificate(_signed(circle.parts[Kind.CERTIFICATE][number]), box.GROUP)
    signed = _signed(bodies[Kind.COEFFICIENTS])
    proofs.check_signed(box.GROUP, signing, signed, "the coefficients")
    trustees.read_coefficients(signed, circle.threshold, box.GROUP)
    letters = canonical.items(canonical.read(bodies[Kind.LETTERS].encode()), "the letters")
    if len(letters) != circle.size:
        raise refusals.NotAsAgreed


def _check_key(circle: Circle, number: int, bodies: dict[str, str]) -> None:
    """The key's secret is known to its holder and, among several, the one that was dealt to them."""
    key = _key(bodies[Kind.KEY])
    trustees.check_key(box.GROUP, key, "the trustee")
    if circle.is_single:
        return
    dealt = [
        trustees.read_coefficients(_signed(body), circle.threshold, box.GROUP)
        for body in _ordered(circle, Kind.COEFFICIENTS)
    ]
    if key.public_key != trustees.evaluate(dealt, number, box.GROUP):
        raise refusals.NotAsAgreed


def _ordered(circle: Circle, kind: str) -> list[str]:
    return [circle.parts[kind][number] for number in sorted(circle.parts[kind])]


def _signed(body: str) -> Signed:
    return proofs.read_signed(canonical.read(body.encode()), box.GROUP)


def _key(body: str) -> Key:
    return trustees.read_key(canonical.read(body.encode()), box.GROUP)
