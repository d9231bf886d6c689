"""Voters who cast over the network while things die around them, each ballot until it is acknowledged."""

import http.client
import json
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import cycle, islice
from threading import Event
from urllib.parse import urlsplit

from tests.beyond.halls import TOKEN, session_of
from unionhall.instruments.ballot.belenios import verification
from unionhall.instruments.ballot.models import Turnout
from unionhall.instruments.ballot.procedure import box, mixing
from unionhall.instruments.ballot.tests.acts.holding import ABSTAIN, NO, YES, Held

PATIENCE = 90  # seconds until a ballot must be acknowledged
CHOICES = (YES, NO, ABSTAIN)


@dataclass
class Crowd:
    """The voters of a vote, a thread each. `acknowledged`: each ballot's tracker, for each voter in order."""

    held: Held
    address: str
    acknowledged: list[list[tuple[bytes, str]]] = field(init=False)
    chosen: list[list[list[int]]] = field(init=False)
    unanswered: int = 0
    enough: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.acknowledged = [[] for _voter in self.held.voters]
        self.chosen = [YES for _voter in self.held.voters]
        self.sessions = [session_of(voter) for voter in self.held.voters]
        box.fixed(self.held.election)
        self.pool = ThreadPoolExecutor(len(self.held.voters))

    def begin(self) -> None:
        """All vote, again and again, as often as one may."""
        self.voting = [self.pool.submit(self._vote, number) for number in range(len(self.held.voters))]

    def end(self) -> None:
        """Everybody stops, once their last ballot is acknowledged."""
        self.enough.set()
        for voter in self.voting:
            voter.result()
        self.pool.shutdown()

    def _vote(self, number: int) -> None:
        for choices in islice(cycle(CHOICES[number % 3 :] + CHOICES[: number % 3]), mixing.MOST):
            if self.enough.is_set():
                return
            raw = self.held.ballot(number, choices)
            self.acknowledged[number].append((raw, self._cast(number, raw)))
            self.chosen[number] = choices

    def _cast(self, number: int, raw: bytes) -> str:
        """Send it until there is an answer, as a voter does who gets none; the tracker in it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                status, body = self._post(number, raw)
            except (OSError, http.client.HTTPException):
                status, body = 0, b""
            if status == 200:
                return str(json.loads(body)["tracker"])
            assert status == 0 or status >= 500, (status, body)
            self.unanswered += 1
            time.sleep(0.05)
        raise AssertionError("a ballot was never acknowledged")

    def _post(self, number: int, raw: bytes) -> tuple[int, bytes]:
        line = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=10)
        headers = {
            "Cookie": f"sessionid={self.sessions[number]}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Origin": self.address,
            "Content-Type": "application/json",
        }
        try:
            line.request("POST", f"/ballot/{self.held.election.uid}/cast/", raw, headers)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()


def assert_all_is_well(crowd: Crowd) -> None:
    """No acknowledged ballot is lost, none is there twice, and of each voter the last one counts once."""
    held, given = crowd.held, [pair for pairs in crowd.acknowledged for pair in pairs]
    assert Turnout.objects.count() == len(held.voters)
    held.close()
    kept = held.election.events.filter(kind="Ballot").values_list("content", "tracker")
    assert sorted((sha256(raw).hexdigest(), tracker) for raw, tracker in given) == sorted(kept)
    expected = [sum(column) for column in zip(*(choices[0] for choices in crowd.chosen), strict=True)]
    assert held.decrypt(1).counts == [expected]
    report = verification.verify(box.read(held.election))
    assert (report.cast, report.counted) == (len(given), len(held.voters))


def summary(crowd: Crowd) -> Counter[str]:
    """How many ballots were acknowledged, and how many tries had no answer."""
    return Counter(acknowledged=sum(map(len, crowd.acknowledged)), unanswered=crowd.unanswered)
