"""The browser computes what the fixed vectors say, to the byte."""

import hashlib
import json
from typing import Any

import pytest

from unionhall.instruments.ballot.tests.booth import Booth
from unionhall.instruments.ballot.tests.vectors_kept import archive

pytestmark = pytest.mark.browser

# What the two voters of the fixed election chose.
CHOSEN = {1: [[1, 0], [0, 1, 1]], 2: [[0, 0], [1, 0, 0]]}
SETUP = (
    '{"height":0,"type":"Setup","payload":"e2030eca2d7c53f0a6ab5dca3f1be75fd25170268275d32faadf6d7a5cf53fb2"}'
)
# The key file of one trustee of `mixed.bel`, which belenios-tool made.
SEED = "exHCfSMbrJjbWpNdiqvztr"


@pytest.mark.parametrize("number", [1, 2])
def test_a_ballot_with_known_randomness_is_the_known_ballot(
    booth: Booth, known: dict[str, Any], number: int
) -> None:
    first, last = known["randoms"][f"ballot{number}_range"]
    made = booth.run(
        """const { readElection, readCredential, secretOf, makeBallot, givenRandom } =
             await load("election", "credential", "ballot", "numbers");
           const [text, credential, choices, numbers] = given;
           const election = await readElection(text);
           const secret = await secretOf(readCredential(credential), election.uuid);
           const ballot = await makeBallot(election, secret, choices, { random: givenRandom(numbers) });
           return [new TextDecoder().decode(ballot.bytes), ballot.tracker, election.fingerprint];""",
        known["election"],
        known["info"]["credential"],
        CHOSEN[number],
        known["randoms"]["numbers"][first:last],
    )
    assert made[0] == known[f"ballot{number}"]
    assert hashlib.sha256(made[0].encode()).hexdigest() == known["info"][f"ballot{number}_sha256"]
    assert made[2] == known["info"]["election_fingerprint"]
    if number == 1:
        assert made[1] == known["info"]["ballot1_tracker"]


def test_hashes_are_written_as_belenios_writes_them(booth: Booth) -> None:
    found = booth.run(
        """const { base64Compact, sha256Hex } = await load("hashing");
           return [await base64Compact("abc"), await sha256Hex(given[0])];""",
        SETUP,
    )
    assert found == [
        "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0",
        "a819d357a998c5d1d622e64b52dce3e8430076915e605d86f50e267ba4a41693",
    ]


def test_a_credential_gives_the_known_secret_and_public_credential(
    booth: Booth, known: dict[str, Any]
) -> None:
    info = known["info"]
    secret, public = booth.run(
        """const { secretOf, publicOf } = await load("credential");
           const secret = await secretOf(given[0], given[1]);
           return [String(secret), String(publicOf(secret))];""",
        info["credential"],
        info["uuid"],
    )
    assert secret == info["secret"]
    assert hashlib.sha256(public.encode()).hexdigest() == info["public_credential_sha256"]


@pytest.mark.parametrize("trustee", [0, 1])
def test_a_trustee_with_known_randomness_has_the_known_key(
    booth: Booth, known: dict[str, Any], trustee: int
) -> None:
    numbers = [known["info"]["trustee_secrets"][trustee], known["randoms"]["numbers"][trustee]]
    made = booth.run(
        """const { makeKey, checkPublicKey, givenRandom } = await load("keys", "numbers");
           const { publicKey } = await makeKey({ random: givenRandom(given[0]) });
           await checkPublicKey(publicKey);
           return publicKey;""",
        numbers,
    )
    if trustee == 0:
        assert made["pok"] == known["info"]["trustee1"]["pok"]
        digest = hashlib.sha256(made["public_key"].encode()).hexdigest()
        assert digest == known["info"]["trustee1"]["public_key_sha256"]
    assert list(made) == ["pok", "public_key"]


def test_decryption_with_known_randomness_is_what_the_known_archive_holds(
    booth: Booth, known: dict[str, Any]
) -> None:
    """After the ballots' random numbers come those of one trustee's decryption, then the other's."""
    secrets = known["info"]["trustee_secrets"]
    numbers = known["randoms"]["numbers"][known["randoms"]["ballot2_range"][1] :]
    held, made = booth.run(
        """const { readArchive, factorsOf, recomputeTally, readElection, givenRandom } =
             await load("archive", "tally", "election", "numbers", "decryption");
           const archive = await readArchive(fromBase64(given[0]));
           const tally = await recomputeTally(archive);
           const { fingerprint } = await readElection(archive.election);
           const random = givenRandom(given[2]);
           const made = [];
           for (const secret of given[1]) {
             made.push(await factorsOf(tally.sums, BigInt(secret), fingerprint, random));
           }
           return [archive.decryptions.map(({ text }) => text), made];""",
        archive("11111111111111.bel"),
        secrets,
        numbers,
    )
    assert made == held


def test_a_seed_gives_the_keys_of_the_certificate_that_the_tool_made(booth: Booth) -> None:
    certificate = booth.run(
        """const { readArchive, secretsOf, publicOf } = await load("archive", "threshold", "credential");
           const { trustees } = await readArchive(fromBase64(given[0]));
           const { signing, decryption } = await secretsOf(given[1]);
           const keys = { verification: String(publicOf(signing)), encryption: String(publicOf(decryption)) };
           return [JSON.parse(trustees)[1][1].certs.map(({ message }) => message), JSON.stringify(keys)];""",
        archive("mixed.bel"),
        SEED,
    )
    assert certificate[1] in certificate[0]
    assert json.loads(certificate[1])
