"""Every page that people read, and who reads it: taken from the rows of permissions."""

import re
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.permissions.addresses import address, arguments
from tests.permissions.rows import EVERY_ROW

if TYPE_CHECKING:
    from tests.town import Town

READERS = ("anonymous", "member", "coordinator", "register_keeper", "chair")  # who see everything there is
NO_PAGES = (
    *(
        "open311:",
        "api:",
        "health_",
        "metrics",
        "card_key",
        "file",
        "set_language",
        "journal_",
        "security_txt",
    ),
    *("desk:board_", "desk:public_", "register:import_sample", "mediation:board_file", "assembly:calendar"),
    *("ballot:archive", "ballot:side_file", "ballot:election_json", "ballot:booth_file", "ballot:circle"),
)
FILES = "_take"  # what is downloaded by an address that ends so
AXE = Axe().axe_script
FOUND = ("/search/?q=transport", "/search/?q=shuttle", "/worklist/?whose=place", "/worklist/?late=late")
TOO_WIDE = "wider than the window"
HALF_WIDTH = re.compile(r".{0,9}[\u4e00-\u9fff](?:[,;:!?]| ?\(|\.(?!\w)).{0,9}|\)[\u4e00-\u9fff].{0,9}")
# In one go, as each question takes its time: whether the page is wider than the window, and where it is
# Chinese each block of text, with what is said of pictures.
READ = """() => [
    document.documentElement.scrollWidth > window.innerWidth,
    !document.documentElement.lang.startsWith("zh") ? [] : [
        ...[...document.querySelectorAll("h1,h2,h3,p,li,dt,dd,th,td,label,legend,summary,option,button,figcaption")]
            .map(each => each.textContent.replace(/\\s+/g, " ")),
        ...[...document.images].map(each => each.alt),
    ],
]"""
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,
}
RUN = "rules => 'axe' in window ? axe.run(rules).then(found => found.violations) : null"


def pages(town: "Town", reference: str) -> list[tuple[str, str]]:
    """A visitor and an address for each page, for the first kind of reader who may see it.

    The member and who handles read a matter differently, so both do. Each refusal is read once.
    """
    filled = arguments(town, reference, "00000000-0000-4000-8000-000000000000")
    chosen: dict[str, tuple[str, str]] = {}
    for row in EVERY_ROW:
        if row.method == "GET" and not row.name.startswith(NO_PAGES) and not row.name.endswith(FILES):
            for reader in READERS:
                status = row.answer(reader)
                known = (
                    f"{row.name} {reader}"
                    if row.name == "matter"
                    else row.name
                    if status == "200"
                    else status
                )
                if status in ("200", "403", "404", "409"):
                    chosen.setdefault(known, (reader, address(row.name, filled)))
    return [*chosen.values(), *(("coordinator", url) for url in FOUND)]


def flaws(page: Page) -> list[str]:
    """What keeps somebody from reading the open page."""
    violations = page.evaluate(RUN, RULES)
    if violations is None:
        page.evaluate(AXE)
        violations = page.evaluate(RUN, RULES)
    return [*(f"{page.url}: {each['id']} {_where(each)}" for each in violations), *misprints(page)]


def bring_axe(page: Page) -> None:
    """Let each page that this window opens have axe, which is sent once and not for every page."""
    page.add_init_script(AXE)


def misprints(page: Page) -> list[str]:
    """What is written or set wrongly on the open page.

    That is Western punctuation between or after Chinese words, with what stands around it, and too wide
    a page.
    """
    is_wide, texts = page.evaluate(READ)
    halves = [each[0] for text in texts for each in HALF_WIDTH.finditer(text)]
    found = [f"{page.url}: half-width in Chinese: {half}" for half in halves]
    return [*found, f"{page.url}: {TOO_WIDE}"] if is_wide else found


def too_wide(page: Page) -> list[str]:
    is_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [f"{page.url}: {TOO_WIDE}"] if is_wide else []


def _where(violation: dict[str, Any]) -> str:
    return "; ".join(str(node["target"]) + " " + node["html"][:120] for node in violation["nodes"][:3])
