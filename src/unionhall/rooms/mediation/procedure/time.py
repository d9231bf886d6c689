"""The time of a dispute: one promise for the whole, renewed where it begins anew."""

from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures import limits
from unionhall.rooms.mediation.procedure.states import mediation


def begin_anew(matter: Matter, rule: str = "") -> None:
    """End the promise that runs and give a new one, of that rule or of the whole time."""
    now, promise = timezone.now(), mediation.promise
    assert promise is not None
    limits.end((each for each in matter.running if each.is_promise), at=now)
    fresh = limits.begin(matter, promise, at=now, rule=limits.rule_for(matter, rule or promise.rule))
    matter.running.append(fresh)
