"""The moves that ask more than a text."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.sheets import writing
from unionhall.kernel.web.moves import MoveForm, MoveView
from unionhall.rooms.register import forms
from unionhall.rooms.register.listing.writing import rows
from unionhall.rooms.register.procedure import joining, lists


class Accept(MoveView):
    """The welcome stands written already, in the applicant's language, and can be changed."""

    move = joining.accept
    form_class = forms.AcceptForm

    def form(self, sent: QueryDict | None = None, files: Any = None) -> MoveForm:
        form = super().form(sent, files)
        with translation.override(self.matter.application.language):
            form.initial["text"] = _("Welcome. If you have a question, ask your branch or the help desk.")
        return form


class TakeList(MoveView):
    """The file is the answer to the form, made in the same transaction; there is no second one."""

    move = lists.take_list
    template_name = "register/take.html"
    by_hand = True
    kind = ""
    file: HttpResponse

    def form(self, sent: QueryDict | None = None, files: Any = None) -> MoveForm:
        form = super().form(sent, files)
        form.initial["kind"] = "xlsx"
        return form

    def make(self, form: MoveForm) -> Matter:
        """Without the form's key, which would let the same form come twice."""
        self.kind = form.cleaned_data["kind"]
        with transaction.atomic():
            matter = self.chosen(self.matter, actor=self.actor, **self.arguments(form))
            table = rows(matter.listing, lists.left_on(matter))
            self.file = writing.response(table, self.kind, matter.reference)
        return matter

    def result(self, request: HttpRequest, form: MoveForm, code: str = "") -> HttpResponse:
        return self.file
