"""Trustees make a threshold key together; who cheats or mixes up letters is named."""

import pytest

from unionhall.instruments.ballot.tests.booth import Booth

pytestmark = pytest.mark.browser

DEALT = """
  const { makeCertificate, dealShares, collectShare } = await load("threshold");
  const { seal, sign, givenRandom, secureRandom, secretsOf, generator, Q } =
    await load("letters", "signing", "numbers", "threshold", "fixed_base", "group");
  const made = [await makeCertificate(), await makeCertificate(), await makeCertificate()];
  let certificates = made.map(({ certificate }) => certificate);
  let [threshold, seed] = [2, made[0].seed];
  const deal = () =>
    Promise.all(made.map(({ seed }) => dealShares({ seed, threshold, certificates })));
  const dealt = await deal();
  let coefexps = dealt.map((each) => each.coefexps);
  let letters = dealt.map((each) => each.letters[0]);
  const collect = () => collectShare({ seed, threshold, certificates, coefexps, letters });
"""
CHANGES = {
    "": "accepted",
    "letters = dealt.map((each) => each.letters[1]);": "message-other-setup",
    "letters.reverse();": "message-unreadable",
    "letters.pop();": "share-missing",
    "letters[1] = null;": "share-missing",
    "coefexps.reverse();": "polynomial",
    "coefexps = (await deal()).map((each) => each.coefexps);": "share-differs",
    "letters[2] = (await deal())[2].letters[0];": "share-differs",
    "seed = (await makeCertificate()).seed;": "key-not-in-election",
    "seed = 'short';": "key-unreadable",
    "threshold = 3;": "polynomial",
    "threshold = 4;": "threshold-range",
    "threshold = 1.5;": "threshold-range",
    "certificates = [certificates[0], certificates[2], certificates[1]];": "polynomial",
    "certificates[1] = (await makeCertificate()).certificate;": "polynomial",
    "letters[1].message = letters[1].message.replace('t\":1', 't\":2');": "message-unreadable",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_on_the_way_is_refused(booth: Booth, change: str) -> None:
    assert booth.run(f"{DEALT} {change} return code(collect);") == CHANGES[change]


FORGED = """
  const { signing } = await secretsOf(made[1].seed);
  const setup = JSON.parse(letters[1].message).setup;
  const { encryption } = JSON.parse(certificates[0].message);
  const keys = { encryption: BigInt(encryption), signing, random: secureRandom };
"""


def test_a_trustee_who_deals_a_wrong_value_is_named(booth: Booth) -> None:
    script = f"""{DEALT} {FORGED}
      letters[1] = await seal({{ setup, sender: 2, recipient: 1 }}, "5", keys);
      try {{ await collect(); }} catch ({{ code, where }}) {{ return [code, where]; }}"""
    assert booth.run(script) == ["share-differs", "trustee 2"]


def test_a_letter_of_another_round_is_refused(booth: Booth) -> None:
    script = f"""{DEALT} {FORGED}
      letters[1] = await seal({{ setup: "0", sender: 2, recipient: 1 }}, "5", keys);
      return code(collect);"""
    assert booth.run(script) == "message-other-setup"


def test_exchanged_certificates_have_another_name(booth: Booth) -> None:
    """The trustees compare it by voice, and see that somebody carries false certificates between them."""
    script = f"""{DEALT}
      const {{ setupOf }} = await load("threshold");
      const before = await setupOf({{ threshold, certificates }});
      certificates = [certificates[0], certificates[1], (await makeCertificate()).certificate];
      return [before, JSON.parse(letters[1].message).setup, await setupOf({{ threshold, certificates }})];"""
    before, written, exchanged = booth.run(script)
    assert before == written != exchanged


def test_a_letter_says_nothing_to_others(booth: Booth) -> None:
    """Trustee 2 can't open what trustee 3 wrote to trustee 1."""
    script = f"""{DEALT}
      const {{ unseal }} = await load("letters");
      const {{ decryption }} = await secretsOf(made[1].seed);
      const {{ setup }} = JSON.parse(letters[2].message);
      const verification = BigInt(JSON.parse(certificates[2].message).verification);
      const head = {{ setup, sender: 3, recipient: 1 }};
      return code(() => unseal(letters[2], head, {{ verification, decryption }}));"""
    assert booth.run(script) == "message-unreadable"
