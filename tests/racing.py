"""Several people at the same moment, each with a connection of their own."""

from collections import Counter
from collections.abc import Callable, Iterable
from threading import Barrier, Thread
from typing import Any

from django.db import connection

Action = Callable[[], Any]


def at_once(actions: Iterable[Action]) -> list[Any]:
    """Run each in a thread of its own, all beginning together; what each returned or raised."""
    todo = list(actions)
    results: list[Any] = [None] * len(todo)
    barrier = Barrier(len(todo))

    def run(place: int, action: Action) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(20)
            results[place] = action()
        except Exception as problem:
            results[place] = problem
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(todo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def kinds(results: Iterable[Any]) -> Counter[str]:
    """How many results there are of each type, by its name."""
    return Counter(type(result).__name__ for result in results)
