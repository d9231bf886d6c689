"""Files laid by for a request that was never sent."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from unionhall.kernel.matters import storage, sweeping
from unionhall.kernel.matters.cleaning import CleanFile

if TYPE_CHECKING:
    from tests.town import Town


def test_what_was_never_sent_goes_after_two_days_and_what_was_sent_stays(
    town: "Town", settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    sent, unsent = CleanFile("a.txt", "text/plain", b"sent"), CleanFile("b.txt", "text/plain", b"unsent")
    storage.keep(town.desk.ask(), sent, added_by=town.member).save()
    storage.put(unsent)
    half_written = tmp_path / "ab" / ".abcd.0123"
    half_written.parent.mkdir()
    half_written.touch()
    sweeping.sweep()
    assert storage.has(unsent.sha256)
    sweeping.sweep(timezone.now() + timedelta(days=3))
    assert (storage.has(unsent.sha256), half_written.exists()) == (False, False)
    assert storage.has(sent.sha256)
