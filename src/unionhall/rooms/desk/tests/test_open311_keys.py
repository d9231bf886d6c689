"""`unionhall desk keys`: keys are issued, listed without themselves, and withdrawn."""

import pytest
from click.testing import CliRunner

from unionhall.rooms.desk.open311.commands import keys
from unionhall.rooms.desk.open311.models import ApiKey, digest_of

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str]:
    """Exit code and output of the command."""
    result = CliRunner().invoke(keys, words)
    return result.exit_code, result.output.strip()


def test_a_key_is_issued_and_shown_once() -> None:
    code, key = run("issue", "Street app")
    assert code == 0
    assert ApiKey.objects.get().digest == digest_of(key)
    assert key not in run("list")[1]
    assert run("list")[1].endswith("Street app")


def test_a_withdrawn_key_is_not_listed() -> None:
    run("issue", "Street app")
    assert run("withdraw", "Street app") == (0, "1 withdrawn")
    assert run("list") == (0, "")
    assert run("withdraw", "Street app") == (1, "0 withdrawn")


def test_no_two_keys_are_alike() -> None:
    assert run("issue", "Street app")[1] != run("issue", "Street app")[1]


def test_the_hall_has_the_command() -> None:
    from unionhall.rooms.desk.commands import command

    assert command.commands["keys"] is keys
