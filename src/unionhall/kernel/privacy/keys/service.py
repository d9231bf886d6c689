"""A key management service of the operator's own, held to its interface: whatever goes wrong is one line."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeVar

from unionhall.kernel.privacy.keys.faults import WrongUnionKey

SIZE, LONGEST = 32, 64 * 1024  # bytes of a key, and of the longest that it may be locked up in
METHODS = ("wrap", "unwrap", "is_current")

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Service:
    """Asks the service and checks its answers. `name` is what the setting says.

    It is a Wrapper. No message of it holds a key: a service that fails is named with the kind of its fault.
    """

    name: str
    asked: Any

    def wrap(self, key: bytes, context: str) -> bytes:
        wrapped = self._ask(f"lock up the key of {context}", lambda: self.asked.wrap(key, context))
        if not isinstance(wrapped, bytes) or not 0 < len(wrapped) <= LONGEST or key in wrapped:
            raise self._fault(f"gave back no locked up key for {context}")
        return wrapped

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        key = self._ask(f"unlock the key of {context}", lambda: self.asked.unwrap(wrapped, context))
        if not isinstance(key, bytes) or len(key) != SIZE:
            raise self._fault(f"gave back no key of {SIZE} bytes for {context}")
        return key

    def is_current(self, wrapped: bytes) -> bool:
        return bool(self._ask("say which key is its newest", lambda: self.asked.is_current(wrapped)))

    def _ask(self, act: str, question: Callable[[], Answer]) -> Answer:
        try:
            return question()
        except WrongUnionKey:
            raise
        except Exception as error:
            raise self._fault(f"can't {act} ({type(error).__name__})") from error

    def _fault(self, what: str) -> WrongUnionKey:
        return WrongUnionKey(f"The key service {self.name} {what}.")


def service(name: str) -> Service:
    """The service that the setting names as `package.module:function`; WrongUnionKey where there is none."""
    module, _colon, function = name.partition(":")
    try:
        asked = getattr(import_module(module), function)()
    except Exception as error:
        said = str(error).partition("\n")[0]
        raise WrongUnionKey(f"UNIONHALL_KEY_SERVICE={name} can't be used: {said}.") from error
    missing = [method for method in METHODS if not callable(getattr(asked, method, None))]
    if missing:
        raise WrongUnionKey(f"UNIONHALL_KEY_SERVICE={name} gives something without {', '.join(missing)}.")
    return Service(name, asked)
