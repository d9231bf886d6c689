"""How long a ballot takes in Chromium, tables included, beside bare powers and the other program."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests import programs
from unionhall.instruments.ballot.tests.booth import Booth, open_booth
from unionhall.instruments.ballot.tests.making import Made, make_election
from unionhall.instruments.ballot.tests.tool import ToolElection, question

ANSWERS, ROUNDS, POWERS = (5, 20), 5, 100
SLOWER = 4  # what a modest phone is beside this machine; Chromium slows itself down

# What a voter waits for, in a page just opened: reading the election, the tables, the ballot.
TIMED = """
  const { readElection, secretOf, makeBallot } = await load("election", "credential", "ballot");
  const begun = performance.now();
  const election = await readElection(given[0]);
  const secret = await secretOf(given[1], election.uuid);
  await makeBallot(election, secret, given[2]);
  return performance.now() - begun;
"""
BARE = """
  const { power, G, Q } = await load("group");
  const begun = performance.now();
  for (let at = 0; at < given[0]; at += 1) power(G, Q - 1n - BigInt(at));
  return (performance.now() - begun) / given[0];
"""
CHECKED = """
  const { readElection, verifyBallot } = await load("election", "verify_ballot");
  const election = await readElection(given[0]);
  const begun = performance.now();
  await verifyBallot(election, given[1]);
  return performance.now() - begun;
"""


def measure() -> dict[str, Any]:
    """Medians of five fresh windows each, in milliseconds, and their ratios to what stands beside them."""
    found: dict[str, Any] = {}
    with chromium() as browser:
        bare = in_fresh_windows(browser, BARE, POWERS)
        found["one bare power, 2048 bits: ms"] = bare
        for answers in ANSWERS:
            found |= measure_ballot(browser, answers, bare)
    return found


def measure_ballot(browser: Browser, answers: int, bare: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="unionhall-bench-") as folder:
        kept = ToolElection(Path(folder))
        made = make_election(open_booth(browser), kept, [question(answers, 1, 1)], [{"name": "One"}])
        chosen = [[1] + [0] * (answers - 1)]
        given = (made.election, made.credentials[0], chosen)
        ours = in_fresh_windows(browser, TIMED, *given)
        slow = in_fresh_windows(browser, TIMED, *given, slower=SLOWER)
        tool, ballot = by_the_tool(made, chosen)
        checked = in_fresh_windows(browser, CHECKED, made.election, ballot)
    return {
        f"{answers} answers: ms": ours,
        f"{answers} answers, {SLOWER} times slower: ms": slow,
        f"{answers} answers, belenios-tool: ms": tool,
        f"{answers} answers, checking one of the tool's: ms": checked,
        f"{answers} answers, to bare powers": ours / bare,
        f"{answers} answers, belenios-tool to the booth": tool / ours,
    }


def by_the_tool(made: Made, chosen: list[list[int]]) -> tuple[float, str]:
    """The tool's median with its start, reading the archive and all, and one of its ballots."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        ballot = made.kept.ballot(made.credentials[0], chosen)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times), ballot


def in_fresh_windows(browser: Browser, script: str, *given: Any, slower: int = 1) -> float:
    return statistics.median(once(open_booth(browser), slower, script, *given) for _ in range(ROUNDS))


def once(booth: Booth, slower: int, script: str, *given: Any) -> float:
    session = booth.page.context.new_cdp_session(booth.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    took = float(booth.run(script, *given))
    booth.page.close()
    return took


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()
