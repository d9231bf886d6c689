"""Whatever bytes somebody sends, the answer is one of our two refusals and never another error."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionhall.instruments.ballot.belenios import (
    archive,
    ballots,
    canonical,
    checking,
    commitments,
    credentials,
    decryption,
    elections,
    events,
    numbers,
    results,
    tally,
    trustees,
    verification,
)
from unionhall.instruments.ballot.belenios.errors import Invalid, Refused, Unreadable
from unionhall.instruments.ballot.belenios.groups import BELENIOS
from unionhall.instruments.ballot.tests.building import TIMESTAMP, Poll

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
quick = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.binary(max_size=400))
@quick
def test_bytes_are_canonical_json_or_refused(body: bytes) -> None:
    with suppress(Refused):
        assert canonical.write(canonical.read(body)) == body


@given(JSON)
@quick
def test_what_is_written_is_read_again(value: Any) -> None:
    assert canonical.read(canonical.write(value)) == value


@pytest.mark.parametrize(
    "body",
    [b'{"a":1,"a":1}', b"[1.0]", b"[1e3]", b"[-0]", b"[NaN]", b'["\\u0041"]', b'["\\/"]', b"[ 1]", b"[1]\n"],
)
def test_another_spelling_is_dishonest(body: bytes) -> None:
    with pytest.raises(Invalid, match="json"):
        canonical.read(body)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b"9" * 5000, b'["\\ud800"]'])
def test_what_is_no_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        canonical.read(body)


@given(st.text(max_size=700) | st.from_regex(r"\A[0-9]{1,700}\Z") | st.integers() | st.none())
@quick
def test_a_number_is_below_its_bound_or_refused(value: Any) -> None:
    with suppress(Invalid):
        assert str(numbers.read(value, BELENIOS.q)) == value
        assert int(value) < int(BELENIOS.q)


@pytest.mark.parametrize(
    "text", ["", "00", "01", "+1", "-1", " 1", "1 ", "0x1", "１", "1_0", "1\n", "9" * 621]
)
def test_a_number_has_one_spelling(text: str) -> None:
    with pytest.raises(Invalid, match="number"):
        numbers.read(text, BELENIOS.p)


@pytest.mark.parametrize("over", [0, 1, 10**70])
def test_a_number_is_compared_before_it_is_converted(over: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers, "whole", None)
    with pytest.raises(Invalid, match="range"):
        numbers.read(str(int(BELENIOS.q) + over), BELENIOS.q)


@given(st.binary(max_size=1200))
@quick
def test_any_bytes_behind_an_archive_are_refused(more: bytes) -> None:
    with suppress(Refused):
        report = verification.verify(archive.begin(TIMESTAMP) + more)
        assert more == b""
        assert report.stage is None


@given(st.data())
@quick
def test_an_altered_archive_is_refused_or_unreadable(poll: Poll, data: st.DataObject) -> None:
    whole = bytearray(poll.written())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    with pytest.raises(Refused):
        verification.verify(bytes(whole))


@given(st.data())
@quick
def test_a_shortened_archive_is_unfinished_or_refused(poll: Poll, data: st.DataObject) -> None:
    whole = poll.written()
    with suppress(Refused):
        list(events.steps(whole[: data.draw(st.integers(0, len(whole) - 1))]))


def readers(poll: Poll) -> list[Callable[[bytes], Any]]:
    """Everything that reads a record."""
    weights = dict.fromkeys(["1"], 1)
    sums = poll.sums().tally()
    return [
        elections.read,
        lambda raw: trustees.check(trustees.read(raw, BELENIOS), BELENIOS),
        lambda raw: credentials.read(raw, BELENIOS),
        lambda raw: checking.check(raw, poll.election, weights),
        lambda raw: ballots.read(raw, poll.election),
        lambda raw: tally.read(raw, raw, poll.election),
        lambda raw: decryption.read_owner(raw, raw, poll.trustees),
        lambda raw: decryption.check(raw, 1, poll.election, poll.trustees, sums),
        lambda raw: results.read(raw, sums),
        lambda raw: trustees.read_secret(raw, BELENIOS),
        lambda raw: list(events.steps(archive.begin(TIMESTAMP) + archive.put("event", raw, TIMESTAMP))),
        commitments.Hints,
    ]


@given(JSON)
@settings(quick, max_examples=100)
def test_any_json_is_read_or_refused_by_every_reader(poll: Poll, value: Any) -> None:
    for read in readers(poll):
        with suppress(Refused):
            read(canonical.write(value))


@given(st.data())
@settings(quick, max_examples=100)
def test_a_record_with_a_value_replaced_is_read_or_refused(poll: Poll, data: st.DataObject) -> None:
    """Any part of an honest record replaced by anything."""
    bodies = [body for _kind, parts in poll.steps for body in parts]
    value = canonical.read(data.draw(st.sampled_from(bodies)))
    changed = canonical.write(replaced(value, data))
    for read in readers(poll):
        with suppress(Refused):
            read(changed)


def replaced(value: Any, data: st.DataObject) -> Any:
    if not isinstance(value, dict | list) or not value or data.draw(st.integers(0, 5)) == 0:
        return data.draw(JSON)
    keys = list(value) if isinstance(value, dict) else range(len(value))
    key = data.draw(st.sampled_from(keys))
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[key] = replaced(value[key], data)
    return changed
