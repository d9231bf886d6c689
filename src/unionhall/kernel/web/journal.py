"""The journal's heads for everybody, and proofs: of one's own matter, and of one head after another."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.journal import heads
from unionhall.kernel.journal.models import Entry, Head
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.rooms import room
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.paging import newest_first
from unionhall.kernel.web.reader import Reader, or_sign_in, reading


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """The signed heads, the newest first, with what they are good for."""
    found, pager = newest_first(request, Head.objects.all())
    lines = [
        {
            "size": head.size,
            "day": say_day(timezone.localdate(head.at)),
            "root": bytes(head.root).hex(),
            "url": reverse("journal_head", args=[head.size]),
        }
        for head in found
    ]
    return render(request, "web/journal.html", {"heads": lines, "pager": pager})


@require_safe
def newest(request: HttpRequest) -> HttpResponse:
    """The newest head as a witness keeps it; 404 as long as there is none."""
    head = Head.objects.order_by("size").last()
    if head is None:
        raise Http404
    return JsonResponse(heads.statement(head).to_json())


@require_safe
def show_head(request: HttpRequest, size: int) -> HttpResponse:
    """One head as a witness keeps it."""
    return JsonResponse(heads.statement(get_object_or_404(Head, size=size)).to_json())


@require_safe
def consistency(request: HttpRequest, old: int, new: int) -> HttpResponse:
    """What proves that the journal of one head begins with that of an older one (RFC 9162, section 2.1.4)."""
    first, second = get_object_or_404(Head, size=old), get_object_or_404(Head, size=new)
    if old > new:
        raise Http404
    return JsonResponse({"old": old, "new": new, "proof": _hex(heads.consistency(first, second))})


@never_cache
@require_safe
@or_sign_in
def proofs(request: HttpRequest, reference: str) -> HttpResponse:
    """For whoever may see a matter: what proves that its entries are in the newest head (section 2.1.3).

    Where a matter has several sides, what is in confidence with another one is left out, and the entries
    have no numbers, among which a gap would tell of it.
    """
    matter = load(reading(request), reference)
    head = Head.objects.order_by("size").last()
    reader = Reader(reading(request), matter)
    covered = [entry for entry in _known(matter, reader) if head and entry.pk <= head.last]
    proof = _nameless_proof if room(matter.room).capacities else _proof
    found = [proof(entry, head) for entry in covered if head]
    stated = heads.statement(head).to_json() if head else None
    return JsonResponse({"matter": matter.reference, "head": stated, "entries": found})


def _known(matter: Matter, reader: Reader) -> list[Entry]:
    secret = [said.number for said in matter.messages.all() if not said.is_for(reader.actor)]
    return list(Entry.objects.filter(stream=matter.stream).exclude(number__in=secret).order_by("number"))


def _proof(entry: Entry, head: Head) -> dict[str, Any]:
    index, steps = heads.inclusion(entry, head)
    return {
        "stream": str(entry.stream),
        "number": entry.number,
        "digest": bytes(entry.digest).hex(),
        "index": index,
        "proof": _hex(steps),
    }


def _nameless_proof(entry: Entry, head: Head) -> dict[str, Any]:
    index, steps = heads.inclusion(entry, head)
    return {"leaf": heads.leaf_of(entry).hex(), "index": index, "proof": _hex(steps)}


def _hex(steps: list[bytes]) -> list[str]:
    return [step.hex() for step in steps]
