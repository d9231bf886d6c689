"""The moves that ask more than a text."""

from typing import Any

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.moves import AttachForm, MoveForm, MoveView
from unionhall.rooms.desk import procedure
from unionhall.rooms.desk.forms import moves as forms
from unionhall.rooms.desk.procedure.after import BAD


class HandOver(MoveView):
    move = procedure.hand_over
    form_class = forms.HandOverForm


class Attach(MoveView):
    move = procedure.attach
    form_class = AttachForm


class Answer(MoveView):
    move = procedure.answer
    form_class = forms.AnswerForm


class ReferOutside(MoveView):
    move = procedure.refer_outside
    form_class = forms.ReferForm


class ReferToRoom(MoveView):
    move = procedure.refer_to_room
    form_class = forms.RoomForm


class Merge(MoveView):
    move = procedure.merge
    form_class = forms.OtherForm


class Group(MoveView):
    move = procedure.group
    form_class = forms.OtherForm


class Rate(MoveView):
    """One page for every rating; a bad one asks for the call back."""

    move = procedure.rate
    form_class = forms.RatingForm

    def make(self, form: MoveForm) -> Matter:
        arguments: dict[str, Any] = self.arguments(form)
        verb = procedure.rate_badly
        if arguments["rating"] > BAD:
            verb = procedure.rate
            del arguments["reach"]
        return verb(self.matter, actor=self.actor, key=form.cleaned_data["key"], **arguments)


class RateBadly(MoveView):
    move = procedure.rate_badly
    form_class = forms.BadRatingForm
