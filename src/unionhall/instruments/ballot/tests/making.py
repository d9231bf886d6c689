"""What the booth's modules make, called from the tests: keys, credentials, ballots, decryptions."""

import base64
from dataclasses import dataclass
from typing import Any

from unionhall.instruments.ballot.tests.booth import Booth
from unionhall.instruments.ballot.tests.tool import UUID, ToolElection, election_text

SINGLE = """
  const { makeKey } = await load("keys");
  const { secret, publicKey } = await makeKey();
  return [secret, ["Single", publicKey]];
"""
THRESHOLD = """
  const { makeCertificate, dealShares, collectShare, joinThreshold } = await load("threshold");
  const [threshold, count] = given;
  const made = [];
  for (let at = 0; at < count; at += 1) made.push(await makeCertificate());
  const certificates = made.map(({ certificate }) => certificate);
  const dealt = [];
  for (const { seed } of made) dealt.push(await dealShares({ seed, threshold, certificates }));
  const coefexps = dealt.map((each) => each.coefexps);
  const shares = [];
  for (const [me, { seed }] of made.entries()) {
    const letters = dealt.map((each) => each.letters[me]);
    shares.push(await collectShare({ seed, threshold, certificates, coefexps, letters }));
  }
  const verificationKeys = shares.map(({ verificationKey }) => verificationKey);
  const pedersen = await joinThreshold({ threshold, certificates, coefexps, verificationKeys });
  return [shares.map(({ secret }) => secret), ["Pedersen", pedersen]];
"""
JOINED = """
  const { readTrustees } = await load("trustees");
  const text = JSON.stringify(given[0]);
  return [text, String((await readTrustees(text)).key)];
"""
CREDENTIALS = """
  const { makeCredentials } = await load("authority");
  return makeCredentials(given[0], given[1]);
"""
BALLOT = """
  const { readElection, readCredential, secretOf, makeBallot } =
    await load("election", "credential", "ballot");
  const election = await readElection(given[0]);
  const secret = await secretOf(readCredential(given[1]), election.uuid);
  return new TextDecoder().decode((await makeBallot(election, secret, given[2])).bytes);
"""
DECRYPTION = """
  const { decrypt, sha256Hex } = await load("trustee", "hashing");
  localStorage.clear();
  const [bytes, secret, minimum] = given;
  const { owner, text } = await decrypt(fromBase64(bytes), secret, { memory: localStorage, minimum });
  return [owner, text, await sha256Hex(text)];
"""


@dataclass
class Made:
    """An election whose keys and credentials were made in the browser; `secrets` are the trustees' files."""

    booth: Booth
    election: str
    secrets: list[str]
    credentials: list[str]
    kept: ToolElection

    def vote(self, voter: int, choices: list[list[int]]) -> str:
        """Make a ballot in the browser and cast it at the tool."""
        ballot: str = self.booth.run(BALLOT, self.election, self.credentials[voter], choices)
        self.kept.cast(ballot)
        return ballot

    def decrypt(self, trustee: int, minimum: int = 1) -> None:
        owner, text, digest = self.booth.run(DECRYPTION, self.bytes(), self.secrets[trustee], minimum)
        self.kept.decrypt(owner, text, digest)

    def bytes(self) -> str:
        """The archive so far, in base64."""
        return base64.b64encode(self.kept.archive.read_bytes()).decode()


def make_election(
    booth: Booth,
    kept: ToolElection,
    questions: list[dict[str, Any]],
    voters: list[dict[str, Any]],
    trustees: tuple[tuple[int, int] | None, ...] = (None,),
    others: tuple[tuple[str, Any], ...] = (),
) -> Made:
    """Begin an election with trustees in this order: None is one by themselves, (t, n) a threshold of n.

    `others` come after them: key files and public keys that were made elsewhere.
    """
    secrets: list[str] = []
    listed = []
    for wanted in trustees:
        secret, trustee = booth.run(SINGLE) if wanted is None else booth.run(THRESHOLD, *wanted)
        secrets += [secret] if wanted is None else secret
        listed.append(trustee)
    for secret, trustee in others:
        secrets.append(secret)
        listed.append(trustee)
    text, key = booth.run(JOINED, listed)
    credentials = booth.run(CREDENTIALS, UUID, voters)
    election = election_text(key, questions)
    kept.begin(election, text, credentials["publicList"])
    private = [line["credential"] for line in credentials["lines"]]
    return Made(booth, election, secrets, private, kept)
