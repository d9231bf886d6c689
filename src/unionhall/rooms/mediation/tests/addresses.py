"""What the addresses of mediation are tried on: a matter of another room, and codes of nobody."""

from typing import TYPE_CHECKING, Any

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


def arguments(_town: "Town", reference: str, _file: str) -> dict[str, dict[str, Any]]:
    return {
        "mediation:feed": {"secret": "guessed"},
        "mediation:paper": {"reference": reference, "name": "file"},
        "mediation:guest_paper": {"name": "file"},
        "mediation:speaker": {"reference": reference},
    }
