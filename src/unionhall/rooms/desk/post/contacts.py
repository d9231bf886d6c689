"""What somebody without an account left to be told by: used for news, erased when the request has ended."""

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import guests
from unionhall.rooms.desk.models import Request


def announce(pk: int, number: int) -> None:
    """Write that there is news, but for what they did themselves (`number` 0); at the end, forget."""
    matter = Matter.objects.select_related("request").filter(pk=pk, erased_at=None).first()
    if matter is None or not (contact := matter.request.contact):
        return
    if number:
        guests.announce(matter, number, seat="member", **contact)
    if not matter.is_open:
        _forget(matter.request)


def forget() -> int:
    """Erase what is left of requests that have ended; of how many."""
    left = Request.objects.filter(contact__isnull=False, matter__closed_at__isnull=False)
    found = list(left.select_related("matter"))
    for request in found:
        _forget(request)
    return len(found)


def _forget(request: Request) -> None:
    request.contact = None
    request.save(update_fields=["contact"])
