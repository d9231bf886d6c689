"""What a body writes with the unit of its move."""

from typing import TYPE_CHECKING

import pytest

from tests import choir
from unionhall.kernel.matters.models import Deadline, Party
from unionhall.kernel.procedures.work import current, unit

if TYPE_CHECKING:
    from tests.town import Town


def test_it_changes_what_is_found_and_says_how_many(town: "Town") -> None:
    parties = Party.objects.filter(matter=choir.question(town))
    with unit() as work:
        assert work.change(parties, capacity="witness") == 1
    assert parties.get().capacity == "witness"


def test_it_deletes_what_is_found_and_single_rows(town: "Town") -> None:
    matter = choir.question(town)
    running = Deadline.objects.filter(matter=matter)
    number = running.count()
    with unit() as work:
        assert work.delete(running, Party.objects.get(matter=matter)) == number + 1
        assert work.delete(running) == 0
    assert not running.exists()
    assert not Party.objects.filter(matter=matter).exists()


def test_what_hung_on_a_row_is_not_counted(town: "Town") -> None:
    matter = choir.question(town)
    with unit() as work:
        assert work.delete(matter) == 1


def test_a_new_row_is_not_saved_in_silence(town: "Town") -> None:
    matter = choir.question(town)
    with pytest.raises(ValueError, match="added, not saved"), unit() as work:
        work.save(Party(matter=matter, person=town.neighbour))


def test_outside_a_move_there_is_none() -> None:
    with pytest.raises(RuntimeError):
        current()
