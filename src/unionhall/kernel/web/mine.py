"""My matters: everything of one person, across all rooms, and nobody else's."""

from functools import partial
from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from unionhall.kernel.drafts import begun
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.masks import know
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.next_steps import next_steps
from unionhall.kernel.web import going_on
from unionhall.kernel.web.paging import newest_first
from unionhall.kernel.web.rows import rows

DONE_SHOWN = 20
OWN = 200


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """What waits for the member, what is in hand, what is done."""
    person = cast(Person, request.user)
    (lying,) = know(person, begun.asks(person))
    own = Matter.objects.of(person)
    open_ones = list(own.open().order_by("due_at", "pk")[:OWN])
    steps = next_steps(open_ones, person)
    done, pager = newest_first(request, own.closed(), size=DONE_SHOWN)
    own_rows = partial(rows, is_party=True, steps=steps, reader=person)
    context = {
        "begun": going_on.lines(lying, person),
        "waiting": own_rows(each for each in open_ones if steps[each.pk].is_theirs),
        "in_hand": own_rows(each for each in open_ones if not steps[each.pk].is_theirs),
        "done": own_rows(done),
        "pager": pager,
    }
    return render(request, "web/mine.html", context)
