"""What the soak of `bench` proves would show: an act that is lost, one that is doubled, a hall that fails."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from django.db.models import Model

from bench import soak
from bench.clients import Refused
from bench.rounds import kept_under
from bench.stubborn import Notes, Stubborn
from unionhall.instruments.ballot.models import Event
from unionhall.kernel.journal.models import Entry

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def before(town: "Town") -> dict[type[Model], int]:
    town.desk.ask(key=uuid4())
    return {model: soak.last_of(model) for model in (Entry, Event)}


def asked(notes: Notes, key: UUID) -> None:
    with notes.trying("asks", kept_under(key)):
        pass


def found(notes: Notes, before: dict[type[Model], int]) -> tuple[int, int]:
    proved = soak.proofs(notes, before)
    return proved["acts lost"], proved["acts doubled"]


def test_what_was_sent_and_is_kept_once_is_well(town: "Town", before: dict[type[Model], int]) -> None:
    notes, key = Notes(), uuid4()
    town.desk.ask(key=key)
    asked(notes, key)
    assert found(notes, before) == (0, 0)


def test_what_was_acknowledged_and_is_not_kept_is_lost(town: "Town", before: dict[type[Model], int]) -> None:
    notes = Notes()
    asked(notes, uuid4())
    assert found(notes, before) == (1, 0)


def test_what_was_never_acknowledged_may_be_missing(town: "Town", before: dict[type[Model], int]) -> None:
    notes = Notes()
    with pytest.raises(ConnectionError), notes.trying("asks", kept_under(uuid4())):
        raise ConnectionError
    assert found(notes, before) == (0, 0)


def test_what_came_twice_is_doubled(town: "Town", before: dict[type[Model], int]) -> None:
    notes, key = Notes(), uuid4()
    town.desk.ask(key=key)
    town.desk.ask(key=uuid4())
    asked(notes, key)
    assert found(notes, before) == (0, 1)


def test_an_error_of_the_hall_is_written_down_and_a_hall_that_is_away_is_asked_again() -> None:
    client = Stubborn("http://127.0.0.1:1")
    client._note(Refused(503, "away"), is_over=False)
    client._note(ConnectionRefusedError(), is_over=False)
    assert client.notes.unanswered == {"503": 1, "ConnectionRefusedError": 1}
    with pytest.raises(Refused):
        client._note(Refused(500, "failed"), is_over=False)
    with pytest.raises(ConnectionRefusedError):
        client._note(ConnectionRefusedError(), is_over=True)
    assert len(client.notes.failures) == 2


def test_the_halls_own_counts_are_summed_by_hundreds() -> None:
    page = "\n".join(
        f'unionhall_requests_total{{method="GET",page="{page}",status="{status}"}} {number}'
        for page, status, number in (("mine", 200, "3.0"), ("inbox", 200, "2.0"), ("mine", 500, "1.0"))
    )
    assert soak.by_status(page) == {"2xx": 5, "5xx": 1}
