"""What the front door's search finds of this room."""

from django.urls import reverse

from unionhall.kernel.contract import Offer
from unionhall.kernel.rooms import room


def find(text: str, *, limit: int) -> list[Offer]:
    """The room itself, where the words stand in its title or summary."""
    declared = room("skeleton")
    said = f"{declared.title} {declared.summary}".casefold()
    found = all(word in said for word in text.casefold().split())
    return [Offer(declared.title, declared.summary, reverse("skeleton:front"))][: limit if found else 0]
