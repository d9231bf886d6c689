"""The page on which a matter is begun by what its opening asks."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.matters.cleaning import FileRefused
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.declaration import Opening, procedures
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.kernel.rooms import Room
from unionhall.kernel.web import speaking
from unionhall.kernel.web.asking import AskingForm
from unionhall.kernel.web.fields import KeyField, PlaceField
from unionhall.kernel.web.handed_in import go_on_asking
from unionhall.kernel.web.read_again import ReadAgain, shown, taken
from unionhall.kernel.web.rows import address_of


def ways(room: Room) -> list[Opening]:
    """The openings of a room that have a page here: those whose questions are declared."""
    found = (each for each in procedures() if each.name == room.label)
    return [opening for procedure in found for opening in procedure.openings.values() if opening.asks]


def places_for(opening: Opening, person: Person) -> list[Place]:
    """Where the person may begin one: as a member, as an officer, or below; as the tree has them."""
    own = [*person.own_places(), *(office.place for office in person.current_offices)]
    roots = tuple({place.path for place in own})
    places = sorted(current_atlas().places.values(), key=lambda place: place.path)
    reached = [place for place in places if place.path.startswith(roots)] if roots else []
    return [place for place in reached if opening.is_for(_at(opening, place, person), person)]


def _at(opening: Opening, place: Place, person: Person) -> Matter:
    """What the opening is asked about before there is a matter."""
    procedure = opening.procedure
    subject = None if procedure.lies_open else person
    return Matter(
        room=procedure.name, kind=procedure.kind, place=place, place_path=place.path, subject=subject
    )


class BeginningForm(AskingForm):
    """Where, if there is a choice, what the opening asks, and the key that opens it once."""

    key = KeyField()

    def __init__(self, *sent: Any, opening: Opening, person: Person, places: list[Place]) -> None:
        super().__init__(*sent)
        self.only = places[0] if len(places) == 1 else None
        if self.only is None:
            where = PlaceField(label=_("Where"))
            where.offer(places)
            self.fields["place"] = where
        self.ask(opening.asks, _at(opening, places[0], person), person)

    def answers(self) -> dict[str, Any]:
        """What the verb is called with, beside the place and the key."""
        return {name: self.cleaned_data[name] for name in self.asked}

    @property
    def place(self) -> Place:
        chosen: Place = self.only or self.cleaned_data["place"]
        return chosen


def page_of(opening: Opening) -> Callable[[HttpRequest], HttpResponse]:
    """The page of one opening; the matter it opens is about whoever opens it, unless it lies open."""

    @login_required
    @speaking.in_any_language
    def page(request: HttpRequest) -> HttpResponse:
        person = cast(Person, request.user)
        places = places_for(opening, person)
        if not places:
            raise NotAllowed(opening.name)
        draft = ReadAgain.of(request, person)
        form = BeginningForm(*_to_judge(request, draft), opening=opening, person=person, places=places)
        if draft:
            draft.say(form)
        if not form.is_bound:
            typed = draft.typed if draft else request.POST
            form.initial = typed.dict()
            go_on_asking(form, typed)
        if request.method == "POST" and form.is_valid() and (begun := _begin(opening, form, person)):
            taken(request, by=person)
            messages.success(request, _("It is written down. This is where it stands now."))
            return redirect(address_of(begun))
        return shown(request, "web/opening.html", form, {**_words(opening), "walk": True}, by=person)

    return page


def _to_judge(request: HttpRequest, draft: ReadAgain | None) -> tuple[Any, Any]:
    """What was sent, with its files; of what is read again the words, where they were refused.

    A button of the language menu doesn't send the form.
    """
    if draft:
        return (draft.as_sent(), {}) if draft.faults else (None, None)
    is_sent = request.method == "POST" and not speaking.chosen(request)
    return (request.POST, request.FILES) if is_sent else (None, None)


def _words(opening: Opening) -> dict[str, Any]:
    """What the page says; a verb itself can't stand in a template, which would call it."""
    room = opening.procedure.room
    return {
        "title": opening.title,
        "purpose": _(opening.purpose),
        "room": {"title": room.title, "url": reverse(f"{room.label}:front")},
    }


def _begin(opening: Opening, form: BeginningForm, person: Person) -> Matter | None:
    """The matter; None where it can't be opened, which the form then says."""
    subject = None if opening.procedure.lies_open else person
    try:
        matter = new_matter(opening, form.place, subject=subject)
        return opening(matter, actor=person, key=form.cleaned_data["key"], **form.answers())
    except NobodyAnswers as nobody:
        form.add_error("place" if "place" in form.fields else None, nobody.message)
    except FileRefused as refused:
        form.add_error(form.file_field, refused.message)
    except Wrong as wrong:
        form.add_wrong(wrong)
    return None
