"""The form of what joint meetings may settle: only a decision that a congress adopted gives authority."""

import re
import unicodedata
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.things.forms import ThingForm
from unionhall.rooms.assembly.between.adopted import decisions
from unionhall.rooms.assembly.models import Log, Meeting
from unionhall.rooms.assembly.sitting.sitting import Outcome

VOTE = re.compile(r"\s*(?P<reference>[A-Z]-\d{4}-\d+)\D+(?P<vote>\d{1,4})\s*")


class AuthorityForm(ThingForm):
    """What may be settled, and by which vote of which congress."""

    def clean_decided(self) -> str:
        """Reference and number of the vote, as `A-2026-000012/3`."""
        found = VOTE.fullmatch(unicodedata.normalize("NFKC", self.cleaned_data["decided"]).upper())
        if found is None:
            raise ValidationError(_("Write the reference of the meeting and the number: A-2026-000012/3."))
        meeting, number = _congress(found["reference"]), int(found["vote"])
        votes = decisions(meeting) if meeting else []
        if not any(each.vote.number == number and each.outcome == Outcome.ADOPTED for each in votes):
            raise ValidationError(_("No congress adopted anything by this vote. Look it up in its minutes."))
        return f"{found['reference']}/{number}"

    def clean(self) -> dict[str, Any]:
        """It is a congress of the place for which it gives authority."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        meeting = _congress(str(said.get("decided", "")).partition("/")[0])
        if meeting and "place" in said and meeting.place_id != said["place"].pk:
            self.add_error("decided", _("This was authorised by the congress of another place."))
        return said


def _congress(reference: str) -> Matter | None:
    parsed = references.parse(reference)
    with suppress(Log.DoesNotExist):
        log = Log.objects.select_related("matter__meeting").get(pk=parsed[2] if parsed else None)
        is_it = log.matter.reference == reference and log.matter.meeting.kind == Meeting.Kind.CONGRESS
        return log.matter if is_it else None
    return None
