"""PgBouncer in transaction mode before the database: pages through it, the worker and the owner around it."""

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import psycopg
import pytest
from django.test import Client

from tests.beyond import pooler
from tests.beyond.halls import Machine, at_once, session_of, url
from tests.beyond.pooler import Pooler
from tests.walking import Walker
from unionhall.kernel.matters.models import Matter

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.tool
ASK = "/desk/ask/transport/"


@pytest.fixture(scope="module")
def bouncer(shared_town: "Town") -> Iterator[Pooler]:
    with tempfile.TemporaryDirectory() as folder, pooler.running(Path(folder)) as one:
        yield one


@pytest.fixture(scope="module")
def hall(bouncer: Pooler, make_machine: Callable[..., Machine]) -> Machine:
    """A machine whose pages go through it; nothing tells its worker more than the three addresses."""
    machine = make_machine(DATABASE_URL=bouncer.url, DATABASE_DIRECT_URL=url())
    machine.launch("serve")
    machine.wait_for_server()
    return machine


def test_pages_and_moves_go_through_it(shared_town: "Town", hall: Machine, bouncer: Pooler) -> None:
    before = bouncer.transactions()
    walker = Walker(Client(), ASK).say(description="Late")
    walker.say(place=str(shared_town.north.pk), address="").say()
    clicks = [partial(hall.post, ASK, {"draft": walker.draft, "send": "1"})] * 8
    assert {answer.status for answer in at_once(clicks)} == {303}
    matter = Matter.objects.get()
    session = session_of(shared_town.steward)
    pages = ["/worklist/", "/search/?q=late", f"/matters/{matter.reference}/", "/coverage/", "/desk/public/"]
    answers = at_once(partial(hall.get, page, sessionid=session) for page in pages * 3)
    assert {answer.status for answer in answers} == {200}
    accepted = hall.post(f"/matters/{matter.reference}/accept/", {"key": uuid4()}, sessionid=session)
    assert (accepted.status, Matter.objects.get().state) == (302, "accepted")
    assert bouncer.transactions() > before + 8


def test_the_worker_and_the_commands_go_around_it(
    shared_town: "Town", hall: Machine, bouncer: Pooler
) -> None:
    before = bouncer.transactions()
    hall.launch("worker")
    patience = time.monotonic() + 30
    with psycopg.connect(url()) as ours:
        while not ours.execute("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN%'").fetchone():
            assert time.monotonic() < patience, hall.log
            ours.rollback()
            time.sleep(0.2)
    done = hall.call("journal", "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert bouncer.transactions() == before
