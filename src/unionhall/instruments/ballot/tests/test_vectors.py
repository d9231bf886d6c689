"""Bytes that other programs were seen to agree on."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from unionhall.instruments.ballot.belenios import (
    credentials,
    decryption,
    elections,
    events,
    hashing,
    proofs,
    trustees,
    verification,
    voting,
)
from unionhall.instruments.ballot.belenios.groups import BELENIOS
from unionhall.instruments.ballot.belenios.numbers import Draw

VECTORS = Path(__file__).with_name("vectors")
EXPECTED = json.loads((VECTORS / "expected.json").read_text())
NUMBERS = [int(number) for number in json.loads((VECTORS / "randoms.json").read_text())["numbers"]]
ELECTION = elections.read((VECTORS / "election.json").read_bytes())
ARCHIVE = (VECTORS / "11111111111111.bel").read_bytes()


def drawing(start: int, end: int | None = None) -> Draw:
    numbers: Iterator[int] = iter(NUMBERS[start:end])
    return lambda below: next(numbers)


def test_the_compact_hash_is_base_64_without_padding() -> None:
    assert hashing.compact(b"abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0"


def test_the_first_event_is_written_and_hashed_as_it_should_be() -> None:
    payload = "e2030eca2d7c53f0a6ab5dca3f1be75fd25170268275d32faadf6d7a5cf53fb2"
    body = f'{{"height":0,"type":"Setup","payload":"{payload}"}}'.encode()
    assert hashing.digest(body) == "a819d357a998c5d1d622e64b52dce3e8430076915e605d86f50e267ba4a41693"


def test_a_private_credential_gives_its_secret_and_its_public_one() -> None:
    private, uuid = "2vU-Y5A-HZ1-q3p-LkQ", "11111111111111"
    secret = credentials.secret(private, uuid, BELENIOS)
    assert secret == int("25a165f9aa9ce08655106e1bad48f11f9f6f76a7f06fb9ec80901856129e8148", 16)
    public = str(credentials.public(private, uuid, BELENIOS))
    assert (
        hashing.digest(public.encode()) == "f5ad503d2c662e617caae060512f761d07d38978fde88f6b1963f293fbc8fe9f"
    )


@pytest.mark.parametrize(
    "written", ["2vU-Y5A-HZ1-q3p-LkR", "2vUY5AHZ1q3pLkQ", "2vU-Y5A-HZ1-q3p", "0vU-Y5A-HZ1-q3p-LkQ"]
)
def test_a_slip_in_a_credential_is_noticed(written: str) -> None:
    assert credentials.is_credential("2vU-Y5A-HZ1-q3p-LkQ")
    assert not credentials.is_credential(written)


def test_generated_credentials_fit_their_check_character() -> None:
    assert all(credentials.is_credential(credentials.generate()) for _ in range(200))


def test_the_first_trustee_proves_the_key_as_in_the_vector() -> None:
    key = trustees.public_part(BELENIOS, 1234567890123456789, drawing(0))
    assert hashing.digest(str(key.public_key).encode()) == EXPECTED["trustee1"]["public_key_sha256"]
    assert key.proof.shown() == EXPECTED["trustee1"]["pok"]
    trustees.check_key(BELENIOS, key, "the first")


def test_the_election_has_its_fingerprint_and_is_written_back_byte_by_byte() -> None:
    assert ELECTION.fingerprint == EXPECTED["election_fingerprint"]
    again = elections.write(
        BELENIOS,
        ELECTION.public_key,
        uuid=ELECTION.uuid,
        name=ELECTION.name,
        description="vecteur d'été",
        questions=ELECTION.questions,
    )
    assert again == ELECTION.raw


def test_the_first_ballot_is_made_byte_by_byte() -> None:
    made = voting.vote(ELECTION, EXPECTED["credential"], [[1, 0], [0, 1, 1]], drawing(2, 34))
    assert made == (VECTORS / "ballot1.json").read_bytes()
    assert sha256(made).hexdigest() == EXPECTED["ballot1_sha256"]
    assert hashing.compact(made) == EXPECTED["ballot1_tracker"]


def test_the_second_ballot_is_a_blank_one_made_byte_by_byte() -> None:
    made = voting.vote(ELECTION, EXPECTED["credential"], [[0, 0], [1, 0, 0]], drawing(34, 66))
    assert made == (VECTORS / "ballot2.json").read_bytes()


def test_the_archive_is_valid_and_has_its_result() -> None:
    report = verification.verify(ARCHIVE)
    assert report.result == tuple(map(tuple, EXPECTED["result"]))
    assert report.head is not None
    assert report.head.digest == EXPECTED["last_event"]
    assert (report.cast, report.counted, report.weight) == (2, 1, 1)


def test_the_archive_is_written_again_byte_by_byte() -> None:
    """From the trustees' secrets, the two ballots and the fixed randomness, through every step."""
    steps = {step.head.height: step for step in events.steps(ARCHIVE)}
    holders = trustees.read(steps[0].parts[1].body(ARCHIVE), BELENIOS)
    secrets = [int(secret) for secret in EXPECTED["trustee_secrets"]]
    made = tuple(
        trustees.Single(trustees.public_part(BELENIOS, secret, drawing(index)))
        for index, secret in enumerate(secrets)
    )
    assert made == holders
    setup = verification.read_setup([part.body(ARCHIVE) for part in steps[0].parts])
    from unionhall.instruments.ballot.belenios import archive, results, tally

    cast = [(VECTORS / f"ballot{number}.json").read_bytes() for number in (1, 2)]
    sums = tally.add_up(cast, ELECTION, setup.weights)
    draw = drawing(66)
    partials = [decryption.decrypt(ELECTION, sums.tally(), secret, draw) for secret in secrets]
    factors = {
        owner: decryption.check(raw, owner, ELECTION, holders, sums.tally()).factors
        for owner, raw in enumerate(partials, 1)
    }
    counts = results.compute(sums.tally(), decryption.combine(factors, holders, BELENIOS), 1, BELENIOS)
    written = [
        ("Setup", [part.body(ARCHIVE) for part in steps[0].parts]),
        *(("Ballot", [raw]) for raw in cast),
        ("EndBallots", []),
        ("EncryptedTally", list(tally.write(sums))),
        *(("PartialDecryption", list(decryption.write(owner, raw))) for owner, raw in enumerate(partials, 1)),
        ("Result", [results.write(counts)]),
    ]
    parts, head, stamp = [archive.begin(archive.time_of(ARCHIVE))], None, archive.time_of(ARCHIVE)
    for kind, bodies in written:
        part, head = events.append(kind, bodies, after=head, timestamp=stamp)
        parts.append(part)
    assert sha256(b"".join(parts)).hexdigest() == EXPECTED["archive_sha256"]


def test_a_signature_holds_and_another_message_does_not() -> None:
    signed = proofs.sign(BELENIOS, 99, "a message", drawing(0))
    key = BELENIOS.exp(99)
    assert proofs.holds(BELENIOS, key, "sigmsg|a message|", signed.signature)
    assert not proofs.holds(BELENIOS, key, "sigmsg|another|", signed.signature)
