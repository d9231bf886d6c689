"""My matters: everything of one person, across all rooms, and nobody else's."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.web.paging import newest_first
from unionhall.kernel.web.rows import rows

DONE_SHOWN = 20


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for the member, what is in hand, what is done."""
    own = Matter.objects.of(cast(Person, request.user))
    open_ones = list(own.open().order_by("due_at", "pk")[:200])
    waiting = [matter for matter in open_ones if waits_for_member(matter)]
    done, pager = newest_first(request, own.closed(), size=DONE_SHOWN)
    context = {
        "waiting": rows(waiting, is_party=True),
        "in_hand": rows((each for each in open_ones if each not in waiting), is_party=True),
        "done": rows(done, is_party=True),
        "pager": pager,
    }
    return render(request, "web/mine.html", context)


def waits_for_member(matter: Matter) -> bool:
    """Whether the next step is the member's."""
    state = procedure_of(matter).states[matter.state]
    return state.pauses or state.waits
