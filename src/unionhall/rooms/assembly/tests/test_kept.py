"""What was decided stays; what a member asked a delegate in private goes after its time."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures import keeping
from unionhall.kernel.procedures.opening import new_matter
from unionhall.rooms.assembly.procedure import asking_delegates, meetings

if TYPE_CHECKING:
    from tests.town import Town

YEARS = timedelta(days=20 * 365)


def test_a_meeting_is_kept_for_good_and_a_private_question_is_not(town: "Town") -> None:
    congress = town.assembly.congress(3)
    meeting = meetings.report(
        meetings.close(congress.sitting(), actor=congress.leader), actor=congress.secretary, text="By post."
    )
    begun = new_matter(asking_delegates.ask_delegate, town.north, subject=town.member)
    mandate = congress.mandates[0]
    asked = asking_delegates.ask_delegate(begun, actor=town.member, mandate=mandate, asked="Why?")
    asking_delegates.answer_member(asked, actor=mandate.person, text="Since it is right.")
    later = timezone.now() + YEARS
    keeping.erase_over(later)
    keeping.erase_over(later + keeping.NOTICE + timedelta(days=1))
    assert list(Matter.objects.exclude(erased_at=None)) == [asked]
    assert Matter.objects.get(pk=meeting.pk).erased_at is None
