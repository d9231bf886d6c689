"""Keeping a draft, finding it again, and throwing it away."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from unionhall.database.questions import Gap, Question, ask
from unionhall.kernel.drafts import spots
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.drafts.spots import Spot
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.keys import Scope, of_matter, of_person
from unionhall.kernel.privacy.keys.faults import KeyDestroyed, KeyMissing, SealBroken
from unionhall.kernel.privacy.sealing import lock, seal, seal_text, unlock, unseal, unseal_text

KEPT = Question(lambda: Kept.objects.filter(name=Gap("name")))
MOST = 20  # of one person in one room; the oldest goes, never the one that was just kept
SHORT = timedelta(minutes=10)  # what goes so soon by itself is not counted
LARGEST = 500_000  # bytes of one, many times what any form takes
WRITE = """
    INSERT INTO drafts_kept (name, owner, about, content, until, is_listed) VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (name) DO UPDATE
    SET content = EXCLUDED.content, until = EXCLUDED.until, is_listed = EXCLUDED.is_listed
    RETURNING xmax = 0
"""
TRIM = """
    DELETE FROM drafts_kept WHERE name IN
    (SELECT name FROM drafts_kept WHERE owner = %s AND name <> %s AND until > %s
    ORDER BY until DESC, name OFFSET %s)
"""


@dataclass(frozen=True)
class Found:
    """What was kept, when, the page that shows it, and what a list of such says of it."""

    said: Any
    at: datetime
    address: str
    shown: Any = None


def keep(spot: Spot, said: Any, *, lasts: timedelta | None = None, shown: Any = None) -> datetime | None:
    """Keep what JSON can hold, in place of what was there; the moment, or None where it is too large.

    `shown`: what a list says of it to its writer; it is sealed under the writer's key alone.
    """
    now = timezone.now()
    content = {"at": now.isoformat(), "address": spot.address, "shown": shown, **_inside(spot, said)}
    sealed = _sealed(spot, content)
    if len(sealed) > LARGEST:
        return None
    until = now + (spot.lasts if lasts is None else lasts)
    row = (spot.name, spot.owner, spot.about, sealed, until, shown is not None)
    with connection.cursor() as cursor:
        cursor.execute(WRITE, row)
        (is_new,) = cursor.fetchone()
        if is_new and spot.owner:
            cursor.execute(TRIM, (spot.owner, spot.name, now + SHORT, MOST - 1))
    return now


def find(spot: Spot, lying: list[Kept] | None = None) -> Found | None:
    """What lies there; None where nothing does, or nothing that can be opened any more.

    `lying` is the answer to `KEPT`, where it was asked with other questions.
    """
    rows = ask(KEPT(name=spot.name))[0] if lying is None else lying
    found = (opened(row, spot.key) for row in rows if row.until > timezone.now())
    return next(found, None)


def throw(spot: Spot) -> None:
    Kept.objects.filter(name=spot.name).delete()


def end(about: str, *, after: timedelta = timedelta(0)) -> None:
    """Throw away all that belongs to a matter, or let it go after a while."""
    kept = Kept.objects.filter(about=spots.about(about))
    kept.update(until=timezone.now() + after) if after else kept.delete()


def go_on(about: str) -> None:
    """Keep what belongs to a matter that goes on after all."""
    Kept.objects.filter(about=spots.about(about)).update(until=timezone.now() + spots.DAYS)


def forget(person: Person) -> None:
    """Throw away all that a person kept."""
    Kept.objects.filter(owner__in=spots.owners(person)).delete()


def of(person: Person, about: str = "") -> Iterator[Found]:
    """What a person kept, the newest first: all of it, or what is about one thing."""
    rows = Kept.objects.filter(owner__in=spots.owners(person), until__gt=timezone.now()).order_by("-until")
    if about:
        rows = rows.filter(about=spots.about(about))
    found = (opened(row, of_person(person.uid)) for row in rows)
    return (each for each in found if each)


def sweep(now: datetime | None = None) -> int:
    """Throw away what was kept long enough; how many that were."""
    return Kept.objects.filter(until__lte=now or timezone.now()).delete()[0]


def opened(row: Kept, key: Scope | bytes) -> Found | None:
    """None once its matter was erased, or where somebody altered it."""
    try:
        content = json.loads(_unsealed(row, key))
        at, address = datetime.fromisoformat(content["at"]), content["address"]
        return Found(_outside(row, content), at, address, content.get("shown"))
    except (KeyDestroyed, KeyMissing, SealBroken):
        return None


def _inside(spot: Spot, said: Any) -> dict[str, Any]:
    """In a sealed matter the words lie under its key as well, so that they end with it."""
    if spot.matter is None:
        return {"said": said}
    text = json.dumps(said, ensure_ascii=False)
    return {"matter": str(spot.matter.uid), "said": seal_text(spot.matter, text, _place(spot.name))}


def _outside(row: Kept, content: dict[str, Any]) -> Any:
    if "matter" not in content:
        return content["said"]
    return json.loads(unseal_text(of_matter(UUID(content["matter"])), content["said"], _place(row.name)))


def _sealed(spot: Spot, content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False).encode()
    if isinstance(spot.key, bytes):
        return lock(spot.key, text, _place(spot.name))
    return seal(spot.key, text, _place(spot.name))


def _unsealed(row: Kept, key: Scope | bytes) -> bytes:
    content = bytes(row.content)
    return (
        unlock(key, content, _place(row.name))
        if isinstance(key, bytes)
        else unseal(key, content, _place(row.name))
    )


def _place(name: UUID) -> str:
    return f"draft {name}"
