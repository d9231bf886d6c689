"""The table of a paper vote: who takes a paper ballot, what was counted, and the second signature."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from unionhall.instruments.ballot import refusals, showing_votes
from unionhall.instruments.ballot.forms.calling import Exactly
from unionhall.instruments.ballot.forms.paper import Counted
from unionhall.instruments.ballot.models import Election, PaperCount
from unionhall.instruments.ballot.procedure import paper, turnout, who
from unionhall.instruments.ballot.questions import shown
from unionhall.instruments.ballot.views.finding import at_table, reader
from unionhall.kernel.contract import Fact
from unionhall.kernel.people.looking_up import look_up


@login_required
def table(request: HttpRequest, uid: str) -> HttpResponse:
    """While the vote is open: look up who stands there, and hand one paper ballot out."""
    election = at_table(request, uid)
    form = Exactly(request.POST if request.method == "POST" else None)
    if form.is_valid() and _hand_out(request, election, form):
        return redirect("ballot:table", uid=uid)
    return _table(request, election, form)


def _hand_out(request: HttpRequest, election: Election, form: Exactly) -> bool:
    person = reader(request)
    offices = who.table_offices(person, election)
    hits = look_up(form.cleaned_data["exactly"], by=person, offices=offices, where="ballot.table")
    if len(hits) != 1:
        form.add_error("exactly", _("Nobody in your places has exactly this. Check it and try again."))
        return False
    try:
        turnout.mark_on_paper(election, hits[0])
    except (refusals.VotedOnline, refusals.VotedOnPaper, refusals.NotOnTheRoll) as refusal:
        form.add_error("exactly", _at_table(refusal))
        return False
    words = _("%(name)s may have one paper ballot, and can't vote online any more.")
    messages.success(request, words % {"name": hits[0].name})
    return True


def _at_table(refusal: Exception) -> Any:
    """The same refusals, as an officer reads them of somebody else."""
    if isinstance(refusal, refusals.VotedOnPaper):
        return _("This person had a paper ballot already.")
    if isinstance(refusal, refusals.NotOnTheRoll):
        return _("This person is not on the roll.")
    return refusals.VotedOnline.message


@require_POST
@login_required
def enter(request: HttpRequest, uid: str) -> HttpResponse:
    """What was counted, after the end."""
    election = at_table(request, uid)
    form = Counted(request.POST, asked=election.questions)
    if form.is_valid():
        counts, invalid = form.counts(), form.cleaned_data["invalid"]
        if paper.fits(election, counts, invalid=invalid):
            paper.enter(election, counts, invalid=invalid, actor=reader(request))
            return redirect("ballot:table", uid=uid)
        form.add_error(None, _("These numbers can't come from the ballots handed out. Count again."))
    return _table(request, election, Exactly(), form)


@require_POST
@login_required
def sign(request: HttpRequest, uid: str) -> HttpResponse:
    paper.sign(at_table(request, uid), actor=reader(request))
    return redirect("ballot:table", uid=uid)


def _table(request: HttpRequest, election: Election, form: Exactly, counted: Any = None) -> HttpResponse:
    found = PaperCount.objects.filter(election=election).first()
    context = {
        "vote": election,
        "place": str(election.place),
        "headline": showing_votes.headline(election),
        "form": form,
        "is_open": election.stage == Election.Stage.OPEN,
        "handed_out": paper.handed_out(election),
        "count": found,
        "rows": _rows(election, found),
        "may_sign": found is not None and found.signed_by is None and found.entered_by != reader(request).uid,
        "counted": counted or _counting(election, found),
    }
    bad = form.errors or (counted is not None and counted.errors)
    return render(request, "ballot/table.html", context, status=422 if bad else 200)


def _counting(election: Election, found: PaperCount | None) -> Counted | None:
    is_over = election.stage in paper.AFTER
    return Counted(asked=election.questions) if is_over and not (found and found.signed_by) else None


def _rows(election: Election, found: PaperCount | None) -> list[Fact]:
    if found is None:
        return []
    return [
        Fact(f"{question['text']} – {choice}", f"{number:,}")
        for question, counts in zip(shown(election.questions), found.counts, strict=True)
        for choice, number in zip(question["choices"], counts, strict=True)
    ]
