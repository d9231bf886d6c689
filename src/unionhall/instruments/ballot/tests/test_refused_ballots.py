"""Ballots, choices and credentials that are refused, each with the code for its reason."""

from typing import Any

import pytest

from unionhall.instruments.ballot.tests.booth import Booth

pytestmark = pytest.mark.browser

VERIFY = """
  const { readElection, verifyBallot, P, Q, times, G } =
    await load("election", "verify_ballot", "group");
  const [electionText, ballotText, other] = given;
  const election = await readElection(electionText);
  const ballot = JSON.parse(ballotText);
  const [first, second] = ballot.answers;
  const negative = (text) => String(P - BigInt(text));
  const resign = async () => {
    const { base64Compact } = await load("hashing");
    const { proveKnowledge } = await load("proofs");
    const { secureRandom } = await load("numbers");
    const { signature, ...unsigned } = ballot;
    const hash = await base64Compact(JSON.stringify(unsigned));
    const proof = await proveKnowledge(`sig|${hash}|`, BigInt(other.secret), secureRandom);
    ballot.signature = { hash, proof };
  };
"""
CHANGES = {
    "const x = ballot.election_uuid; ballot.election_uuid = x.replace('1', '2');": "ballot-other-election",
    "ballot.election_hash = ballot.election_hash.toLowerCase();": "ballot-other-election",
    "ballot.more = 1;": "ballot-shape",
    "ballot.answers.pop();": "ballot-shape",
    "first.choices.pop();": "ballot-shape",
    "delete second.blank_proof;": "ballot-shape",
    "second.overall_proof.pop();": "ballot-shape",
    "ballot.credential = String(G);": "ballot-signature",
    "ballot.signature.hash = election.fingerprint;": "ballot-signature",
    "ballot.signature.proof.response = '7';": "ballot-signature",
    "ballot.signature.proof.response = '07';": "not-a-number",
    "const s = ballot.signature.proof; s.response = String(BigInt(s.response) + Q);": "out-of-range",
    "first.choices.reverse();": "ballot-signature",
    "first.choices.reverse(); await resign();": "ballot-proof",
    "const c = first.choices[0]; c.beta = String(times(BigInt(c.beta), G)); await resign();": "ballot-proof",
    "const c = first.choices[0]; c.alpha = negative(c.alpha); await resign();": "ballot-element",
    "const c = first.choices[0]; c.alpha = String(BigInt(c.alpha) + P); await resign();": "out-of-range",
    "first.choices[0].alpha = '0'; await resign();": "ballot-element",
    "first.choices[0].alpha = '1'.repeat(621); await resign();": "not-a-number",
    "first.choices[0].alpha = ''; await resign();": "not-a-number",
    "first.choices[0].alpha = 5; await resign();": "not-a-number",
    "second.blank_proof.reverse(); await resign();": "ballot-proof",
    "second.overall_proof.reverse(); await resign();": "ballot-proof",
    "first.individual_proofs.reverse(); await resign();": "ballot-proof",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_ballot_is_refused(booth: Booth, known: dict[str, Any], change: str) -> None:
    script = f"{VERIFY} {change} return code(() => verifyBallot(election, JSON.stringify(ballot)));"
    assert booth.run(script, known["election"], known["ballot1"], known["info"]) == CHANGES[change]


@pytest.mark.parametrize(
    "change",
    ["' ' + ballotText", "ballotText + '\\n'", "ballotText.slice(1)", "new Uint8Array([255, 254])", "'null'"],
)
def test_bytes_that_are_not_exactly_a_ballot_are_refused(
    booth: Booth, known: dict[str, Any], change: str
) -> None:
    script = f"{VERIFY} return code(() => verifyBallot(election, {change}));"
    refused = booth.run(script, known["election"], known["ballot1"], known["info"])
    assert refused == ("ballot-shape" if change == "'null'" else "ballot-unreadable")


def test_the_unchanged_ballots_are_accepted(booth: Booth, known: dict[str, Any]) -> None:
    script = f"{VERIFY} return code(() => verifyBallot(election, ballotText));"
    for number in (1, 2):
        assert booth.run(script, known["election"], known[f"ballot{number}"], known["info"]) == "accepted"


@pytest.mark.parametrize(
    ("choices", "refused"),
    [
        ([[1, 0], [0, 1, 1]], "accepted"),
        ([[0, 0], [1, 0, 0]], "accepted"),
        ([[1, 1], [0, 1, 1]], "too-many-choices"),
        ([[1, 0], [0, 0, 0]], "too-few-choices"),
        ([[1, 0], [1, 1, 0]], "blank-with-choices"),
        ([[2, 0], [0, 1, 0]], "choices-shape"),
        ([[-1, 1], [0, 1, 0]], "choices-shape"),
        ([[1], [0, 1, 0]], "choices-shape"),
        ([[1, 0]], "choices-shape"),
        (None, "choices-shape"),
    ],
)
def test_choices_that_the_question_does_not_allow_make_no_ballot(
    booth: Booth, known: dict[str, Any], choices: Any, refused: str
) -> None:
    script = """const { readElection, makeBallot } = await load("election", "ballot");
      const election = await readElection(given[0]);
      return code(() => makeBallot(election, 5n, given[1]));"""
    assert booth.run(script, known["election"], choices) == refused


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        (" 2vUY5A HZ1q3pLkQ\n", "accepted"),
        ("2vU-Y5A-HZ1-q3p-LkR", "credential-check-digit"),
        ("2vU-Y5A-HZ1-q3q-LkQ", "credential-check-digit"),
        ("2vU-Y5A-HZ1-q3p-Lk", "credential-length"),
        ("", "credential-length"),
        ("2vU-Y5A-HZ1-q3p-L0Q", "credential-letters"),
    ],
)
def test_a_mistyped_credential_is_noticed(booth: Booth, typed: str, refused: str) -> None:
    script = """const { readCredential } = await load("credential");
      return code(() => readCredential(given[0]));"""
    assert booth.run(script, typed) == refused


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        ('"version":1', '"version":2', "election-version"),
        ("BELENIOS-2048", "RFC-3526-2048", "election-group"),
        ('"min":0', '"min":-1', "election-unreadable"),
        ('"min":1,"max":2', '"min":1,"max":3', "election-unreadable"),
        ('"blank":true', '"blank":1', "election-unreadable"),
        ('"name":"V",', "", "election-unreadable"),
        ('"uuid":', '"uuid": ', "election-unreadable"),
        ("11111111111111", "<script>alert()", "election-unreadable"),
        ('"public_key":"1357', '"public_key":"1358', "election-key"),
    ],
)
def test_an_election_of_another_kind_is_refused(
    booth: Booth, known: dict[str, Any], before: str, after: str, refused: str
) -> None:
    script = 'const { readElection } = await load("election"); return code(() => readElection(given[0]));'
    assert before in known["election"]
    assert booth.run(script, known["election"].replace(before, after)) == refused
