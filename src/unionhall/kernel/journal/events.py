"""The register of events: each has a sentence that a person can read."""

from collections.abc import Mapping
from typing import Any

_sentences: dict[str, Any] = {}
_told: dict[str, Any] = {}


class UnregisteredEvent(LookupError):
    """An event without a sentence was to be written or read."""


def register(event: str, sentence: Any, *, told: Any = None) -> None:
    """Give an event its sentence; `{actor}` and the payload's names may stand in it.

    `told` is how a notice says it, where it speaks to those whom the journal speaks about.
    """
    if _sentences.get(event, sentence) != sentence:
        raise ValueError(f"the event {event} is registered twice")
    _sentences[event] = sentence
    if told is not None:
        _told[event] = told


def sentence(event: str) -> Any:
    """The registered sentence, translatable; UnregisteredEvent if there is none."""
    try:
        return _sentences[event]
    except KeyError:
        raise UnregisteredEvent(f"the event {event} has no sentence") from None


def told(event: str) -> Any:
    """What a notice says; UnregisteredEvent if there is no sentence."""
    return _told.get(event) or sentence(event)


def filled(sentence: Any, words: Mapping[str, Any]) -> str:
    """A sentence in the active language with its words; what an old entry doesn't name is left out."""
    return str(sentence).format_map(_Words(words))


class _Words(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return "…"


def registered() -> dict[str, Any]:
    """All events with their sentences."""
    return dict(_sentences)
