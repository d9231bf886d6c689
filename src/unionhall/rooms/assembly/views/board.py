"""The board of promises: the late ones first, the longest late on top."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.querysets import seen_by
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.paging import newest_first
from unionhall.kernel.web.rows import address_of, rows
from unionhall.rooms.assembly.between.lateness import LATE, days_late, say_kept

MOST = 500


class ChoosingForm(forms.Form):
    """Which promises: of an office, or made in a meeting and in answers to what was asked for it."""

    owner = forms.ChoiceField(label=gettext_lazy("Office in charge"), required=False)
    meeting = forms.ChoiceField(label=gettext_lazy("Which meeting"), required=False)

    def __init__(self, sent: Any, *, owners: Iterable[str], meetings: Iterable[tuple[str, str]]) -> None:
        super().__init__(sent)
        self.fields["owner"].choices = [("", _("All")), *((each, each) for each in owners)]  # type: ignore[attr-defined]
        self.fields["meeting"].choices = [("", _("All")), *meetings]  # type: ignore[attr-defined]

    def chosen(self) -> Q:
        """What was chosen; what can't be chosen is as good as nothing."""
        self.is_valid()
        found = Q()
        if owner := self.cleaned_data.get("owner"):
            found &= Q(publicpromise__owner=owner)
        if meeting := self.cleaned_data.get("meeting"):
            found &= made_in(int(meeting))
        return found


def made_in(meeting: int) -> Q:
    """Promises that were made in a meeting, or in the answer to what was asked for it."""
    return Q(publicpromise__source=meeting) | Q(publicpromise__source__publicquestion__meeting=meeting)


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Every promise that the reader may see."""
    person = cast(Person, request.user)
    seen = promises_for(person)
    form = ChoosingForm(request.GET, owners=_owners(seen), meetings=_meetings(seen))
    found = seen.filter(form.chosen())
    closed, pager = newest_first(request, found.closed())  # type: ignore[attr-defined]
    shown = in_order(found.open()[:MOST])  # type: ignore[attr-defined]
    late = [each for each in shown if each["tone"] == LATE]
    context = {
        "form": form,
        "late": late,
        "open": shown[len(late) :],
        "closed": said(closed),
        "pager": pager,
    }
    return render(request, "assembly/promises.html", context)


def promises_for(person: Person) -> QuerySet[Matter]:
    """The promises that somebody may see, with what a line of the board says."""
    seen = Matter.objects.filter(seen_by(person), room="assembly", kind="promise", erased_at=None)
    found: QuerySet[Matter] = seen.select_related("publicpromise__source", "place")
    return found


def in_order(promises: Iterable[Matter]) -> list[dict[str, Any]]:
    """Open ones as lines: the longest late first, then the soonest due."""
    now = timezone.now()
    key = lambda each: (-days_late(each, now), each.publicpromise.until, each.pk)  # noqa: E731
    return said(sorted(promises, key=key))


def said(promises: Iterable[Matter]) -> list[dict[str, Any]]:
    """Promises as lines, with where each was made."""
    shown, now = list(promises), timezone.now()
    sources = {
        each["reference"]: each for each in rows({p.publicpromise.source for p in shown}, is_party=True)
    }
    return [_line(each, sources[each.publicpromise.source.reference], now) for each in shown]


def _line(matter: Matter, source: Any, now: Any) -> dict[str, Any]:
    tone, kept = say_kept(matter, now)
    promise = matter.publicpromise
    return {
        "promised": promise.promised,
        "url": address_of(matter),
        "owner": promise.owner,
        "tone": tone,
        "kept": kept,
        "until": _("Promised until %(day)s") % {"day": say_day(promise.at_first)} if tone == LATE else "",
        "source": {"title": source["title"], "url": source["url"]},
    }


def _owners(seen: QuerySet[Matter]) -> list[str]:
    found = seen.order_by("publicpromise__owner").values_list("publicpromise__owner", flat=True)
    return list(found.distinct())


def _meetings(seen: QuerySet[Matter]) -> list[tuple[str, str]]:
    """The meetings from which they come, the latest first."""
    directly = Matter.objects.filter(kind="meeting", promises_made__matter__in=seen)
    by_question = Matter.objects.filter(questions__matter__promises_made__matter__in=seen)
    keys = {*directly.values_list("pk", flat=True), *by_question.values_list("pk", flat=True)}
    meetings = (
        Matter.objects.filter(pk__in=keys).select_related("meeting__series").order_by("-meeting__starts_at")
    )
    return [(str(each.pk), each.meeting.title) for each in meetings]
