"""The page on which the management answers: answer and promise are written together or not at all."""

from typing import Any, cast
from uuid import uuid5

from django.db import transaction

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.web.moves import MoveForm, MoveView
from unionhall.rooms.assembly.forms.answering import PROMISE, AnswerForm
from unionhall.rooms.assembly.procedure import promises, questions


class Answer(MoveView):
    """The answer and, where there is one, its first promise."""

    move = questions.answer_openly
    form_class = AnswerForm

    def arguments(self, form: MoveForm) -> dict[str, Any]:
        return {name: value for name, value in super().arguments(form).items() if name not in PROMISE}

    def make(self, form: MoveForm) -> Matter:
        promised = cast(AnswerForm, form).promise
        with transaction.atomic():
            answered = super().make(form)
            if promised:
                begun = new_matter(promises.promise, answered.place)
                key = uuid5(form.cleaned_data["key"], "promise")
                promises.promise(begun, actor=cast(Any, self.actor), source=answered, key=key, **promised)
        return answered
