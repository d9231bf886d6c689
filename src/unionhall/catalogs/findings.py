"""What is still to be done in a translation."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%[sd]|\{(\w*)\}")


def find(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """One sentence for each message that is missing, unfinished or no longer used."""
    for wanted in _messages(template):
        message = catalog.get(wanted.id, wanted.context)
        if message is None:
            yield f"missing: {_shown(wanted)}"
        elif fault := _fault(message):
            yield f"{fault}: {_shown(wanted)}"
    for message in [*_messages(catalog), *catalog.obsolete.values()]:
        if template.get(message.id, message.context) is None:
            yield f"obsolete: {_shown(message)}"


def find_differing(catalogs: Mapping[str, Catalog]) -> Iterator[str]:
    """One sentence for each message that two catalogs of a language, by their names, say differently.

    When the hall runs they are one, so that one of the two is never seen. A message that means something else
    in another room needs a context there (pgettext) or other words.
    """
    said: dict[tuple[Any, str | None], tuple[str, Message]] = {}
    for name, catalog in catalogs.items():
        for message in _messages(catalog):
            first, other = said.setdefault((message.id, message.context), (name, message))
            if _forms(other.string) != _forms(message.string):
                yield (
                    f"{_shown(message)} is said in two ways, of which a hall shows one: "
                    f"{_said(other)} in {first}:{other.lineno}, {_said(message)} in {name}:{message.lineno}. "
                    "Say the same in both, or, where it means something else, use pgettext or other words."
                )


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _fault(message: Message) -> str | None:
    if message.fuzzy:
        return "fuzzy"
    if not all(_forms(message.string)):
        return "not translated"
    # A language may leave a number out of its singular: only what stands in the plural is compared.
    if _placeholders(_forms(message.id)[-1]) != _placeholders(_forms(message.string)[-1]):
        return "other placeholders"
    return None


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _said(message: Message) -> str:
    return " / ".join(map(repr, _forms(message.string)))


def _placeholders(text: str) -> list[str]:
    return sorted(found.group() for found in PLACEHOLDER.finditer(text.replace("%%", "")))


def _shown(message: Message) -> str:
    first = " ".join(_forms(message.id)[0].split())
    return repr(first if len(first) <= 70 else f"{first[:69]}…")
