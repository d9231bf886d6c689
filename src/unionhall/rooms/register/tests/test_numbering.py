"""How member numbers are made is set by a command."""

import pytest
from click.testing import CliRunner

from unionhall.rooms.register.book.commands import numbering
from unionhall.rooms.register.book.numbering import example


def test_an_operator_sets_prefix_and_next_number(db: None) -> None:
    run = CliRunner().invoke(numbering, ["--prefix", "RF-", "--digits", "4", "--next", "12"])
    assert (run.exit_code, run.output) == (0, "The next member number is RF-0012.\n")
    assert example() == "RF-0012"
    assert CliRunner().invoke(numbering, []).output == run.output


@pytest.mark.parametrize("prefix", ["rf", "R F", "R" * 11, "河"])
def test_a_prefix_that_nobody_can_type_is_refused(db: None, prefix: str) -> None:
    assert CliRunner().invoke(numbering, ["--prefix", prefix]).exit_code == 2
