"""Every address of the hall, and what it is filled in with for the town, as each part's tests say it.

Beside its `permissions.txt` a part has `addresses.py`:

    def arguments(town, reference, file): what its addresses take, by their name or by the name of a row;
        `reference` and `file` are those of the request of the member
    NOBODYS: why an address with something to fill in leads to nothing of one person's, by its name
    things(town): one real thing for each of the other ones: whose it is, and what stands in the address
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from tests.permissions.rows import folders

if TYPE_CHECKING:
    from tests.town import Town

SOMETHING = "00000000-0000-4000-8000-000000000000"


def names() -> list[str]:
    """The name of each address that the resolver knows, in its order."""
    return list(dict.fromkeys(_walk(get_resolver())))


def _walk(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inside)
        else:
            yield f"{namespace}{pattern.name}"


def address(row: str, arguments: dict[str, dict[str, Any]]) -> str:
    """The path for a row of the table: an address's name, with what it is tried on after a blank."""
    name = row.partition(" ")[0]
    return reverse(name, kwargs=arguments.get(row, arguments.get(name, {})))


def said_by(part: str) -> Any:
    """What the tests of a part say of its addresses, a module."""
    return import_module(f"unionhall.{part.replace('/', '.')}.tests.addresses")


def arguments(
    town: "Town", reference: str, file: str, parts: tuple[str, ...] = tuple(folders())
) -> dict[str, dict[str, Any]]:
    """What is filled in: the member's matter and its file, and what each part has for its own addresses."""
    return {
        row: filled
        for part in parts
        for row, filled in said_by(part).arguments(town, reference, file).items()
    }


def nobodys() -> dict[str, str]:
    """Addresses with something to fill in that lead to nothing of one person's, with the reason."""
    return {name: why for part in folders() for name, why in said_by(part).NOBODYS.items()}


@contextmanager
def undone() -> Iterator[None]:
    """Nothing that is written in it stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
