"""The screens of a new dispute, one question each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from unionhall.kernel.people.phones import show_phone
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.walks import Draft, Step, files_step
from unionhall.kernel.web.walks.steps import Answers
from unionhall.rooms.mediation.forms.beginning import (
    BesideForm,
    ClaimForm,
    OtherForm,
    SubjectForm,
    WhenForm,
    WhereForm,
    WishForm,
)
from unionhall.rooms.mediation.models import Dispute, Subject

TOLD = {
    "claim": ("claim",),
    "wish": ("wish",),
    "when": ("happened_on", "employed_until"),
    "beside": ("companions",),
}


def dispute_steps(draft: Draft, where: Step | None, *, is_named: bool) -> list[Step]:
    """What every dispute is asked; `where` only for whom there is something to choose."""
    asked = [_subject(), _claim(), _when(), _wish(), _other(), _beside(is_named)]
    evidence = files_step(draft, _("Have you any evidence?"), _("Both sides and the mediator read it."))
    return [*asked, *([where] if where else []), evidence]


def where_step(places: Sequence[Place], *, own: bool, build: type[WhereForm] = WhereForm) -> Step:
    """Where it belongs; with the asker's own places, or all that are open."""
    return Step(
        "where",
        _("Where does it belong?"),
        lambda *args, **kwargs: build(*args, places=places, own=own, **kwargs),
        hint=_("The people who mediate there take it on."),
        is_lone=True,
        say=lambda form: [("", str(form.where()))],
    )


def dispute(forms_by_step: Mapping[str, Any]) -> Dispute:
    """What was said, not yet written; every form is valid."""
    said = {step: form.cleaned_data for step, form in forms_by_step.items()}
    told = {name: said[step][name] for step, names in TOLD.items() for name in names}
    return Dispute(contact=said["other"], called=said["beside"].get("called", ""), **told)


def subject_of(forms_by_step: Mapping[str, Any]) -> str:
    """The kind of matter that it is."""
    return str(forms_by_step["subject"].cleaned_data["subject"])


def _subject() -> Step:
    return Step(
        "subject",
        _("What is it about?"),
        SubjectForm,
        is_lone=True,
        say=lambda form: [("", Subject(form.cleaned_data["subject"]).label)],
    )


def _claim() -> Step:
    hint = _("In your own words. The other side and the mediator read it.")
    return Step("claim", _("What happened?"), ClaimForm, hint=hint, is_lone=True, say=_words("claim"))


def _when() -> Step:
    hint = _("The hall counts from this day by when you can still go elsewhere.")
    return Step("when", _("When was it?"), WhenForm, hint=hint, say=_said_when)


def _wish() -> Step:
    hint = _("As exactly as you can: an amount, a day, a word.")
    return Step("wish", _("What do you wish for?"), WishForm, hint=hint, is_lone=True, say=_words("wish"))


def _other() -> Step:
    return Step(
        "other",
        _("Who is the other side?"),
        OtherForm,
        hint=_("The union invites them. They need no account, and they can say no."),
        say=_said_other,
    )


def _beside(is_named: bool) -> Step:
    return Step(
        "beside",
        _("Who comes with you?") if is_named else _("Your name, and who comes with you"),
        lambda *args, **kwargs: BesideForm(*args, is_named=is_named, **kwargs),
        hint=_("Somebody you trust may be beside you at every meeting. You can also come alone."),
        say=_said_beside,
    )


def _words(name: str) -> Callable[[forms.Form], Answers]:
    return lambda form: [("", form.cleaned_data[name])]


def _said_when(form: WhenForm) -> Answers:
    return [
        (form.fields[name].label, say_day(day)) for name, day in form.cleaned_data.items() if day is not None
    ]


def _said_other(form: OtherForm) -> Answers:
    shown = {
        **form.cleaned_data,
        "phone": show_phone(form.cleaned_data["phone"]) if form.cleaned_data["phone"] else "",
        "language": get_language_info(form.cleaned_data["language"])["name_local"],
    }
    return [(form.fields[name].label, value) for name, value in shown.items() if value]


def _said_beside(form: BesideForm) -> Answers:
    """Who comes along; for somebody without an account the name they gave, too, or that they gave none."""
    values = form.cleaned_data
    beside = (form.fields["companions"].label, values["companions"] or _("Nobody"))
    if "called" not in form.fields:
        return [beside if values["companions"] else ("", beside[1])]
    return [(form.fields["called"].label, values["called"] or _("You gave none")), beside]
