"""What is made for all who follow one view holds up nobody who follows another."""

import threading

from unionhall.kernel.web import following
from unionhall.kernel.web.following import Followed

ONE, OTHER = Followed("desk", 1, "live", "en"), Followed("desk", 2, "live", "en")
SECONDS = 10


def test_another_view_is_made_while_one_is_being_made() -> None:
    following.forget()
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> str:
        begun.set()
        assert go_on.wait(SECONDS)
        return "one"

    slow = threading.Thread(target=lambda: following.made(ONE, "1", slowly))
    slow.start()
    assert begun.wait(SECONDS)
    other = threading.Thread(target=lambda: following.made(OTHER, "1", lambda: "other"))
    other.start()
    other.join(SECONDS / 2)
    was_held_up = other.is_alive()
    go_on.set()
    for each in (slow, other):
        each.join(SECONDS)
    assert not was_held_up
    assert following.made(ONE, "1", lambda: "made twice") == b"one"
    following.forget()


def test_of_one_view_one_version_is_made_once() -> None:
    following.forget()
    made = [following.made(ONE, "1", lambda: "first"), following.made(ONE, "1", lambda: "second")]
    assert made == [b"first", b"first"]
    assert following.made(ONE, "2", lambda: "third") == b"third"
    following.forget()
