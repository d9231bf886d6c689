"""Nothing that a side can fetch differs by what it may not know: whether others confided, what they chose.

Two courses of one dispute, and all that the side gets of each, byte by byte; nothing here knows where a trace
could be.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from tests.permissions.addresses import undone
from tests.protection.confiding import Room, room
from tests.protection.fetching import Fetched, fetched_by, fetched_with
from unionhall.kernel.journal import heads
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import delivery
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.web.account.copying import of_matter
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.standing import matter_page
from unionhall.rooms.desk.procedure import closing, handling
from unionhall.rooms.mediation import tasks
from unionhall.rooms.mediation.post import letters

if TYPE_CHECKING:
    from tests.town import Town

EMAIL = "frank@mill.example"
SIDES = {
    "claimant": ("member_confides", "told_to_claimant"),
    "respondent": ("other_confides", "told_to_respondent"),
}


@dataclass
class Beside:
    """The dispute, and a request of somebody else's at the desk."""

    found: Room
    elsewhere: Matter

    def goes_on(self, side: str, *, otherwise: bool) -> None:
        """What a reader of that side may not tell apart from what happens otherwise.

        Either the others confide and are confided to, or as much is noted elsewhere; they choose one time to
        meet or another, never both the same, and say yes or no; the other side's address is one or another.
        """
        for name in {*SIDES} - {side}:
            for move in SIDES[name]:
                if otherwise:
                    self.found.make(move)
                else:
                    handling.note(self.elsewhere, actor=self.found.scene.town.steward, text="Called back.")
            self.found.chooses(name, 1 + (otherwise == (name == "respondent")))
        if side != "claimant":
            dispute = self.found.scene.fresh().dispute
            dispute.contact["address"] = "1 Hill Road" if otherwise else "2 Hill Road"
            dispute.save()
        heads.seal()
        delivery.sweep()

    def fetched(self, side: str, *, otherwise: bool) -> Fetched:
        """All that somebody of that side can fetch then."""
        mail.outbox.clear()
        scene = self.found.scene
        with undone():
            self.goes_on("respondent" if side == "guest" else side, otherwise=otherwise)
            if side == "guest":
                return fetched_with(self.found.guest_code, EMAIL)
            people: dict[str, Any] = {"claimant": scene.member, "respondent": scene.other}
            return fetched_by(people.get(side, self.found.colleague), scene.matter.reference)


def beside(town: "Town", monkeypatch: pytest.MonkeyPatch, *, other_is_member: bool) -> Beside:
    """Spoken about, drafted and proposed; an hour later all happens at one moment, under one head."""
    found = room(town, other_is_member=other_is_member)
    for name in ("member_says", "drafts", "proposes", "offers_times"):
        found.make(name)
    monkeypatch.setattr(tasks.announce, "defer", lambda *, matter, number: letters.announce(matter, number))
    dispute = found.scene.fresh().dispute
    dispute.contact["email"] = EMAIL
    dispute.save()
    elsewhere = handling.accept(town.desk.ask(member=town.neighbour), actor=town.steward)
    delivery.sweep()
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr(heads, "_settled", lambda: Entry.objects.order_by("pk").last().pk)  # type: ignore[union-attr]
    return Beside(found, elsewhere)


def differing(there: Beside, side: str) -> list[str]:
    """The ways on which that side could tell the two courses apart."""
    one, other = (there.fetched(side, otherwise=otherwise) for otherwise in (False, True))
    assert len(one) > 10
    return [way for way in {**one, **other} if one.get(way) != other.get(way)]


@pytest.mark.slow("each of three sides reads all it can, twice")
def test_no_side_can_tell_whether_others_confided(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    there = beside(town, monkeypatch, other_is_member=True)
    assert {side: differing(there, side) for side in ("claimant", "respondent", "colleague")} == {
        "claimant": [],
        "respondent": [],
        "colleague": [],
    }


def test_nor_can_a_guest(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    assert differing(beside(town, monkeypatch, other_is_member=False), "guest") == []


def test_rows_of_a_copy_stand_in_an_order_that_nothing_beside_them_changes(town: "Town") -> None:
    """A row that is written once more lies behind the others, as one does whose room others took."""
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    reader = Reader(town.member, matter)
    closing.answer(matter, actor=town.steward, text="Come on Monday.")
    page = matter_page(matter, reader)
    before = of_matter(matter, page, reader)
    assert len(before["notices.Notice"]) == 2
    first = Notice.objects.filter(person=town.member).earliest("pk")
    Notice.objects.filter(pk=first.pk).update(try_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    assert of_matter(matter, page, reader) == before
