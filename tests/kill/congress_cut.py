"""Kills the database under a web server in which delegates vote by name; run by its test, in its own home."""

import http.client
import random
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from threading import Event
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.kill.power_cut import cut, wait_for_database

CUTS, PORT, PATIENCE = 2, 8360, 90
CHOICES = ("yes", "no", "abstain")


def main() -> None:
    from unionhall.database.connections import disconnect
    from unionhall.running.loading import at_work

    with at_work() as environment:
        from django.db import connection

        from tests.beyond.halls import Machine, session_of
        from tests.setup.conftest import end
        from tests.town import build
        from unionhall.rooms.assembly.tests.deciding import open_by_name

        congress = build().assembly.congress(6)
        meeting = congress.sit(congress.agenda(congress.motion(subject="other")))
        number = open_by_name(congress, meeting)
        machine, enough = Machine(environment.home / "machine", PORT), Event()
        address = f"/assembly/{meeting.reference}/votes/{number}/say/"
        sessions = [session_of(each.person) for each in congress.mandates]
        try:
            machine.launch("serve")
            machine.wait_for_server()
            with ThreadPoolExecutor(len(sessions)) as pool:
                voting = [pool.submit(_vote, machine.address, address, each, enough) for each in sessions]
                for _ in range(CUTS):
                    time.sleep(random.uniform(0.3, 1.5))
                    disconnect()
                    cut(environment.home)
                    wait_for_database()
                enough.set()
                last = [each.result() for each in voting]
        finally:
            end(machine)
        _assert_all_is_well(congress, meeting, number, last)
        connection.close()
        print(len(last))


def _vote(server: str, address: str, session: str, enough: Event) -> str:
    """Choose again and again, each until the hall has answered; what was acknowledged last."""
    for choice in cycle(CHOICES):
        until = time.monotonic() + PATIENCE
        while not _post(server, address, session, choice):
            assert time.monotonic() < until, "a voice was never acknowledged"
            time.sleep(0.05)
        if enough.is_set():
            return choice
    raise AssertionError


def _post(server: str, address: str, session: str, choice: str) -> bool:
    """Whether the hall says that it is written."""
    from tests.beyond.halls import TOKEN

    line = http.client.HTTPConnection(urlsplit(server).netloc, timeout=10)
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "Origin": server,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        line.request("POST", address, urlencode({"choice": choice, "csrfmiddlewaretoken": TOKEN}), headers)
        status = line.getresponse().status
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()
    assert status == 302 or status >= 500, status
    return status == 302


def _assert_all_is_well(congress: Any, meeting: Any, number: int, last: list[str]) -> None:
    """Each seat counts once, with what was acknowledged last."""
    from unionhall.kernel.journal import verification
    from unionhall.rooms.assembly.sitting.voices import LETTERS
    from unionhall.rooms.assembly.tests.deciding import sitting
    from unionhall.rooms.assembly.voting import counting

    counting.close(meeting, number, actor=congress.leader)
    (decision,) = sitting(meeting).decisions
    assert decision.proof == "".join(LETTERS[choice] for choice in last)
    assert list(verification.verify()) == []


if __name__ == "__main__":
    main()
