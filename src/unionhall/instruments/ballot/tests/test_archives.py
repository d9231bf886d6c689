"""Archives that `belenios-tool` made, from the folder `shared` beside the checkout."""

import json
from pathlib import Path

import pytest

from unionhall.instruments.ballot.belenios import (
    canonical,
    credentials,
    decryption,
    messages,
    pedersen,
    proofs,
    trustees,
    verification,
)
from unionhall.instruments.ballot.belenios.groups import BELENIOS

SHARED = Path(__file__).parents[6] / "shared" / "ballot-vectors" / "archives"
pytestmark = pytest.mark.shared

RESULTS = {
    "tool-BELENIOS-2048-simple": ((1, 1), (1, 1, 1, 2)),
    "tool-BELENIOS-2048-threshold": ((1, 1), (1, 1, 1, 2)),
    "tool-BELENIOS-2048-mixed": ((1, 1), (1, 1, 1, 2)),
    "tool-B-weights": ((20, 30), (20, 30, 30, 50)),
}
WITH_THRESHOLD = ["tool-BELENIOS-2048-threshold", "tool-BELENIOS-2048-mixed"]


def folder(name: str) -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"there is no {SHARED}")
    return SHARED / name


@pytest.mark.parametrize("name", RESULTS)
def test_a_whole_archive_is_valid(name: str) -> None:
    (file,) = folder(name).glob("*.bel")
    assert verification.verify(file.read_bytes()).result == RESULTS[name]


@pytest.mark.parametrize("name", [name for name in RESULTS if name != "tool-B-weights"])
def test_the_same_archive_while_voting_is_correct_so_far(name: str) -> None:
    report = verification.verify((folder(name) / "OPEN-before-EndBallots.bel.part").read_bytes())
    assert (report.stage, report.is_finished, report.cast, report.counted) == ("Ballot", False, 5, 4)


@pytest.mark.parametrize("name", RESULTS)
def test_the_private_credentials_are_those_of_the_list(name: str) -> None:
    (file,) = folder(name).glob("*.bel")
    private = [line.split()[-1] for line in (folder(name) / "private_creds.txt").read_text().splitlines()]
    listed = credentials.read(stripped(folder(name) / "setup_public_creds.json"), BELENIOS)
    assert all(map(credentials.is_credential, private))
    assert {str(credentials.public(one, file.stem, BELENIOS)) for one in private} == set(listed)


@pytest.mark.parametrize("name", WITH_THRESHOLD)
def test_the_trustees_messages_open_and_give_their_keys(name: str) -> None:
    holders = trustees.read(stripped(folder(name) / "setup_trustees.json"), BELENIOS)
    (several,) = [holder for holder in holders if isinstance(holder, trustees.Pedersen)]
    for file in folder(name).glob("*.key"):
        channel = messages.Channel(BELENIOS, file.read_text().strip())
        certificate = proofs.read_signed(canonical.read(stripped(file.with_suffix(".cert"))), BELENIOS)
        index = several.certificates.index(certificate) + 1
        hand = pedersen.read_hand(stripped(file.with_suffix(".vinput")), BELENIOS)
        given = pedersen.read_share(stripped(file.with_suffix(".voutput")), BELENIOS)
        made = pedersen.accept(channel, several.certificates, index, hand)
        assert made.public_key.public_key == given.public_key.public_key
        assert made.public_key.public_key == several.keys[index - 1].public_key
        kept = file.with_suffix(".dkey").read_text().strip()
        secrets = [
            pedersen.read_private_key(channel, one) for one in (made.private_key, given.private_key, kept)
        ]
        assert len(set(secrets)) == 1


def stripped(file: Path) -> bytes:
    return file.read_bytes().strip()


def test_a_single_trustees_file_is_the_secret_of_the_key() -> None:
    place = folder("tool-BELENIOS-2048-simple")
    holders = trustees.read(stripped(place / "setup_trustees.json"), BELENIOS)
    secrets = [trustees.read_secret(file.read_bytes(), BELENIOS) for file in place.glob("*.privkey")]
    assert {BELENIOS.exp(secret) for secret in secrets} == {key.public_key for key in trustees.keys(holders)}
    assert json.loads(trustees.write_secret(secrets[0])) == str(secrets[0])


def test_enough_of_the_mixed_trustees_are_one_and_two_of_three() -> None:
    holders = trustees.read(
        (folder("tool-BELENIOS-2048-mixed") / "setup_trustees.json").read_bytes().strip(), BELENIOS
    )
    assert decryption.is_enough({1, 3, 4}, holders)
    assert not decryption.is_enough({2, 3, 4}, holders)
    assert not decryption.is_enough({1, 3}, holders)
