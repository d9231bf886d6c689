"""The booth's modules in a browser window, as a page of the hall would load them."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, Route

from unionhall.instruments.ballot.single_file import MODULES

HALL = "https://hall.example/"
READY = """
globalThis.load = async (...names) => {
  const modules = await Promise.all(names.map((name) => import(`/${name}.js`)));
  return Object.assign({}, ...modules);
};
globalThis.code = async (act) => {
  try { await act(); return "accepted"; } catch (error) { if (!error.code) throw error; return error.code; }
};
globalThis.fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
"""


@dataclass
class Booth:
    """A window whose page has all modules at hand."""

    page: Page

    def run(self, script: str, *given: Any) -> Any:
        """Run the body of an async function of `given` in the page; what it returns must be JSON.

        `load(...names)` there gives all exports of the named modules, `code(act)` the code of a refusal.
        """
        return self.page.evaluate(f"async (given) => {{ {script} }}", list(given))


def open_booth(browser: Browser, address: str = HALL) -> Booth:
    """A booth on an empty page; the modules come from the source, and nothing goes over a network."""
    page = browser.new_page()
    page.route("**/*", _answer)
    page.add_init_script(READY)
    page.goto(address)
    return Booth(page)


def _answer(route: Route) -> None:
    name = route.request.url.rpartition("/")[2]
    if name.endswith(".js"):
        route.fulfill(path=MODULES / name, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>Booth</title>", content_type="text/html")
