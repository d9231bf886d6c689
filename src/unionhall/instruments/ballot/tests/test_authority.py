"""The credential authority's lists: one to publish, one to hand out."""

import csv
import io
import json
from typing import Any

import pytest

from unionhall.instruments.ballot.tests.booth import Booth
from unionhall.instruments.ballot.tests.tool import UUID, ToolElection

pytestmark = pytest.mark.browser

MAKE = """
  const { makeCredentials, forMailMerge, forPrint } = await load("authority");
  const { publicList, lines } = await makeCredentials(given[0], given[1]);
  return [publicList, lines, forMailMerge(lines), forPrint(lines)];
"""


def voters(count: int, **fields: Any) -> list[dict[str, Any]]:
    return [{"name": f"Voter {number}", **fields} for number in range(count)]


def test_the_public_list_hides_the_order_of_the_voters(booth: Booth) -> None:
    public, lines, _merge, _slips = booth.run(MAKE, UUID, voters(30))
    numbers = [int(credential) for credential in json.loads(public)]
    assert numbers == sorted(set(numbers))
    assert [line["name"] for line in lines] == [each["name"] for each in voters(30)]
    derived = booth.run(
        """const { secretOf, publicOf } = await load("credential");
           const one = async ({ credential }) => String(publicOf(await secretOf(credential, given[0])));
           return Promise.all(given[1].map(one));""",
        UUID,
        lines,
    )
    assert sorted(map(int, derived)) == numbers
    assert list(map(int, derived)) != numbers


@pytest.mark.tool
def test_the_tool_derives_the_same_public_credential(booth: Booth, kept: ToolElection) -> None:
    public, lines, _merge, _slips = booth.run(MAKE, UUID, voters(1))
    words = ("--derive", lines[0]["credential"], "--uuid", UUID, "--group", "BELENIOS-2048")
    assert kept.run("setup", "generate-credentials", *words).strip() == json.loads(public)[0]


def test_weights_stand_in_the_public_list(booth: Booth) -> None:
    public, lines, merge, _slips = booth.run(MAKE, UUID, [*voters(1, weight=7), {"name": "Other"}])
    assert sorted(line.split(",")[1] for line in json.loads(public)) == ["1", "7"]
    assert [line["weight"] for line in lines] == [7, 1]
    read = booth.run(
        """const { readCredentials } = await load("credential");
           return [...readCredentials(given[0]).values()].map(Number);""",
        public,
    )
    assert sorted(read) == [1, 7]
    assert list(csv.DictReader(io.StringIO(merge)))[0]["weight"] == "7"


def test_a_mail_merge_computes_nothing(booth: Booth) -> None:
    named = [{"name": '=HYPERLINK("http://x")'}, {"name": "O'Neill, Mei"}]
    _public, lines, merge, slips = booth.run(MAKE, UUID, named)
    rows = list(csv.reader(io.StringIO(merge)))
    assert rows[0] == ["name", "credential", "weight"]
    assert [row[0] for row in rows[1:]] == ['\'=HYPERLINK("http://x")', "O'Neill, Mei"]
    assert [row[1] for row in rows[1:]] == [line["credential"] for line in lines]
    assert f"O'Neill, Mei\n{lines[1]['credential']}\n" in slips


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ([], "count-range"),
        (voters(1) * 2, "names-differ"),
        (voters(1, weight=0), "weight-range"),
        (voters(1, weight=1.5), "weight-range"),
        (voters(1, weight=1073741824), "weight-range"),
        (voters(1, weight=1073741823), "accepted"),
    ],
)
def test_a_list_that_cannot_be_is_refused(booth: Booth, wrong: list[dict[str, Any]], refused: str) -> None:
    script = """const { makeCredentials } = await load("authority");
      return code(() => makeCredentials(given[0], given[1]));"""
    assert booth.run(script, UUID, wrong) == refused


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ('["2","3"]', "accepted"),
        ('["3","2"]', "archive-content"),
        ('["2","2"]', "archive-content"),
        ('["1"]', "archive-content"),
        ('["2","10"]', "accepted"),
        ('["10","2"]', "archive-content"),
        ('["02"]', "not-a-number"),
        ('["0x2"]', "not-a-number"),
        ('["2,1,1"]', "archive-content"),
        ('["2,"]', "not-a-number"),
        ('["2", "3"]', "archive-content"),
        ("{}", "archive-content"),
    ],
)
def test_a_public_list_that_is_not_strict_is_refused(booth: Booth, text: str, refused: str) -> None:
    script = (
        'const { readCredentials } = await load("credential"); return code(() => readCredentials(given[0]));'
    )
    assert booth.run(script, text) == refused


def test_a_credential_that_is_not_listed_is_noticed(booth: Booth) -> None:
    public, lines, _merge, _slips = booth.run(MAKE, UUID, [*voters(2), {"name": "Other", "weight": 5}])
    script = """const { secretOf, publicOf, weightOf } = await load("credential");
      const credential = publicOf(await secretOf(given[0], given[1]));
      let weight = 0n;
      const found = await code(() => { weight = weightOf(credential, given[2]); });
      return [found, Number(weight)];"""
    assert booth.run(script, lines[2]["credential"], UUID, public) == ["accepted", 5]
    other = "2" * 14
    assert booth.run(script, lines[2]["credential"], other, public) == ["credential-not-listed", 0]


def test_random_numbers_are_spread_over_the_whole_range(booth: Booth) -> None:
    """Chance of failing: below one in 10^30."""
    found = booth.run(
        """const { secureRandom, Q } = await load("numbers", "group");
           const drawn = Array.from({ length: 2000 }, () => secureRandom.below(Q));
           const letters = new Set(Array.from({ length: 4000 }, () => Number(secureRandom.below(58n))));
           return [drawn.every((each) => each >= 0n && each < Q), new Set(drawn).size,
                   Number(drawn.reduce((sum, each) => sum + each, 0n) * 1000n / Q) / 2_000_000, letters.size,
                   Math.max(...letters)];"""
    )
    assert found[:2] == [True, 2000]
    assert 0.42 < found[2] < 0.58
    assert found[3:] == [58, 57]
