"""The moves that ask more than a text."""

from typing import Any

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.moves import MoveForm, MoveView
from unionhall.rooms.desk.forms import moves as forms
from unionhall.rooms.desk.procedure import after, closing
from unionhall.rooms.desk.procedure.after import BAD


class Answer(MoveView):
    move = closing.answer
    form_class = forms.AnswerForm


class Rate(MoveView):
    """One page for every rating; a bad one asks for the call back."""

    move = after.rate
    form_class = forms.RatingForm

    def make(self, form: MoveForm) -> Matter:
        arguments: dict[str, Any] = self.arguments(form)
        verb = after.rate_badly
        if arguments["rating"] > BAD:
            verb = after.rate
            del arguments["reach"]
        return verb(self.matter, actor=self.actor, key=form.cleaned_data["key"], **arguments)


class RateBadly(MoveView):
    move = after.rate_badly
    form_class = forms.BadRatingForm
