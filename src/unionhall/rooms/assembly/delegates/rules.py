"""What the rule pack of a place says of delegates and their election."""

import re
from collections.abc import Mapping
from datetime import date

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.packs import pack
from unionhall.kernel.procedures.rules import Rule
from unionhall.rooms.assembly.delegates import sources
from unionhall.rooms.assembly.delegates.bands import Band
from unionhall.rooms.assembly.delegates.counting import Terms
from unionhall.rooms.assembly.meeting.rules import share_of
from unionhall.rooms.assembly.sitting.shares import Share

MANAGERS = "assembly.managers"
BAND = re.compile(r"assembly\.band_(\d+)_(from|seats|more)")


def bands_at(place: Place, day: date) -> list[Band]:
    """The bands that hold there: all of the nearest pack that has any, and none of the others."""
    rules = pack(place.pack).at(day)
    found = {key: rule for key, rule in rules.items() if BAND.fullmatch(key)}
    nearest = max(
        (rule.pack for rule in found.values()), key=lambda name: _nearness(name, place.pack), default=""
    )
    own = {key: rule for key, rule in found.items() if rule.pack == nearest}
    numbers = sorted({int(BAND.fullmatch(key)[1]) for key in own})  # type: ignore[index]
    return [_band(own, number) for number in numbers]


def most_managers(place: Place, day: date) -> Rule:
    """What part of the delegates may be managers at the most."""
    return pack(place.pack).get(MANAGERS, on=day)


def terms_of(matter: Matter, *, is_run_off: bool = False) -> Terms:
    """By which shares an election is decided, from the pack that it began with."""
    is_asked_again = rule_for(matter, "assembly.run_off_majority").amount > 0
    elected = share(matter, "elected") if is_asked_again or not is_run_off else None
    return Terms(share(matter, "turnout"), elected)


def share(matter: Matter, name: str) -> Share:
    return share_of(rule_for(matter, f"assembly.{name}"))


def candidates_needed(matter: Matter, seats: int) -> int:
    """How many have to stand for so many seats at the least."""
    return seats + share(matter, "difference").needed(seats)


def _band(rules: Mapping[str, Rule], number: int) -> Band:
    begins, seats = (rules[f"assembly.band_{number}_{part}"] for part in ("from", "seats"))
    more = rules.get(f"assembly.band_{number}_more")
    each = (more.amount, more.parts) if more else (0, 1)
    return Band(begins.amount, seats.amount, *each, source=sources.of(begins))


def _nearness(name: str, asked: str) -> int:
    """How near a pack is to the one that was asked for: cn is nearer to cn-zj than generic is."""
    return len(name) if asked == name or asked.startswith(f"{name}-") else 0
