"""What the addresses for programs are tried on."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from unionhall.kernel.api.models import Hook, Token
from unionhall.kernel.api.scopes import READ
from unionhall.kernel.api.tokens import make
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

OF_A_TOKEN = ("api_token_end", "api_hook", "api_hook_end")
BY_TOKEN = ("api:read_matter", "api:read_move", "api:make_move", "api:read_file")
NOBODYS = {**dict.fromkeys(BY_TOKEN, "the token's person"), "api:read_place": "public to members"}


def arguments(town: "Town", reference: str, file: str) -> dict[str, dict[str, Any]]:
    move = {"reference": reference, "move": "accept"}
    return {
        **{name: {"pk": 1} for name in OF_A_TOKEN},
        "api:read_matter": {"reference": reference},
        "api:read_move": move,
        "api:make_move": move,
        "api:read_file": {"uid": file},
        "api:read_place": {"number": town.north.pk},
    }


def things(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    """A token of the coordinator, with an address that is told of news."""
    make(town.coordinator, name="mine", scopes=[READ], ends_on=timezone.localdate() + timedelta(days=7))
    token = Token.objects.get()
    Hook.objects.create(token=token, url="https://hooks.example.org/")
    return {name: (town.coordinator, {"pk": token.pk}) for name in OF_A_TOKEN}
