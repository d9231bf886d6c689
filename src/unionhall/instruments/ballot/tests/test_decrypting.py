"""A trustee's browser decrypts after every check, and one tally only."""

from typing import Any

import pytest

from unionhall.instruments.ballot.tests.archives import Record, encoded, rechained, records
from unionhall.instruments.ballot.tests.booth import Booth
from unionhall.instruments.ballot.tests.vectors_kept import VECTORS, archive

pytestmark = pytest.mark.browser

DECRYPT = """
  const { decrypt } = await load("trustee");
  const memory = () => {
    const kept = new Map();
    return { getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => kept.set(name, text) };
  };
  const [bytes, secret, minimum, other] = given;
  const first = memory();
  const attempt = (from, of = first) => () =>
    decrypt(fromBase64(from), secret, { memory: of, minimum: minimum ?? undefined });
"""
ONCE = f"{DECRYPT} return code(attempt(bytes));"
KNOWN = VECTORS / "11111111111111.bel"
FIRST = '"1234567890123456789"'


def tallied() -> list[Record]:
    """The fixed election before anybody decrypts; its two ballots are of one voter, who voted again."""
    later = {"PartialDecryption", "Result"}
    return [each for each in records(KNOWN.read_bytes()) if each.kind not in later]


def test_a_lost_answer_is_the_same_answer_again(booth: Booth) -> None:
    script = f"{DECRYPT} return [await attempt(bytes)(), await attempt(bytes)()];"
    once, again = booth.run(script, encoded(rechained(tallied())), FIRST, 1)
    assert once == again
    assert once["owner"] == 1


def test_another_tally_is_not_decrypted_with_the_same_key(booth: Booth) -> None:
    """One ballot less: the difference of two results shows how somebody voted."""
    whole = tallied()
    fewer = [each for at, each in enumerate(whole) if at != 3]
    script = f"{DECRYPT} await attempt(bytes)(); return code(attempt(other));"
    given = (encoded(rechained(whole)), FIRST, 1, encoded(_counted_again(booth, fewer)))
    assert booth.run(script, *given) == "decrypted-before"
    fresh = f"{DECRYPT} await attempt(bytes)(); return code(attempt(other, memory()));"
    assert booth.run(fresh, *given) == "accepted"


def _counted_again(booth: Booth, parts: list[Record]) -> bytes:
    """The archive with the tally of its own ballots, as a dishonest server would record it."""
    voting = [each for each in parts if each.kind != "EncryptedTally"]
    found = booth.run(
        """const { readArchive, recomputeTally, sha256Hex } = await load("archive", "tally", "hashing");
           const { text, numTallied, totalWeight } =
             await recomputeTally(await readArchive(fromBase64(given[0])));
           const summary = { num_tallied: numTallied, total_weight: Number(totalWeight) };
           return [text, JSON.stringify({ ...summary, encrypted_tally: await sha256Hex(text) })];""",
        encoded(rechained(voting)),
    )
    tally = Record("EncryptedTally", tuple(text.encode() for text in found))
    return rechained([*voting, tally])


def test_a_tally_from_before_a_decryption_in_another_browser_is_refused(booth: Booth) -> None:
    assert booth.run(ONCE, archive("11111111111111.bel"), FIRST, 1) == "decrypted-before"


def test_a_memory_that_cannot_be_read_is_not_taken_for_an_empty_one(booth: Booth) -> None:
    script = f"""{DECRYPT}
      const broken = {{ getItem: () => "{{", setItem: () => {{}} }};
      return code(attempt(bytes, broken));"""
    assert booth.run(script, encoded(rechained(tallied())), FIRST, 1) == "decrypted-before"


def test_a_decryption_that_was_interrupted_can_be_made_again(booth: Booth) -> None:
    """The browser was closed between remembering the tally and the answer."""
    script = f"""{DECRYPT}
      const keeping = first.setItem;
      first.setItem = (name, text) => {{ keeping(name, text); throw new Error("closed"); }};
      try {{ await attempt(bytes)(); }} catch {{ first.setItem = keeping; }}
      return [await code(attempt(other)), await code(attempt(bytes))];"""
    whole = tallied()
    fewer = _counted_again(booth, [each for at, each in enumerate(whole) if at != 3])
    found = booth.run(script, encoded(rechained(whole)), FIRST, 1, encoded(fewer))
    assert found == ["decrypted-before", "accepted"]


def test_fewer_than_ten_ballots_are_not_decrypted(booth: Booth) -> None:
    assert booth.run(ONCE, encoded(rechained(tallied())), FIRST, None) == "too-few-ballots"
    assert booth.run(ONCE, encoded(rechained(tallied())), FIRST, 2) == "too-few-ballots"


def test_nothing_is_decrypted_while_ballots_are_cast(booth: Booth) -> None:
    for kind in ("EndBallots", "EncryptedTally"):
        at = [each.kind for each in tallied()].index(kind)
        assert booth.run(ONCE, encoded(rechained(tallied()[:at])), FIRST, 1) == "ballots-still-open"


@pytest.mark.parametrize(
    ("secret", "refused"),
    [
        ('"9876543210987654321"', "accepted"),
        ('"1234567890123456788"', "key-not-in-election"),
        ('"01"', "key-unreadable"),
        ("1234567890123456789", "key-unreadable"),
        ("my key", "key-unreadable"),
    ],
)
def test_only_a_trustee_of_the_election_decrypts(booth: Booth, secret: str, refused: str) -> None:
    assert booth.run(ONCE, encoded(rechained(tallied())), secret, 1) == refused


def _changed(kind: str, at: int, before: bytes, after: bytes) -> bytes:
    """The fixed election with one text replaced in a record, all hashes made right."""
    parts = tallied()
    place = next(place for place, each in enumerate(parts) if each.kind == kind)
    bodies = list(parts[place].bodies)
    assert before in bodies[at]
    bodies[at] = bodies[at].replace(before, after, 1)
    parts[place] = Record(kind, tuple(bodies))
    return rechained(parts)


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        (("EncryptedTally", 1, b'"num_tallied":1', b'"num_tallied":2'), "tally-differs"),
        (("EncryptedTally", 1, b'"total_weight":1', b'"total_weight":10'), "tally-differs"),
        (("EncryptedTally", 1, b'"num_tallied"', b'"number"'), "archive-content"),
        (("Ballot", 0, b'"response":"', b'"response":"1'), "ballot-signature"),
        (("Setup", 0, b'"name":"V"', b'"name":"W"'), "archive-content"),
    ],
)
def test_a_false_archive_is_not_decrypted(
    booth: Booth, change: tuple[str, int, bytes, bytes], refused: str
) -> None:
    assert booth.run(ONCE, encoded(_changed(*change)), FIRST, 1) == refused


def test_a_tally_that_is_not_the_product_of_the_ballots_is_not_decrypted(booth: Booth) -> None:
    """A server might put a single voter's ballot in the tally's place."""
    fewer = [each for at, each in enumerate(tallied()) if at != 3]
    false = next(each for each in records(_counted_again(booth, fewer)) if each.kind == "EncryptedTally")
    forged = [*tallied()[:-1], false]
    assert booth.run(ONCE, encoded(rechained(forged)), FIRST, 1) == "tally-differs"


def test_the_same_ballot_twice_is_not_decrypted(booth: Booth) -> None:
    whole = tallied()
    replayed = [*whole[:4], whole[2], *whole[4:]]
    assert booth.run(ONCE, encoded(rechained(replayed)), FIRST, 1) == "ballot-repeated"


@pytest.mark.parametrize("name", ["mixed.bel", "weights.bel"])
def test_the_tally_is_the_one_that_the_tool_recorded(booth: Booth, name: str) -> None:
    """Weights, and a voter who voted twice."""
    found = booth.run(
        """const { readArchive, recomputeTally, compareTally } = await load("archive", "tally");
           const archive = await readArchive(fromBase64(given[0]));
           const tally = await recomputeTally(archive);
           compareTally(tally, archive.tally);
           return [tally.text === archive.tally.text, archive.ballots.length, tally.numTallied];""",
        archive(name),
    )
    assert found == [True, 5, 4]


def _setup_changed(booth: Booth, script: str) -> Any:
    return booth.run(
        f"""const {{ readArchive, placeOf, readElection }} = await load("archive", "trustee", "election");
            const archive = await readArchive(fromBase64(given[0]));
            const trustees = JSON.parse(archive.trustees);
            const election = await readElection(archive.election);
            {script}
            return code(() => placeOf(5n, election, JSON.stringify(trustees)));""",
        archive("mixed.bel"),
    )


@pytest.mark.parametrize(
    ("script", "refused"),
    [
        ("", "key-not-in-election"),
        ("trustees.pop();", "election-key-differs"),
        ("trustees.shift();", "election-key-differs"),
        ("trustees.length = 0;", "archive-content"),
        ("trustees[0][0] = 'Other';", "archive-content"),
        ("trustees[0][1].more = 1;", "archive-content"),
        ("trustees[0][1].pok.response = '1';", "key-proof"),
        ("trustees[0][1].public_key = '1';", "key-proof"),
        ("trustees[1][1].threshold = 1;", "polynomial"),
        ("trustees[1][1].threshold = 4;", "threshold-range"),
        ("trustees[1][1].threshold = 0;", "threshold-range"),
        ("trustees[1][1].certs.reverse();", "polynomial"),
        ("trustees[1][1].certs[1] = trustees[1][1].certs[0];", "certificate"),
        ("trustees[1][1].certs[1].message = '{}';", "certificate"),
        ("trustees[1][1].certs[1].signature.response = '1';", "certificate"),
        ("trustees[1][1].coefexps.pop();", "polynomial"),
        ("trustees[1][1].coefexps.reverse();", "polynomial"),
        ("trustees[1][1].verification_keys.reverse();", "share-differs"),
        ("trustees[1][1].verification_keys.pop();", "share-differs"),
    ],
)
def test_trustees_who_do_not_make_the_key_are_refused(booth: Booth, script: str, refused: str) -> None:
    assert _setup_changed(booth, script) == refused
