"""What the addresses of the kernel's pages are tried on; those of a matter stand with the desk."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.town import Town

BY_CODE = "the code in the form is the key"
NOBODYS = {
    "receipt_move": BY_CODE,
    "receipt_file": BY_CODE,
    "notice_channel": "a channel's name",
    "worklist_list_gone": "one's own alone are there",
    "mine_throw": "one's own alone are there",
    "letters_stop": "the link in a letter is the key",
    "journal_head": "public",
    "journal_consistency": "public",
    "place": "public to members",
    "reach_place": "public",
}


def arguments(town: "Town", _reference: str, file: str) -> dict[str, dict[str, Any]]:
    return {
        "receipt_move": {"name": "withdraw"},
        "receipt_file": {"uid": file},
        "notice_channel": {"channel": "telegram"},
        "worklist_list_gone": {"pk": 1},
        "letters_stop": {"token": "guessed"},
        "mine_throw": {"name": file},
        "journal_head": {"size": 1},
        "journal_consistency": {"old": 1, "new": 1},
        "place": {"pk": town.north.pk},
        "reach_place": {"pk": town.mill.pk},
    }
