"""Sending notices: swept up after the commit, by the channel each person chose, retried, never lost.

What a person was told behind a mask leaves by itself, is put off by chance and is written down by itself:
two rows that changed in one transaction or at one moment would tell which mask is whose.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import SystemRandom

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation

from unionhall.kernel.notices import channels
from unionhall.kernel.notices.letters import Told, told
from unionhall.kernel.notices.models import Choice, Hours, Notice
from unionhall.kernel.notices.plans import Plan, plans
from unionhall.kernel.notices.rounds import Round
from unionhall.kernel.people.masks import bearers_of
from unionhall.kernel.people.models import Person

AT_ONCE = 100  # notices looked at together; each message leaves in a transaction of its own
MOST_TRIES = 12  # of a letter
MOST_TRIES_ELSEWHERE = 5  # within half an hour; then comes the next channel
WRITTEN = ["channel", "went_by", "tries", "try_at", "given_up", "gave_up_at", "settled_at", "sent_at"]
SOON = timedelta(minutes=15)
_chance = SystemRandom()
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=12)


def sweep(now: datetime | None = None, *, most: int = 2_000) -> int:
    """Send what is due and not sent, looking at `most` notices; how many messages left.

    A process that dies after a message left and before that is written down sends it once more (a letter with
    the same Message-ID); nothing is ever left unsent.
    """
    moment = now or timezone.now()
    settle_unreachable()
    sent, seen = 0, set[int]()
    with Round() as this_round:
        while len(seen) < most and (due := _due(moment, seen)):
            seen.update(notice.pk for notice in due)
            sent += _send_all(due, this_round, moment)
    return sent


def settle_unreachable() -> int:
    """Persons who can be reached nowhere, chose the inbox alone or have left: nothing waits for them."""
    theirs = {"person": OuterRef("person")}
    no_choice = ~Exists(Choice.objects.filter(**theirs))
    no_mail = Q(person__email=None) | Q(person__email="") | Exists(Hours.objects.filter(**theirs))
    nobody = Q(person__mask_in="") & (Q(person__is_active=False) | (no_mail & no_choice))
    waiting = Notice.objects.unsettled().filter(nobody).values("pk")
    return Notice.objects.filter(pk__in=waiting).update(settled_at=timezone.now())


def _due(now: datetime, seen: set[int]) -> list[Notice]:
    due = Notice.objects.to_send(now).exclude(pk__in=seen).select_related("person", "matter", "topic")
    return list(due.order_by("try_at")[:AT_ONCE])


def _send_all(due: list[Notice], this_round: Round, now: datetime) -> int:
    """Send these or put them off; notices of one self and moment come together where they are wanted so."""
    sent, later = 0, _Later(now)
    for plan, theirs in _by_self(due, now):
        ready = [notice for notice in theirs if not later.puts_off(notice, plan, this_round)]
        with translation.override(plan.person.language):
            for channel, news in _bundles(told(ready, plan.person), plan, now):
                sent += _send(news, plan, channel, this_round, now)
    later.write_down()
    return sent


def _by_self(due: list[Notice], now: datetime) -> Iterator[tuple[Plan, list[Notice]]]:
    """The plan of each person or bearer with what one self was told: all of it where it comes together."""
    selves = {notice.person_id: notice.person for notice in due}
    bearers = bearers_of(list(selves.values()))
    found = plans(bearers.get(pk, self) for pk, self in selves.items())
    for pk, self in selves.items():
        plan = found[bearers.get(pk, self).pk]
        yield plan, _all_due(self, now) if plan.is_daily else [each for each in due if each.person_id == pk]


def _all_due(self: Person, now: datetime) -> list[Notice]:
    due = Notice.objects.to_send(now).filter(person=self).select_related("person", "matter", "topic")
    return list(due.order_by("try_at")[:AT_ONCE])


def _bundles(news: list[Told], plan: Plan, now: datetime) -> Iterator[tuple[str, list[Told]]]:
    """What leaves in one message: everything for a channel once a day, else each notice by itself."""
    together: dict[str, list[Told]] = defaultdict(list)
    for notice, sentence in news:
        channel = plan.channel_for(notice, now)
        if plan.is_daily:
            together[channel].append((notice, sentence))
        else:
            yield channel, [(notice, sentence)]
    yield from together.items()


def _send(news: list[Told], plan: Plan, channel: str, this_round: Round, now: datetime) -> bool:
    """Let one message leave.

    1. Lock its notices; leave out those that another worker has or was faster with.  2. Send.  3. Write down
    that they went, or when to try again; what failed too often goes by the next channel, and at last stays in
    the inbox only.  4. In a transaction of its own, count how it went for the channel.
    """
    with transaction.atomic():
        waiting = Notice.objects.to_send(now).filter(pk__in=[notice.pk for notice, _sentence in news])
        locked = {notice.pk: notice for notice in waiting.select_for_update(skip_locked=True)}
        mine = [(notice, sentence) for notice, sentence in news if notice.pk in locked]
        if not mine or this_round.is_closed(channel):
            return False
        taken = bool(channel) and this_round.carry(mine, plan, channel)
        _write_down(list(locked.values()), plan, channel, taken=taken)
    plan.note(channel, failed=not taken, now=timezone.now())
    return taken


def _write_down(notices: list[Notice], plan: Plan, channel: str, *, taken: bool) -> None:
    now = timezone.now()
    for notice in notices:
        notice.tries = 1 if channel != notice.channel else notice.tries + 1
        notice.channel = channel
        if taken and notice.loud and not notice.went_by:
            notice.went_by, notice.try_at = channel, now
        if taken or not channel:
            _settle(notice, plan, now, taken=taken)
        else:
            _try_again(notice, plan, now)
    Notice.objects.bulk_update(notices, WRITTEN)


def _settle(notice: Notice, plan: Plan, now: datetime, *, taken: bool) -> None:
    """It went out, or stays in the inbox alone; a loud one goes on by a second channel where there is one."""
    notice.sent_at = now if taken else notice.sent_at
    goes_on = notice.channel and notice.went_by == notice.channel and plan.channel_for(notice, now)
    if not goes_on:
        notice.settled_at = now


def _try_again(notice: Notice, plan: Plan, now: datetime) -> None:
    """Later by the same channel, or at once by the next; where there is none the inbox keeps it."""
    if notice.tries < (MOST_TRIES if notice.channel == channels.EMAIL else MOST_TRIES_ELSEWHERE):
        notice.try_at = now + min(FIRST_WAIT * 2 ** (notice.tries - 1), LONGEST_WAIT)
        return
    notice.given_up, notice.gave_up_at = [*notice.given_up, notice.channel], now
    notice.try_at = now
    if not plan.channel_for(notice, now):
        notice.settled_at = now


def _by_chance() -> timedelta:
    """After which a masked notice is looked at again; the hours of its bearer would be a mark upon it."""
    return SOON + timedelta(microseconds=_chance.randrange(SOON // timedelta(microseconds=1)))


class _Later:
    """Notices that may not leave yet: put off together, one statement for each channel and moment."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.waiting: dict[tuple[str, datetime], list[int]] = defaultdict(list)

    def puts_off(self, notice: Notice, plan: Plan, this_round: Round) -> bool:
        """Note that a notice must wait for its person's hours or for a channel out of order, if so."""
        channel = plan.channel_for(notice, self.now)
        at = plan.may_leave_at(notice, channel, self.now)
        if at <= self.now and this_round.is_closed(channel):
            at = self.now + FIRST_WAIT
        if at > self.now:
            looked_at = self.now + _by_chance() if notice.person.mask_in else at
            self.waiting[channel, looked_at].append(notice.pk)
        return at > self.now

    def write_down(self) -> None:
        for (channel, at), waiting in self.waiting.items():
            still = Notice.objects.to_send(self.now).filter(pk__in=waiting)
            still.update(channel=channel, try_at=at)
