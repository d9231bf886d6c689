"""Where the modules run, and where they say at once that they can't."""

import json
import subprocess
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import programs
from unionhall.instruments.ballot.single_file import MODULES
from unionhall.instruments.ballot.tests.booth import Booth, open_booth

CHECK = 'const { checkBrowser } = await load("able"); return code(checkBrowser);'
IN_NODE = """
  const load = (name) => import(process.argv[1] + name + ".js");
  const [text, ballot] = JSON.parse(await new Response(process.stdin).text());
  const { checkBrowser } = await load("able");
  const { readElection } = await load("election");
  const { makeBallot } = await load("ballot");
  const { verifyBallot } = await load("verify_ballot");
  checkBrowser();
  const election = await readElection(text);
  await verifyBallot(election, ballot);
  await verifyBallot(election, (await makeBallot(election, 5n, [[1, 0], [0, 1, 0]])).bytes);
  console.log("accepted");
"""


@pytest.mark.browser
def test_a_page_from_https_can_vote(booth: Booth) -> None:
    assert booth.run(CHECK) == "accepted"


@pytest.mark.browser
def test_a_page_without_encryption_on_the_way_says_so(browser: Browser) -> None:
    booth = open_booth(browser, "http://hall.example/")
    assert booth.run(CHECK) == "connection-not-secure"
    booth.page.close()


@pytest.mark.browser
@pytest.mark.parametrize("missing", ["BigInt", "MessageChannel", "crypto"])
def test_an_old_browser_says_so(browser: Browser, missing: str) -> None:
    booth = open_booth(browser)
    lacking = f'Object.defineProperty(globalThis, "{missing}", {{ value: undefined }});'
    assert booth.run(f"{lacking} {CHECK}") == "browser-too-old"
    booth.page.close()


@pytest.mark.tool
def test_the_modules_run_in_node_too(known: dict[str, Any]) -> None:
    """So that somebody can check a ballot without a browser."""
    done = subprocess.run(
        [programs.find("node"), "--input-type=module", "-e", IN_NODE, f"{MODULES.as_uri()}/"],
        input=json.dumps([known["election"], known["ballot1"]]),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "accepted\n"
