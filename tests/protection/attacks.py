"""Marking an attack with the rule that stops it, so that its test and its report say which one."""

from collections.abc import Callable

from django.test import Client

from unionhall.kernel.people.models import Person

Attack = Callable[..., None]
STOPPED: dict[int, list[str]] = {}
RULES = {
    1: "some things are never stored",
    2: "no hidden notes on people",
    3: "nothing is computed about a person",
    4: "no automatic refusal",
    5: "no browsing of people",
    6: "rooms cannot be joined into a profile",
    7: "every read is logged and shown, and nobody is exempt",
    8: "the log cannot be rewritten",
    9: "aggregates hide small groups",
    10: "no bulk export of people, and no door for employers or the police",
    11: "a ballot cannot be linked to its voter",
    12: "anonymous asking works",
    13: "everything ends",
    14: "organising is sealed",
    15: "voluntary means voluntary",
}


def stopped_by(rule: int) -> Callable[[Attack], Attack]:
    """Say which of the fifteen rules stops the attack: in its docstring, and when it gets through."""

    def remember(attack: Attack) -> Attack:
        STOPPED.setdefault(rule, []).append(attack.__name__)
        attack.__doc__ = f"Stopped by rule {rule}: {RULES[rule]}."
        return attack

    return remember


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
