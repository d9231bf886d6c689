"""A promise, from the day it is made to the board that says for how long it is late."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Deadline, Matter
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import Incomplete, NotAllowed
from unionhall.rooms.assembly.models import PublicPromise
from unionhall.rooms.assembly.procedure import promises

if TYPE_CHECKING:
    from tests.town import Town

DAY = timedelta(days=1)


def fresh(matter: Matter) -> Matter:
    found: Matter = Matter.objects.select_related("place", "handler", "publicpromise__source").get(
        pk=matter.pk
    )
    return found


def age(matter: Matter, days: int) -> None:
    """As if its day had been so many days ago."""
    day = timezone.localdate() - days * DAY
    PublicPromise.objects.filter(pk=matter.pk).update(at_first=day, until=day)
    Deadline.objects.filter(matter=matter).update(due_at=timezone.now() - days * DAY)
    Matter.objects.filter(pk=matter.pk).update(clock_at=timezone.now() - days * DAY)


def test_it_stands_on_the_board_with_its_office_and_where_it_was_made(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    congress.management()
    meeting = congress.sitting()
    congress.promise(meeting)
    client.force_login(town.neighbour)
    page = client.get("/assembly/promises/").text
    assert [each in page for each in ("The roof is mended", "Works office", "Spring meeting")] == [True] * 3
    assert "No promise is late." in page


def test_the_management_is_reminded_ahead_of_its_day(town: "Town") -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    matter = congress.promise(congress.sitting(), days=20)
    clock.tick(timezone.now() + 15 * DAY)
    assert matter.deadlines.filter(rule="assembly.promise_ahead", met_at__isnull=False).exists()
    assert fresh(matter).handler == manager


def test_late_it_goes_to_whoever_leads_the_congress(town: "Town") -> None:
    congress = town.assembly.congress(3)
    congress.management()
    matter = congress.promise(congress.sitting(), days=3)
    clock.tick(timezone.now() + 5 * DAY)
    assert (fresh(matter).state, fresh(matter).handler) == ("escalated", congress.leader)


def test_late_ones_stand_first_the_longest_late_on_top(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    congress.management()
    meeting = congress.sitting()
    made = [congress.promise(meeting, owner=name) for name in ("Calm", "Late", "Later")]
    age(made[1], 3)
    age(made[2], 12)
    clock.tick()
    client.force_login(town.neighbour)
    page = client.get("/assembly/promises/").text
    assert page.index("12 days late") < page.index("3 days late") < page.rindex("Calm<")
    assert "2 promises are late." in page


def test_a_new_day_leaves_it_late_by_the_day_that_was_promised_at_first(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    matter = congress.promise(congress.sitting())
    age(matter, 4)
    clock.tick()
    until = timezone.localdate() + 9 * DAY
    matter = promises.set_new_day(fresh(matter), actor=congress.leader, until=until, text="The crane broke.")
    assert (matter.state, matter.handler) == ("promised", manager)
    client.force_login(town.neighbour)
    assert "4 days late" in client.get("/assembly/promises/").text


def test_kept_with_what_shows_it_every_member_is_told(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    matter = congress.promise(congress.sitting())
    promises.report_progress(matter, actor=manager, text="The timber is here.")
    promises.keep_promise(matter, actor=manager, text="New tiles, see the picture.")
    client.force_login(town.neighbour)
    page = client.get(f"/matters/{matter.reference}/").text
    assert "The timber is here." in page
    assert "New tiles, see the picture." in page
    assert "Kept in time" in client.get("/assembly/promises/").text
    assert town.neighbour.notices.filter(event="assembly.keep_promise").count() == 1


@pytest.mark.parametrize("verb", ["keep_promise", "drop_promise", "report_progress"])
def test_nothing_is_said_without_words_nor_by_others(town: "Town", verb: str) -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    matter, move = congress.promise(congress.sitting()), getattr(promises, verb)
    with pytest.raises(Incomplete):
        move(matter, actor=manager)
    with pytest.raises(NotAllowed):
        move(matter, actor=town.neighbour, text="Done.")


def test_a_member_opens_it_again_where_it_is_not_done(town: "Town") -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    matter = promises.keep_promise(congress.promise(congress.sitting()), actor=manager, text="Done.")
    matter = promises.say_not_done(matter, actor=town.member, text="It still rains in.")
    assert (matter.state, matter.handler) == ("escalated", congress.leader)
    with pytest.raises(NotAllowed):
        promises.say_not_done(
            promises.drop_promise(matter, actor=manager, text="No money."), actor=town.outsider, text="No."
        )


def test_dropped_it_stays_on_the_board_with_its_reason(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    matter = promises.drop_promise(congress.promise(congress.sitting()), actor=manager, text="No timber.")
    client.force_login(town.neighbour)
    assert "Dropped, with a reason" in client.get("/assembly/promises/").text
    assert "No timber." in client.get(f"/matters/{matter.reference}/").text


def test_the_board_is_narrowed_by_office_and_by_meeting(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    congress.management()
    day = congress.question_day()
    question = congress.question(day)
    congress.promise(congress.sitting(), owner="Canteen")
    congress.promise(question, owner="Works office")
    client.force_login(town.neighbour)
    by_office = client.get("/assembly/promises/", {"owner": "Canteen"}).text
    by_meeting = client.get("/assembly/promises/", {"meeting": str(day.pk)}).text
    assert by_office.count('<p class="quiet">Canteen') == 1
    assert '<p class="quiet">Works office' not in by_office
    assert '<p class="quiet">Works office' in by_meeting
    assert '<p class="quiet">Canteen' not in by_meeting
    assert client.get("/assembly/promises/", {"owner": "nobody's", "meeting": "x"}).status_code == 200


def test_members_elsewhere_see_none_of_it(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    congress.management()
    congress.promise(congress.sitting())
    client.force_login(town.outsider)
    assert "The roof is mended" not in client.get("/assembly/promises/").text


def test_an_officer_writes_one_down_at_the_door(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    congress.management()
    meeting = congress.sitting()
    client.force_login(congress.secretary)
    said = {
        "promised": "Warm water", "owner": "Works office", "source": meeting.pk, "place": town.mill.pk,
        "until": (timezone.localdate() + 9 * DAY).isoformat(),
    }  # fmt: skip
    client.post("/assembly/promise/", said)
    assert PublicPromise.objects.get().source == meeting
    client.force_login(town.neighbour)
    assert client.get("/assembly/promise/").status_code == 403


def test_what_is_theirs_stands_on_the_worklist_of_the_management(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    congress.promise(congress.sitting())
    congress.question(congress.question_day())
    client.force_login(manager)
    page = client.get("/worklist/").text
    assert "The roof is mended" in page
    assert "When is the roof mended?" in page
