"""The screens of a request, one question each."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kernel.places.models import Place
from unionhall.kernel.web.walks import Step, files_step
from unionhall.kernel.web.walks.steps import Answers, Build
from unionhall.kernel.words import Words
from unionhall.rooms.desk.catalogue import wording
from unionhall.rooms.desk.forms.asking import AboutForm, AnswerForm, WhereForm
from unionhall.rooms.desk.forms.draft import RequestDraft
from unionhall.rooms.desk.forms.fields import kept
from unionhall.rooms.desk.intake import Said
from unionhall.rooms.desk.models import ServiceVersion


def request_steps(version: ServiceVersion, draft: RequestDraft, where: Step) -> list[Step]:
    """What every request asks: in one's own words, the service's questions, where, files."""
    questions = [_question(number, question) for number, question in enumerate(version.questions)]
    return [_about(), *questions, where, files_step(draft)]


def where_step(
    places: Iterable[Place], *, own: bool, pinned: bool, build: Build = WhereForm, **more: Any
) -> Step:
    """Where it belongs; with the asker's own places, or all that are open."""
    shown = list(places)
    return Step(
        "where",
        _("Where is it?") if pinned else _("Where does it belong?"),
        lambda *args, **kwargs: build(*args, places=shown, own=own, pinned=pinned, **more, **kwargs),
        hint=_("A workplace or an address: with it the request comes to the people who answer there."),
        say=_said_where,
    )


def said(version: ServiceVersion, draft: RequestDraft, forms_by_step: dict[str, Any]) -> Said:
    """Everything in the valid forms, together."""
    answers = {
        question["code"]: kept(forms_by_step[f"q{number}"].cleaned_data["answer"])
        for number, question in enumerate(version.questions)
    }
    return Said(
        version=version,
        area=forms_by_step["where"].area(),
        key=draft.uid,
        description=forms_by_step["about"].cleaned_data["description"],
        address=forms_by_step["where"].cleaned_data["address"],
        answers={code: answer for code, answer in answers.items() if answer not in (None, "", [])},
        files=draft.files,
        code=draft.code,
    )


def _about() -> Step:
    return Step(
        "about",
        _("What is it about?"),
        AboutForm,
        hint=_("In your own words. Say what happened, since when, and what you would like."),
        is_lone=True,
        say=lambda form: [("", form.cleaned_data["description"])],
    )


def _question(number: int, question: dict[str, Any]) -> Step:
    return Step(
        f"q{number}",
        str(Words(question["label"])),
        lambda *args, **kwargs: AnswerForm(*args, question=question, **kwargs),
        is_lone=True,
        say=lambda form: [("", _said_answer(question, kept(form.cleaned_data["answer"])))],
    )


def _said_answer(question: dict[str, Any], answer: Any) -> str:
    return wording.said(question, answer) if answer else _("No answer")


def _said_where(form: WhereForm) -> Answers:
    found, address = form.found(), form.cleaned_data["address"]
    unread = "" if found.is_number_read else wording.number_unread()
    said = [(_("Address"), address), (_("House number"), unread), (_("It goes to"), str(found.place))]
    return [(label, answer) for label, answer in said if answer]
