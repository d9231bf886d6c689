"""Files laid by for a request that was never sent."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from unionhall.kernel.matters import storage, sweeping
from unionhall.kernel.matters.cleaning import CleanFile

if TYPE_CHECKING:
    from tests.town import Town


def test_what_was_never_sent_goes_after_two_days_and_what_was_sent_stays(town: "Town") -> None:
    sent, unsent = CleanFile("a.txt", "text/plain", b"sent"), CleanFile("b.txt", "text/plain", b"unsent")
    storage.keep(town.ask(), sent, added_by=town.member).save()
    storage.put(unsent)
    sweeping.sweep()
    assert storage.path_of(unsent.sha256).exists()
    sweeping.sweep(timezone.now() + timedelta(days=3))
    assert not storage.path_of(unsent.sha256).exists()
    assert storage.path_of(sent.sha256).exists()
