"""Building the demo union in one transaction: places, people, then what each room adds to it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from unionhall.demo import people, places, sign_ins
from unionhall.demo.union import Union
from unionhall.kernel.contract import Demo
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice, Topic
from unionhall.kernel.places.models import Place
from unionhall.kernel.rooms import parts

MOVING_IN = 7_211_311  # of several processes one builds it and the others wait
UNREAD = timedelta(days=2)


def move_in() -> None:
    """Build it unless the hall has places; a process that dies on the way leaves nothing behind."""
    secrets = sign_ins.read_or_create()
    with ThreadPoolExecutor(1) as beside, transaction.atomic():
        encoded = beside.submit(make_password, secrets.password)  # made slow on purpose
        _wait_for_others()
        if Place.objects.exists():
            return
        built = places.build()
        officers, members = people.settle(built)
        union = Union(secrets, built, officers, members)
        for part in parts():
            if demo := Demo.of(part):
                demo.furnish(union)
        union.live()
        people.let_in(officers.values(), encoded.result())
        _date_back()


def _wait_for_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MOVING_IN])


def _date_back() -> None:
    """Show notices and matters as of when things happened, and send no mail about the past."""
    about = [(Matter, "matter"), (Topic, "topic")]
    streams = [
        Subquery(model._base_manager.filter(pk=OuterRef(OuterRef(name))).values("stream"))
        for model, name in about
    ]
    told_of = Entry.objects.filter(stream=Coalesce(*streams), number=OuterRef("number"))
    Notice.objects.update(created_at=Subquery(told_of.values("occurred_at")[:1]), settled_at=timezone.now())
    Notice.objects.filter(created_at__lt=timezone.now() - UNREAD).update(read_at=F("created_at"))
    latest = Entry.objects.filter(stream=OuterRef("stream")).order_by("-number")
    Matter.objects.update(changed_at=Subquery(latest.values("occurred_at")[:1]))
