"""In which order people and places are listed by name: the union says so, and no database or browser decides.

Chinese names go by the strokes of the surname or by its pinyin, other names by their letters as they are
written. A name is never written in another script; what it is compared by is forgotten at once. Who spells
their own name in Latin letters decides how its signs are read, or stands by these letters.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kernel.folding import IDEOGRAPHS, without_accents
from unionhall.kernel.ordering import pinyin, strokes
from unionhall.kernel.ordering.surnames import parts_of

Listed = TypeVar("Listed")
Key = tuple[Any, ...]


class Named(Protocol):
    """Somebody with a name, and with how they spell it in Latin letters, or ""."""

    name: Any
    spelling: Any


class Order(TextChoices):
    STROKES = "strokes", gettext_lazy("by the strokes of the surname")
    PINYIN = "pinyin", gettext_lazy("by pinyin")
    ALPHABET = "alphabet", gettext_lazy("by the alphabet")


def usual(pack: str) -> Order:
    """What holds under a rule pack where the union says nothing."""
    return Order.STROKES if pack.partition("-")[0] == "cn" else Order.ALPHABET


def in_order(listed: Iterable[Listed], order: Order, name_of: Callable[[Listed], str] = str) -> list[Listed]:
    """What has names, by its names."""
    return sorted(listed, key=lambda each: place_of(name_of(each), order))


def people_in_order(
    listed: Iterable[Listed], order: Order, who: Callable[[Listed], Named] | None = None
) -> list[Listed]:
    """People, or what `who` finds one in, by their names, as they spell them themselves where they do."""

    def place(each: Any) -> Key:
        named = who(each) if who else each
        return place_of(named.name, order, named.spelling)

    return sorted(listed, key=place)


def place_of(name: str, order: Order, spelling: str = "") -> Key:
    """Where a name stands among others in this order; two keys of one order can be compared."""
    if order is Order.PINYIN:
        return (*_words_by_pinyin(name, spelling), name)
    if not IDEOGRAPHS.match(name):
        return (order is Order.STROKES, without_accents(name).split(), name)
    return (order is not Order.STROKES, *_by_strokes(name), name)


def explained(order: Order, names: Iterable[str]) -> str:
    """How a list of these names is ordered, in words, and what can't be ordered so."""
    told = {
        Order.STROKES: _("In order of the strokes of the surname."),
        Order.PINYIN: _("In order of the pinyin of the surname."),
        Order.ALPHABET: _("In order of the alphabet."),
    }[order]
    if order is Order.STROKES and any(strokes.unknown_in(name) for name in names):
        rest = _("Signs whose strokes the hall does not know stand behind the others.")
        return _("%(first)s %(second)s") % {"first": told, "second": rest}
    return told


def _by_strokes(name: str) -> Key:
    """The surname; then short names before long ones, and the other signs in turn."""
    surname, given = parts_of(name)
    return ([strokes.of(sign) for sign in surname], len(given), [strokes.of(sign) for sign in given])


def _words_by_pinyin(name: str, spelling: str) -> Key:
    if not IDEOGRAPHS.match(name):
        return ([_spelled(word) for word in without_accents(name).split()],)
    surname, given = parts_of(name)
    words = [surname, *given] if surname else [*given]
    if not spelling:
        return ([_word(word, _read(word, is_surname=nth == 0)) for nth, word in enumerate(words)],)
    if readings := pinyin.as_spelled(words, spelling):
        return ([_word(word, read) for word, read in zip(words, readings, strict=True)],)
    return ([_spelled(word) for word in without_accents(spelling).split()],)


def _spelled(word: str) -> Key:
    return (word, "", (), ())


def _read(signs: str, *, is_surname: bool) -> pinyin.Reading:
    return pinyin.of_surname(signs) if is_surname else pinyin.of_sign(signs)


def _word(signs: str, read: pinyin.Reading) -> Key:
    """Letters first, then tones, then strokes, so that one surname stands together."""
    return (*read, tuple(strokes.of(sign) for sign in signs))
