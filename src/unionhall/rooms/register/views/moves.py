"""The move that asks more than a text."""

from typing import Any

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from unionhall.kernel.web.moves import MoveForm, MoveView
from unionhall.rooms.register import forms, procedure


class Accept(MoveView):
    """The welcome stands written already, in the applicant's language, and can be changed."""

    move = procedure.accept
    form_class = forms.AcceptForm

    def form(self, sent: QueryDict | None = None, files: Any = None) -> MoveForm:
        form = super().form(sent, files)
        with translation.override(self.matter.application.language):
            form.initial["text"] = _("Welcome. If you have a question, ask your branch or the help desk.")
        return form
