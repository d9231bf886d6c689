"""What must hold in the database, whatever was killed."""

from tests.kill.life import Line, act
from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter, Message
from unionhall.kernel.notices.models import Notice


def unanswered(lines: list[Line]) -> list[Line]:
    """What was tried and never acknowledged."""
    done = {line.key for line in lines if line.said == "done"}
    return [line for line in lines if line.said == "try" and line.key not in done]


def assert_nothing_acknowledged_is_lost(lines: list[Line]) -> None:
    done = {line.key: line for line in lines if line.said == "done"}
    streams = dict(Matter.objects.values_list("pk", "stream"))
    for key, line in done.items():
        kept = [(entry.stream, entry.event) for entry in Entry.objects.under(key)]
        assert kept == [(streams[line.matter], f"desk.{line.step}")]


def assert_nothing_is_half_written() -> None:
    assert list(verification.verify()) == []
    for matter in Matter.objects.prefetch_related("deadlines"):
        entries = list(Entry.objects.filter(stream=matter.stream).order_by("number"))
        assert matter.journal_length == len(entries)
        assert matter.state == ("received", "accepted", "answered")[len(entries) - 1]
        assert matter.request.description
        assert matter.wording.text
        assert matter.parties.count() == 1
        assert matter.deadlines.count() == 2
        assert (len(entries) == 3) == Message.objects.filter(matter=matter, number=3).exists()
        told = list(Notice.objects.filter(matter=matter).order_by("number").values_list("number", flat=True))
        assert told == [entry.number for entry in entries]


def assert_a_retry_never_doubles(lines: list[Line]) -> None:
    """Whoever got no answer sends the same once more, twice even, and finds it done once."""
    for line in unanswered(lines):
        assert len({act(line.step, line.key, line.matter) for _ in range(2)}) == 1
        assert Entry.objects.under(line.key).count() == 1


def assert_all_is_well(lines: list[Line]) -> None:
    assert_nothing_acknowledged_is_lost(lines)
    assert_nothing_is_half_written()
    assert_a_retry_never_doubles(lines)
    assert_nothing_is_half_written()
    assert Matter.objects.count() == len({line.key for line in lines if line.step == "ask"})
