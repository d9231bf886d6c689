"""`unionhall ballot verify` and `diff`: what they say and how they end."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from unionhall.instruments.ballot import commands, showing
from unionhall.instruments.ballot.belenios import parallel
from unionhall.instruments.ballot.belenios.groups import BELENIOS
from unionhall.instruments.ballot.tests.building import YES_NO, Poll, written
from unionhall.instruments.ballot.tests.forging import course


def unionhall(*arguments: object) -> Result:
    return CliRunner().invoke(commands.command, [str(argument) for argument in arguments])


def kept(folder: Path, archive: bytes, name: str = "archive.bel") -> Path:
    (folder / name).write_bytes(archive)
    return folder / name


def test_a_valid_archive_ends_with_0_and_a_table(tmp_path: Path, poll: Poll) -> None:
    result = unionhall("verify", kept(tmp_path, poll.written()))
    assert result.exit_code == 0
    assert result.output.startswith("valid\nVote d'été (11111111111111)\n")
    assert "3 credentials, 4 ballots, of which 3 count\n" in result.output
    assert "│ (blank) │ 1 │" in result.output


def test_the_report_is_one_line_of_json(tmp_path: Path, poll: Poll) -> None:
    result = unionhall("verify", "--json", kept(tmp_path, poll.written()))
    report = json.loads(result.output)
    assert (report["verdict"], report["counted"], report["election"]["uuid"]) == (
        "valid",
        3,
        "11111111111111",
    )
    assert report["result"][0] == {
        "question": "Strike in March?",
        "votes": [{"answer": "Yes", "count": 0}, {"answer": "No", "count": 2}],
    }


def test_the_side_file_changes_nothing_but_the_time(tmp_path: Path, poll: Poll, side_file: bytes) -> None:
    archive, hints = kept(tmp_path, poll.written()), kept(tmp_path, side_file, "commitments")
    assert unionhall("verify", archive, "--commitments", hints).output == unionhall("verify", archive).output


def test_an_invalid_archive_ends_with_1_and_one_line(tmp_path: Path, poll: Poll) -> None:
    result = unionhall("verify", kept(tmp_path, course.an_end_that_comes_twice(poll)))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "invalid: grammar: EndBallots at height 6 may not come after EndBallots\n"


def test_an_invalid_archive_has_its_class_in_json(tmp_path: Path, poll: Poll) -> None:
    result = unionhall("verify", "--json", kept(tmp_path, course.a_false_number_of_ballots(poll)))
    assert result.exit_code == 1
    assert json.loads(result.stdout)["class"] == "tally"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 2000])
def test_what_is_no_archive_ends_with_2(tmp_path: Path, content: bytes) -> None:
    result = unionhall("verify", kept(tmp_path, content))
    assert result.exit_code == 2
    assert result.stderr.startswith("unreadable: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_is_missing_ends_with_2(tmp_path: Path) -> None:
    assert unionhall("verify", tmp_path / "nothing.bel").exit_code == 2


def test_a_side_file_that_is_none_ends_with_2(tmp_path: Path, poll: Poll) -> None:
    archive = kept(tmp_path, poll.written())
    assert unionhall("verify", archive, "--commitments", archive).exit_code == 2


def test_another_version_of_the_election_ends_with_2(tmp_path: Path, poll: Poll) -> None:
    raw = poll.election.raw.replace(b'{"version":1', b'{"version":2')
    (_kind, setup), *_others = poll.steps
    result = unionhall("verify", kept(tmp_path, written([("Setup", [raw, *setup[1:]])])))
    assert (result.exit_code, result.stderr) == (2, "unreadable: the election is of another version than 1\n")


def test_an_open_archive_ends_with_3_and_says_how_far_it_is(tmp_path: Path, poll: Poll) -> None:
    for length, words in [
        (1, "nobody has voted"),
        (4, "the ballot is open"),
        (7, "no trustee has decrypted"),
    ]:
        result = unionhall("verify", kept(tmp_path, written(poll.steps[:length])))
        assert result.exit_code == 3
        assert result.output.splitlines()[0].startswith("not finished: ")
        assert words in result.output.splitlines()[0]
        assert result.output.splitlines()[0].endswith("; correct so far")


def test_an_interruption_ends_with_3(tmp_path: Path, poll: Poll, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(parallel, "checker", lambda: interrupted)
    result = unionhall("verify", kept(tmp_path, poll.written()))
    assert result.exit_code == 3
    assert result.stderr.startswith("not finished: interrupted; no fault in 0 of ")


def test_words_in_an_archive_do_not_speak_to_the_terminal() -> None:
    assert showing.printable("a\x1b[2Jb\n李") == "a\ufffd[2Jb\ufffd李"


def test_what_is_written_in_several_languages_stands_in_one_line() -> None:
    assert showing.in_one_line("Yes\n赞成\x1b") == "Yes / 赞成\ufffd"


def test_it_starts_without_django_or_a_database(tmp_path: Path, poll: Poll) -> None:
    """In a process of its own; what it imported is asked at its end."""
    archive = kept(tmp_path, poll.written())
    program = (
        "import atexit, sys; from unionhall.cli import main;"
        "atexit.register(lambda: print('django.db.models' in sys.modules, 'psycopg' in sys.modules));"
        f"sys.argv = ['unionhall', 'ballot', 'verify', {str(archive)!r}]; main()"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "False False"


def test_the_same_archive_is_the_same(tmp_path: Path, poll: Poll) -> None:
    archive = kept(tmp_path, poll.written())
    result = unionhall("diff", archive, archive)
    assert (result.exit_code, result.output) == (0, "The archives are the same: 11 events.\n")


def test_an_archive_that_went_on_is_no_difference(tmp_path: Path, poll: Poll) -> None:
    old, new = kept(tmp_path, written(poll.steps[:4]), "old"), kept(tmp_path, poll.written(), "new")
    result = unionhall("diff", old, new)
    assert result.exit_code == 0
    assert result.output == "The second archive goes on where the first ends: 7 more events.\n"
    shorter = unionhall("diff", new, old)
    assert shorter.exit_code == 1
    assert "7 events at the end are missing in it." in shorter.output


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ((1, 3, 4), "1 ballots were dropped:\n  height 2"),
        ((2, 1, 3, 4), "2 ballots were reordered:\n  height 1"),
    ],
    ids=["dropped", "reordered"],
)
def test_what_was_rebuilt_is_shown(tmp_path: Path, poll: Poll, order: tuple[int, ...], said: str) -> None:
    """No verification of one copy can see it: the chain was built anew and is valid."""
    rebuilt = written([poll.steps[0], *(poll.steps[index] for index in order)])
    old, new = kept(tmp_path, written(poll.steps[:5]), "old"), kept(tmp_path, rebuilt, "new")
    assert unionhall("verify", new).exit_code == 3
    result = unionhall("diff", old, new)
    assert result.exit_code == 1
    assert "They part at height" in result.output
    assert said in result.output


def test_what_is_no_archive_has_no_difference(tmp_path: Path, poll: Poll) -> None:
    archive, other = kept(tmp_path, poll.written()), kept(tmp_path, b"x", "other")
    assert unionhall("diff", archive, other).exit_code == 2
    flipped = kept(tmp_path, course.no_end(poll), "flipped")
    assert unionhall("diff", archive, flipped).exit_code == 1


def test_the_bar_shows_where_a_person_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with showing.Progress() as progress:
        progress(3, 10)
        assert progress._bar.tasks[0].completed == 3
    assert (progress.done, progress.of) == (3, 10)


def test_the_votes_of_a_small_poll_are_counted(tmp_path: Path) -> None:
    poll = Poll([YES_NO], voters=1)
    assert poll.election.group is BELENIOS
    assert unionhall("verify", kept(tmp_path, poll.written())).exit_code == 3
