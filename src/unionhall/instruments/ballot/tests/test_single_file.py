"""The booth in one file: it makes a valid ballot from a disk, allows nothing else, and can be made again."""

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from unionhall.instruments.ballot.single_file import (
    MODULES,
    Document,
    NotInlinable,
    module_hashes,
    single_file,
)
from unionhall.instruments.ballot.tests.booth import Booth

MAKING = """import { held } from "./held.js";
import { readElection } from "./election.js";
import {
  readCredential,
  secretOf as secretBehind,
} from "./credential.js";
import { makeBallot } from "./ballot.js";

document.querySelector("button").addEventListener("click", async () => {
  const election = await readElection(held("election"));
  const secret = await secretBehind(readCredential("2vU-Y5A-HZ1-q3p-LkQ"), election.uuid);
  const { bytes, tracker } = await makeBallot(election, secret, [[1, 0], [0, 1, 1]]);
  document.querySelector("output").textContent = new TextDecoder().decode(bytes);
  document.querySelector("p").textContent = tracker;
});
"""
BODY = "<button>Make</button><p></p><output></output>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The modules with an entry of the test's own beside them."""
    copied = tmp_path / "modules"
    shutil.copytree(MODULES, copied)
    (copied / "making.js").write_text(MAKING)
    return copied


@pytest.fixture
def document(known: dict[str, Any]) -> Document:
    style = "output { overflow-wrap: anywhere; }"
    return Document("Booth & ballot", BODY, style=style, held={"election": known["election"].encode()})


@pytest.mark.browser
def test_the_file_makes_a_valid_ballot_and_asks_nobody(
    browser: Browser, booth: Booth, known: dict[str, Any], folder: Path, document: Document, tmp_path: Path
) -> None:
    file = tmp_path / "booth.html"
    file.write_text(single_file("making.js", document, folder), "utf-8")
    page, asked, complaints = browser.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    page.get_by_role("button").click()
    page.locator("output:not(:empty)").wait_for()
    ballot, tracker = page.locator("output").inner_text(), page.locator("p").inner_text()
    page.close()
    assert (asked, complaints) == ([file.as_uri()], [])
    verified = booth.run(
        """const { readElection, verifyBallot, base64Compact } =
             await load("election", "verify_ballot", "hashing");
           await verifyBallot(await readElection(given[0]), given[1]);
           return base64Compact(given[1]);""",
        known["election"],
        ballot,
    )
    assert verified == tracker


@pytest.mark.browser
def test_a_script_that_was_put_into_the_file_does_not_run(
    browser: Browser, folder: Path, document: Document, tmp_path: Path
) -> None:
    file = tmp_path / "booth.html"
    text = single_file("making.js", document, folder)
    file.write_text(text.replace("<button>", "<script>document.title = 'changed'</script><button>"), "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.title() == "Booth & ballot"
    page.close()


def test_the_same_modules_give_the_same_file(folder: Path, document: Document) -> None:
    once = single_file("making.js", document, folder)
    assert once == single_file("making.js", document, folder)
    (folder / "ballot.js").write_text((folder / "ballot.js").read_text() + "// changed\n")
    assert once != single_file("making.js", document, folder)


def test_the_file_names_every_module_with_its_published_hash(folder: Path, document: Document) -> None:
    hashes = module_hashes(folder)
    named = dict(
        re.findall(r"^// (\w+\.js) sha256:([0-9a-f]{64})$", single_file("making.js", document, folder), re.M)
    )
    assert named.items() <= hashes.items()
    assert {"ballot.js", "group.js", "proofs.js", "making.js"} <= set(named)
    assert hashes["group.js"] == hashlib.sha256((folder / "group.js").read_bytes()).hexdigest()


def test_every_module_can_be_inlined(folder: Path) -> None:
    for name in module_hashes():
        assert f"// {name} sha256:" in single_file(name, Document("One", ""), folder)


WRONG = {
    "a way of importing that is not known": "import * as all from './numbers.js';\n",
    "a default export": "export default 5;\n",
    "an export of another's": "export { P } from './group.js';\n",
    "an import at run time": "const later = () => import('./group.js');\n",
    "an address that the file doesn't have": "const address = import.meta.url;\n",
    "a wait outside of functions": "const later = await Promise.resolve();\n",
    "the end of the script": "const text = '</script>';\n",
    "itself": 'import { a } from "./wrong.js";\nexport const b = a;\n',
}


@pytest.mark.parametrize("reason", WRONG)
def test_what_cannot_be_inlined_is_refused(folder: Path, reason: str) -> None:
    (folder / "wrong.js").write_text(WRONG[reason])
    with pytest.raises(NotInlinable, match=r"wrong\.js"):
        single_file("wrong.js", Document("Wrong", ""), folder)


def test_what_the_page_says_is_not_read_as_html(folder: Path) -> None:
    text = single_file("making.js", Document("<b>", "", held={'"><b>': b"<b>"}), folder)
    assert "<b>" not in text
    assert json.dumps("PGI+")[1:-1] in text
