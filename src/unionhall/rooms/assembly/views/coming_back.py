"""Coming back to a question that was asked without a name: the code travels in the form alone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unionhall.kernel.matters.models import Matter, Message
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.web import guests
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.receipts import WRONG_AN_HOUR, CodeForm
from unionhall.kernel.web.speaking import chosen, in_any_language
from unionhall.rooms.assembly.between.supporting import shown
from unionhall.rooms.assembly.procedure import questions


class QuestionCodeForm(CodeForm):
    """The code that was read after asking."""

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        found = Matter.objects.filter(question_code__digest=digest_of(code), erased_at=None)
        self.matter = found.select_related("place", "publicquestion__joined").first()
        if self.matter is None:
            guests.check(self.request, "question", hourly=WRONG_AN_HOUR)
            raise forms.ValidationError(_("No question has this code. Check each letter and digit."))
        return code


@never_cache
@same_origin
@in_any_language
def come_back(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with the right one, say where the question stands, and let it be taken back."""
    form = QuestionCodeForm(request)
    if not form.is_valid() or form.matter is None:
        status = 422 if form.is_bound else 200
        return render(request, "assembly/question_code.html", {"form": form}, status=status)
    code, matter = form.cleaned_data["code"], form.matter
    if "take_back" in request.POST and not chosen(request) and matter.state in questions.OPEN:
        questions.take_question_back(matter, actor=Guest(digest_of(code)))
        matter = Matter.objects.select_related("place", "publicquestion").get(pk=matter.pk)
        messages.success(request, _("It was taken back, and its words are erased."))
    return render(request, "assembly/question_came_back.html", {"code": code, "walk": True, **_said(matter)})


def _said(matter: Matter) -> dict[str, Any]:
    state = procedure_of(matter).states[matter.state]
    answer = Message.objects.filter(matter=matter).order_by("-number").first()
    return {
        "matter": matter,
        "question": matter.publicquestion,
        "standing": state.title,
        "next_step": state.next_step,
        "answer": answer.text if answer else "",
        "supported": shown(matter),
        "waits": matter.state in questions.OPEN,
        "joined": matter.publicquestion.joined,
    }
