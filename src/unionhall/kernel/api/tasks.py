"""Jobs for programs: events that are due, and what is thrown away."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from unionhall.kernel.api import hooks, once
from unionhall.kernel.api.models import Sending, Token

SENDINGS_KEPT = timedelta(days=7)
TOKENS_KEPT = timedelta(days=30)


@app.periodic(cron="* * * * * */10")  # the sixth field is the seconds
@app.task(queueing_lock="api.hooks", pass_context=False)
def send_events(timestamp: int) -> int:
    """Send the events that are due."""
    return hooks.sweep()


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="api.forget", pass_context=False)
def forget(timestamp: int) -> None:
    """Throw away used keys, settled events, and tokens that ended a month ago."""
    now = timezone.now()
    once.forget()
    Sending.objects.filter(settled_at__lt=now - SENDINGS_KEPT).delete()
    Token.objects.filter(ended_at__lt=now - TOKENS_KEPT).delete()
    Token.objects.filter(ends_on__lt=timezone.localdate() - TOKENS_KEPT).delete()
