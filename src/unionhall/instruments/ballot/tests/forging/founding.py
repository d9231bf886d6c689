"""A dishonest first event."""

import json
from collections.abc import Callable
from typing import Any

from unionhall.instruments.ballot.belenios import (
    canonical,
    proofs,
    trustees,
)
from unionhall.instruments.ballot.belenios.groups import BELENIOS
from unionhall.instruments.ballot.tests.building import Poll, written
from unionhall.instruments.ballot.tests.forging.table import P, Q, forgery, setting


def with_setup(poll: Poll, **others: bytes) -> bytes:
    return written([("Setup", poll.setup(**others)), *poll.steps[1:]])


def with_list(poll: Poll, change: Callable[[list[str]], list[str]]) -> bytes:
    return with_setup(poll, listed=canonical.write(change(json.loads(poll.listed()))))


def sorted_in(listed: list[str], more: str) -> list[str]:
    return sorted([*listed, more], key=int)


@forgery("credential-list", tool=True)
def a_credential_that_is_listed_twice(poll: Poll) -> bytes:
    return with_list(poll, lambda listed: [listed[0], *listed])


@forgery("subgroup", tool=True)
def a_listed_credential_outside_the_group(poll: Poll) -> bytes:
    return with_list(poll, lambda listed: sorted_in(listed, str(P - int(listed[0]))))


@forgery("credential-list", tool=False)
def a_listed_credential_that_is_one(poll: Poll) -> bytes:
    return with_list(poll, lambda listed: ["1", *listed])


@forgery("number", tool=False)
def a_hexadecimal_credential(poll: Poll) -> bytes:
    return with_list(poll, lambda listed: [*listed[:-1], hex(int(listed[-1]))])


@forgery("number", tool=False)
def a_credential_with_a_zero_before_it(poll: Poll) -> bytes:
    return with_list(poll, lambda listed: [*listed[:-1], f"0{listed[-1]}"])


def with_trustees(poll: Poll, change: Callable[[Any], None]) -> bytes:
    value = json.loads(trustees.write(poll.trustees))
    change(value)
    return with_setup(poll, holders=canonical.write(value))


@forgery("fields", tool=False)
def an_unknown_field_of_a_trustee(poll: Poll) -> bytes:
    return with_trustees(poll, lambda value: value[0][1].update(note="mine"))


@forgery("setup", tool=True)
def a_missing_trustee(poll: Poll) -> bytes:
    return with_trustees(poll, lambda value: value.pop(0))


@forgery("trustee-key", tool=True)
def a_wrong_proof_of_a_key(poll: Poll) -> bytes:
    return with_trustees(poll, setting(0, 1, "pok", "response", to=lambda old: str((int(old) + 1) % Q)))


def outside(text: str) -> str:
    return str(P - int(text))


@forgery("subgroup", tool=False)
def a_certificate_key_outside_the_group(poll: Poll) -> bytes:
    """The encryption key of the first certificate negated, and signed anew by its owner."""
    return with_trustees(poll, lambda value: _resign(poll, value[1][1]["certs"][0], "encryption"))


def _resign(poll: Poll, cert: Any, field: str) -> None:
    message = json.loads(cert["message"])
    message[field] = outside(message[field])
    text = canonical.write(message).decode()
    cert.update(proofs.sign(BELENIOS, poll.channels[0].signing, text, poll.draw).shown())


@forgery("subgroup", tool=False)
def a_coefficient_outside_the_group(poll: Poll) -> bytes:
    """The second coefficients of two trustees negated: the verification keys, as products, stay the same."""

    def negate(value: Any) -> None:
        for index, channel in enumerate(poll.channels[:2]):
            signed = value[1][1]["coefexps"][index]
            first, second = json.loads(signed["message"])["coefexps"]
            text = canonical.write({"coefexps": [first, outside(second)]}).decode()
            signed.update(proofs.sign(BELENIOS, channel.signing, text, poll.draw).shown())

    return with_trustees(poll, negate)
