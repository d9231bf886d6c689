"""What somebody without an account left to be told by: used for news, erased when the request has ended."""

from datetime import timedelta

from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import guests
from unionhall.kernel.procedures.acting import was_taken_back
from unionhall.rooms.desk.models import Request


def announce(pk: int, number: int) -> None:
    """Write that there is news, but for what they did themselves (`number` 0); at the end, forget.

    No text goes to the telephone number, which is for whoever has the request in hand.
    """
    matter = Matter.objects.select_related("request").filter(pk=pk, erased_at=None).first()
    if matter is None or not (contact := matter.request.contact):
        return
    if number and not was_taken_back(matter, number):
        email, language = contact["email"], contact["language"]
        guests.announce(matter, number, seat="member", email=email, phone="", language=language)
    if not matter.is_open:
        _forget(matter.request)


def forget() -> int:
    """Erase what is left of requests that have ended; of how many."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    left = Request.objects.filter(contact__isnull=False, matter__closed_at__lt=an_hour_ago)
    found = list(left.select_related("matter"))
    for request in found:
        _forget(request)
    return len(found)


def _forget(request: Request) -> None:
    request.contact = None
    request.save(update_fields=["contact"])
