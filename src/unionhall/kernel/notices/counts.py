"""How the post is doing: what waits, what left and what failed on each channel, and nobody's name."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, Func, Min
from django.utils import timezone

from unionhall.kernel.notices.channels import CHANNELS, EMAIL, is_offered
from unionhall.kernel.notices.models import Choice, Notice

LOOKED_BACK = timedelta(hours=24)


class _Unnest(Func):
    function = "unnest"
    set_returning = True
    output_field = CharField()


@dataclass(frozen=True)
class Standing:
    """One channel now. `sent` and `failed` are of the last 24 hours; a notice that gives up one channel and
    leaves by the next counts in both. `oldest` is when the first of the waiting was told. `resting`: for how
    many persons the channel is left alone. `channel` is empty for what the sweep has not looked at yet.
    """

    channel: str
    waiting: int
    sent: int
    failed: int
    resting: int
    oldest: datetime | None

    @property
    def title(self) -> Any:
        return CHANNELS[self.channel].title if self.channel in CHANNELS else self.channel

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "oldest": self.oldest.isoformat() if self.oldest else None}


def standings(now: datetime | None = None) -> list[Standing]:
    """Every channel of the hall in its usual order, and others that still have something; four queries."""
    moment = now or timezone.now()
    since = moment - LOOKED_BACK
    waiting = {
        channel: (count, oldest)
        for channel, count, oldest in Notice.objects.unsettled()
        .values_list("channel")
        .annotate(Count("pk"), Min("created_at"))
    }
    sent = _counted(Notice.objects.filter(sent_at__gte=since), "channel")
    failed = _counted(
        Notice.objects.filter(gave_up_at__gte=since).annotate(failed=_Unnest("given_up")), "failed"
    )
    resting = _counted(Choice.objects.filter(rests_until__gt=moment), "channel")
    offered = [name for name in CHANNELS if name == EMAIL or is_offered(name)]
    return [
        Standing(
            name,
            waiting.get(name, (0, None))[0],
            sent.get(name, 0),
            failed.get(name, 0),
            resting.get(name, 0),
            waiting.get(name, (0, None))[1],
        )
        for name in dict.fromkeys([*offered, *waiting, *sent, *failed, *resting])
    ]


def _counted(rows: Any, by: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(by).annotate(Count("pk")))
