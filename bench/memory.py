"""The proportional memory of a whole hall with the demo union, beside the same of another checkout.

Measured when it is just open, and once more when each role has signed in and read some pages.
"""

import re
import time
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from bench import pss, starting

SETTLING_SECONDS = 10  # until the worker has looked for jobs
PAGES = 15  # that each role reads
MIB = 1 << 20
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LINK = re.compile(r'href="(/[^"#?]*/)"')
NO_PAGE = re.compile(r"/logout/|/static/|/api/")
Memory = dict[str, int]


def measure(rounds: int, checkouts: dict[str, Path]) -> dict[str, Any]:
    """Medians over rounds in which each checkout is opened once, in MiB, and their ratio."""
    runs: dict[str, list[tuple[Memory, Memory]]] = {name: [] for name in checkouts}
    for _ in range(rounds):
        for name, checkout in checkouts.items():
            runs[name].append(_opened_and_read(checkout))
    found: dict[str, Any] = {"rounds": rounds}
    for number, moment in enumerate(("just open", "after reading")):
        totals = {name: median(sum(run[number].values()) for run in runs[name]) / MIB for name in runs}
        for name, total in totals.items():
            found[f"{moment}, {name}"] = {"MiB": total, **_by_role([run[number] for run in runs[name]])}
        if len(totals) == 2:
            ours, others = totals.values()
            found[f"{moment}, ratio"] = ours / others
    return found


def _by_role(runs: list[Memory]) -> dict[str, float]:
    roles = dict.fromkeys(role for run in runs for role in run)
    return {role: median(run.get(role, 0) for run in runs) / MIB for role in roles}


def _opened_and_read(checkout: Path) -> tuple[Memory, Memory]:
    with starting.home_of_its_own() as home, starting.started(checkout, home) as start:
        time.sleep(SETTLING_SECONDS)
        opened = pss.by_role(home)
        for sign_in in starting.sign_ins(checkout, home).values():
            _read(start.address, **sign_in)
        return opened, pss.by_role(home)


def _read(address: str, login: str, password: str) -> None:
    """Sign in, and read the pages that the front door leads to, and those that they lead to."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    form = f"{address}/account/login/"
    with browser.open(form) as page:
        token = TOKEN.findall(page.read().decode())[0]
    filled = {"csrfmiddlewaretoken": token, "login": login, "password": password}
    browser.open(form, urlencode(filled).encode()).close()
    seen: dict[str, None] = {"/": None}
    for number in range(PAGES):
        if number == len(seen):
            return
        seen |= dict.fromkeys(_links(browser, address + list(seen)[number]))


def _links(browser: urllib.request.OpenerDirector, url: str) -> Iterator[str]:
    try:
        with browser.open(url) as page:
            is_page = page.headers.get_content_type() == "text/html"
            text = page.read().decode() if is_page else ""
    except urllib.request.HTTPError:
        return
    yield from (link for link in LINK.findall(text) if not NO_PAGE.search(link))
