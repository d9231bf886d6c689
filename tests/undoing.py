"""What is looked at before a move and after it was taken back: all is as it was, and nobody written to."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core import mail
from django.utils import timezone

from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.verbs import Move

SPINE = ("state", "place_id", "handler_id", "offered_to_id", "due_at", "clock_at", "closed_at")


def standing(matter: Matter) -> tuple[Any, ...]:
    """Where it stands, and what runs on it."""
    found = Matter.objects.get(pk=matter.pk)
    limits = found.deadlines.running().order_by("pk").values_list("rule", "state", "due_at", "missed_at")
    return (*(getattr(found, name) for name in SPINE), *limits)


def told(matter: Matter) -> tuple[int, int, int]:
    """How many notices, letters and words there are."""
    return Notice.objects.count(), len(mail.outbox), matter.messages.count()


def check_taken_back(
    matter: Matter, act: Callable[[Matter], Matter], take_back: Move, *, by: Person
) -> Matter:
    """Make a move and take it back, with the post going out before, between and after."""
    delivery.sweep(timezone.now() + timedelta(minutes=2))
    before, known = standing(matter), told(matter)
    made = act(Matter.objects.get(pk=matter.pk))
    delivery.sweep()
    assert told(matter)[1] == known[1], "a letter left within the minute"
    back: Matter = take_back(made, actor=by)
    assert standing(matter) == before
    delivery.sweep(timezone.now() + timedelta(minutes=5))
    assert told(matter) == known
    assert Entry.objects.filter(stream=matter.stream).latest("number").event == take_back.event
    assert list(verification.verify()) == []
    return back
