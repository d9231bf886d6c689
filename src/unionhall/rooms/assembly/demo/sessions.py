"""What happens in both sessions of the demo's congress, in minutes after the hour of the call."""

from datetime import datetime

from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.demo.chairing import Chairing
from unionhall.rooms.assembly.sitting import events

WHOLE, UNTIL_NOW = 125, 105  # minutes: when the first one is over, and how far the other one is


def first(pk: int, begins: datetime, leader: Person) -> None:
    """One motion is adopted, one refused; in between too few are in the room for a while."""
    chair = Chairing(pk, begins, leader)
    chair.begin(4)
    chair.be_there(4, 26)
    chair.write(5, events.ItemCalled(1))
    chair.write(11, events.ItemDone(1), events.ItemCalled(2))
    chair.speak(36, 5, 4)
    chair.speak(42, 14, 3)
    chair.write(50, events.ItemDone(2), events.ItemCalled(3))
    chair.speak(51, 4, 4)
    chair.by_name(60, 3, {9: "no", 17: "abstain"}, present=26)
    chair.write(64, events.ItemDone(3), events.Paused())
    chair.write(80, events.Resumed(), events.ItemCalled(4))
    chair.be_there(82, 18)
    chair.be_there(91, 25)
    chair.speak(93, 23, 3)
    chair.by_name(100, 4, {**dict.fromkeys(range(1, 17), "no"), 24: "abstain"}, present=25)
    chair.write(104, events.ItemDone(4), events.ItemCalled(5))
    chair.write(118, events.ItemDone(5))
    chair.close(119)


def today(pk: int, begins: datetime, leader: Person) -> None:
    """Four items are dealt with, the fifth is under discussion, and the last waits for its secret vote."""
    chair = Chairing(pk, begins, leader)
    chair.begin(3)
    chair.be_there(3, 27)
    chair.write(4, events.ItemCalled(1))
    chair.write(10, events.ItemDone(1), events.ItemCalled(2))
    chair.by_hands(12, 2, (26, 0, 1), (8, 22))
    chair.write(16, events.ItemDone(2), events.ItemCalled(3))
    chair.speak(38, 7, 4)
    chair.speak(44, 19, 4)
    chair.write(55, events.ItemDone(3), events.Paused())
    chair.write(70, events.Resumed(), events.ItemCalled(4))
    chair.speak(71, 1, 4)
    chair.by_name(80, 4, {12: "no", 21: "abstain", 25: "no"}, present=27)
    chair.write(84, events.ItemDone(4), events.ItemCalled(5))
    chair.speak(86, 13, 4)
    chair.ask(91, 26)
    chair.ask(95, 16)
    chair.ask(96, 4)
    chair.ask(98, 14, "reply")
