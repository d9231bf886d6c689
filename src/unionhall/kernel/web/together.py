"""One move for several matters that were ticked in the worklist: checked on a page, then made one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast
from uuid import UUID, uuid5

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.procedures.asks import Ask, Other, Whom
from unionhall.kernel.procedures.declaration import Move, procedure_of, procedures
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow, Refusal
from unionhall.kernel.web.afterwards import next_up
from unionhall.kernel.web.asking import OfficerField
from unionhall.kernel.web.asking import field as field_of
from unionhall.kernel.web.drafting import Drafting
from unionhall.kernel.web.faults import faults_of, say
from unionhall.kernel.web.fields import KeyField, StoryField
from unionhall.kernel.web.making import TAKEN_BACK
from unionhall.kernel.web.moves import is_made_before
from unionhall.kernel.web.read_again import ReadAgain, said
from unionhall.kernel.web.rows import Row, rows
from unionhall.kernel.web.worklist import Filters, has_worklist

MOST = 25
TICKED, STEP, LIST = "m", "step", "list"


class TogetherForm(forms.Form):
    """What the move asks, answered once for all; another matter is chosen among those that were ticked."""

    key = KeyField()

    def __init__(
        self, *args: Any, move: Move, matters: list[Matter], shown: list[Row], actor: Person
    ) -> None:
        super().__init__(*args)
        self.matters = matters
        for name, ask in move.asks.items():
            self.fields[name] = self._field(ask, shown, actor)
        if move.text:
            self.fields["text"] = StoryField(
                label=move.text.label, required=move.text.required, max_length=8_000
            )

    def _field(self, ask: Ask, shown: list[Row], actor: Person) -> forms.Field:
        if isinstance(ask, Other):
            choices = [(row["reference"], _named(row)) for row in shown]
            return forms.ChoiceField(
                label=_("Which one do the others belong to?"), choices=choices, widget=forms.RadioSelect
            )
        if isinstance(ask, Whom):
            return OfficerField(_common(ask, self.matters, actor), label=ask.label, required=ask.required)
        return field_of(ask, self.matters[0], actor)

    def answers(self, move: Move) -> dict[str, Any]:
        """What the move is called with for each of them."""
        by_reference = {each.reference: each for each in self.matters}
        return {
            name: by_reference.get(value) if isinstance(move.asks.get(name), Other) else value
            for name, value in self.cleaned_data.items()
            if name != "key"
        }


def _named(row: Row) -> str:
    said = row["words"] or row["age"]
    return f"{row['reference']} · {row['title']} · {said}"


def _common(ask: Whom, matters: list[Matter], actor: Person) -> list[Office]:
    """The officers who may be named for every one of them."""
    first, *others = [list(ask.among(each, actor)) for each in matters]
    known = [{office.person_id for office in each} for each in others]
    return [office for office in first if all(office.person_id in each for each in known)]


@dataclass
class Tried:
    """What was ticked, what of it can't be moved and why, and what was moved."""

    move: Move
    matters: list[Matter]
    refused: dict[str, str]
    person: Person
    done: list[str] = field(default_factory=list)

    @cached_property
    def able(self) -> list[Matter]:
        return [each for each in self.matters if each.reference not in self.refused]

    @cached_property
    def shown(self) -> list[Row]:
        return rows(self.able, reader=self.person)


@login_required
def together(request: HttpRequest) -> HttpResponse:
    """The page to check, and the move for each: every matter in a transaction of its own."""
    person = cast(Person, request.user)
    if not has_worklist(person):
        raise PermissionDenied
    draft = ReadAgain.of(request, person)
    sent = draft.as_sent() if draft else request.POST if request.method == "POST" else request.GET
    matters = _ticked(person, sent.getlist(TICKED))
    if not matters:
        messages.info(request, _("Tick at least one line first."))
        return redirect(_worklist(sent))
    move = _move(sent.get(STEP, ""))
    refused = {each.reference: why for each in matters if (why := _hindrance(move, each, person, sent))}
    tried = Tried(move, matters, refused, person)
    if tried.able and len(tried.able) < _fewest(move):
        messages.info(request, _("Tick at least two lines that this can be done with."))
        return redirect(_worklist(sent))
    if request.method == "POST":
        return _send(request, tried)
    return _read(request, tried, sent, draft)


def _send(request: HttpRequest, tried: Tried) -> HttpResponse:
    """Make the move, and lead to the list, or to what is left to do."""
    form = _form(tried, request.POST)
    if form and form.is_valid():
        made, failed = _make(tried.move, form, tried.person, request.POST)
        tried.done = [each.reference for each in made]
        tried.refused |= failed
        if not tried.refused:
            messages.success(request, _said(tried.move, made, tried.person))
            return redirect(_worklist(request.POST))
    return _left(request, form, tried) or _page(request, form, tried, request.POST)


def _read(request: HttpRequest, tried: Tried, sent: QueryDict, draft: ReadAgain | None) -> HttpResponse:
    """The page to check; or what is left, as it was refused."""
    form = _form(tried, sent if draft else None)
    if draft:
        able = {each.reference for each in tried.able}
        tried.done = draft.news.split()
        tried.refused |= {name: why for name, why in draft.faults if name in able}
        if form:
            say(form, [fault for fault in draft.faults if not fault[0] or fault[0] in form.fields])
    return _page(request, form, tried, sent, status=422 if draft else 200)


def _form(tried: Tried, typed: QueryDict | None) -> TogetherForm | None:
    if not tried.able:
        return None
    return TogetherForm(typed, move=tried.move, matters=tried.able, shown=tried.shown, actor=tried.person)


def _page(
    request: HttpRequest, form: TogetherForm | None, tried: Tried, sent: QueryDict, *, status: int = 422
) -> HttpResponse:
    context = {**_context(form, tried), "back": _worklist(sent), "list": sent.get(LIST, "")}
    return render(request, "web/together.html", context, status=status)


def _worklist(sent: QueryDict) -> str:
    """The list as it was narrowed when the lines were ticked."""
    narrowed = Filters(QueryDict(sent.get(LIST, ""))).address()
    return reverse("worklist") + (f"?{narrowed}" if narrowed else "")


def _left(request: HttpRequest, form: TogetherForm | None, tried: Tried) -> HttpResponse | None:
    """The way to what is left to do, with the words for it, and why each was refused."""
    typed = said(request.POST)
    typed.setlist(TICKED, [each for each in typed.getlist(TICKED) if each not in tried.done])
    faults = [*(faults_of(form) if form else ()), *([name, why] for name, why in tried.refused.items())]
    return ReadAgain(typed, faults, news=" ".join(tried.done)).lead(request, by=tried.person)


def _ticked(person: Person, typed: Iterable[str]) -> list[Matter]:
    """Those that the person may open, in the order of the list; others were never there."""
    known = [parsed for each in list(typed)[:MOST] if (parsed := references.parse(each))]
    found = Matter.objects.visible_to(person).filter(pk__in=[number for _room, _year, number in known])
    by_key = {each.pk: each for each in found.prefetch_related("parties").select_related("handler", "place")}
    return [by_key[number] for number in dict.fromkeys(each[2] for each in known) if number in by_key]


def _move(event: str) -> Move:
    offered = (move for each in procedures() for move in each.moves.values() if move.for_many)
    for move in offered:
        if move.event == event:
            return move
    raise Http404


def _fewest(move: Move) -> int:
    return 2 if any(isinstance(ask, Other) for ask in move.asks.values()) else 1


def _key(sent: Mapping[str, str], matter: Matter) -> UUID | None:
    """The key of the form, made one for each matter, so that a form that is sent twice acts once."""
    try:
        return uuid5(UUID(sent.get("key", "")), matter.reference)
    except ValueError:
        return None


def _hindrance(move: Move, matter: Matter, person: Person, sent: Mapping[str, str]) -> str:
    """Why the move can't be made for this one, as far as one sees before; empty if nothing is in the way."""
    if matter.sealed:
        return _("It is sealed. Open it by itself.")
    if is_made_before(move, matter, person, str(_key(sent, matter))):
        return ""
    if procedure_of(matter) is not move.procedure or not move.is_for(matter, person):
        return str(NotAllowed.message)
    return "" if matter.state in move.source else str(NotNow.message)


def _make(
    move: Move, form: TogetherForm, person: Person, sent: QueryDict
) -> tuple[list[Matter], dict[str, str]]:
    """Those for which it was made, and why not for each other one. One that others join stays as it is."""
    answers, made, refused = form.answers(move), list[Matter](), dict[str, str]()
    for matter in form.matters:
        if matter in answers.values():
            continue
        try:
            _make_one(move, matter, person, form.cleaned_data["key"], answers)
        except Refusal as refusal:
            refused[matter.reference] = str(refusal.message)
        else:
            made.append(matter)
            if move.for_a_minute:
                draft = Drafting.of(person, matter.reference, move.name.replace("_", "-"))
                draft.keep(form, sent, lasts=TAKEN_BACK)
    return made, refused


def _make_one(move: Move, matter: Matter, person: Person, key: UUID, answers: Mapping[str, Any]) -> None:
    own = uuid5(key, matter.reference)
    if is_made_before(move, matter, person, str(own)):
        return
    for name, ask in move.asks.items():
        if ask.check:
            ask.check(answers[name], matter, person)
    move(matter, actor=person, key=own, **answers)


def _said(move: Move, made: list[Matter], person: Person) -> SafeString:
    named = _(", ").join(each.reference for each in made)
    done = format_html(_("Done: {move}."), move=move.title)
    return format_html("{} {} {}", done, named, next_up(person, *made))


def _context(form: TogetherForm | None, tried: Tried) -> dict[str, Any]:
    """What is left to do stands there ticked, with why it was refused if it was."""
    move, able = tried.move, {each.reference for each in tried.able}
    left = [row for row in tried.shown if row["reference"] not in tried.done]
    return {
        "move": {"title": move.title, "sentence": _(move.purpose), "event": move.event},
        "form": form,
        "lines": [(row, tried.refused.get(row["reference"], "")) for row in left],
        "made": sorted(tried.done),
        "hindered": [(reference, why) for reference, why in tried.refused.items() if reference not in able],
    }
