"""What the addresses of mediation are tried on: a matter of another room, and codes of nobody."""

from typing import TYPE_CHECKING, Any

from tests.walking import GUESSED, begun_by
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

BY_CODE = "the code in the form is the key"
NOBODYS = {
    "mediation:feed": "the secret in it is the key",
    "mediation:guest_paper": BY_CODE,
    "mediation:guest_speaker": BY_CODE,
    "mediation:paper": "mediation/tests/test_papers.py",
    "mediation:speaker": "mediation/tests/test_speaker_pages.py",
}


def things(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    """The first screens of what a member, and at the counter a mediator, has begun."""
    return {
        "mediation:ask_step": (town.member, begun_by(town.member)),
        "mediation:counter_step": (town.steward, begun_by(town.steward)),
    }


def arguments(_town: "Town", reference: str, _file: str) -> dict[str, dict[str, Any]]:
    return {
        "mediation:feed": {"secret": "guessed"},
        **dict.fromkeys(("mediation:ask_step", "mediation:counter_step"), GUESSED),
        "mediation:paper": {"reference": reference, "name": "file"},
        "mediation:guest_paper": {"name": "file"},
        "mediation:speaker": {"reference": reference},
    }
