"""The screens of a walk and its summary, as they are shown."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.views import View

from unionhall.kernel.people.models import Person
from unionhall.kernel.web import faults
from unionhall.kernel.web.fields import StoryField
from unionhall.kernel.web.first_words import READ, shortened
from unionhall.kernel.web.handed_in import ask_again
from unionhall.kernel.web.walks.steps import CHECK, Step


class Screens(View):
    """What a walk asks, and how it says so; `walk.Walk` leads through it."""

    draft: Any
    confirm: Any = ""

    def steps(self) -> list[Step]:
        raise NotImplementedError

    def heading(self) -> dict[str, Any]:
        """What is asked for, as {"title", "url"}; without a url it leads nowhere."""
        raise NotImplementedError

    def promise(self) -> str:
        """What they are promised, said above the summary."""
        return ""

    def keeping(self) -> dict[str, Any]:
        """Where what they say is until they send it, as {"saved", "is_kept"}."""
        raise NotImplementedError

    def ahead(self) -> int:
        """How many screens are still to come that `steps` can't know yet."""
        return 0

    def warning(self) -> str:
        """What whoever writes must know before they write."""
        return ""

    def is_sealed(self) -> bool:
        """Whether what is asked will lie sealed, so that no list says its words."""
        return False

    def check_form(self, sent: Any = None, initial: Any = None) -> forms.Form:
        """What the summary asks beside its button."""
        return forms.Form(sent, initial=initial)

    def show(self, step: Step) -> HttpResponse:
        """The page of one screen, with what was said of it when it was sent and not taken."""
        self.draft.step = step.name
        shown = self.steps()
        at = [each.name for each in shown].index(step.name)
        form, status = self._unjudged(step), 200
        if self.draft.wrong == step.name:
            form, status = step.form(self.draft), self.draft.status
            faults.say(form, self.draft.faults)
        context = {
            "service": self.heading(),
            "step": {
                "number": at + 1,
                "of": len(shown) + self.ahead() + 1,
                "marks": [*["passed"] * at, "here", *["ahead"] * (len(shown) + self.ahead() - at)],
                "title": step.title,
                "hint": step.hint,
                "lone": step.is_lone,
            },
            **self.keeping(),
            "warning": self.warning(),
            "form": form,
            "draft": self.draft.hidden(),
            "walk": True,
        }
        return render(self.request, "web/ask.html", context, status=status)

    def summarize(self) -> HttpResponse:
        """The summary, or the first screen that is not right."""
        wrong, checked = self.check_all()
        if wrong:
            self.draft.refuse(wrong.name, faults.faults_of(checked[wrong.name]), 422)
            return self.show(wrong)
        self.draft.step, self.draft.is_checked = CHECK, True
        shown = self.steps()
        form, status = self._check_form_as_said()
        context = {
            "service": self.heading(),
            "step": {"number": len(shown) + 1, "marks": [*["passed"] * len(shown), "here"]},
            "promise": self.promise(),
            "sections": [
                {"title": step.title, "answers": step.answers(checked[step.name]), "step": step.name}
                for step in shown
                if step.say
            ],
            "warning": self.warning(),
            **self.keeping(),
            "form": form,
            "draft": self.draft.hidden(),
            "confirm": self.confirm,
            "walk": True,
        }
        return render(self.request, "web/summary.html", context, status=status)

    def _check_form_as_said(self) -> tuple[forms.Form, int]:
        """What the summary asks, as it was answered; with what is wrong, if it was sent so."""
        said = self.draft.typed(CHECK) or MultiValueDict()
        if self.draft.wrong != CHECK:
            return self.check_form(initial=said.dict()), 200
        form = self.check_form(said)
        faults.say(form, self.draft.faults)
        return form, self.draft.status

    def check_all(self) -> tuple[Step | None, dict[str, forms.Form]]:
        """Every screen's form, and the first that is not right."""
        checked: dict[str, forms.Form] = {}
        for step in self.steps():
            self.draft.said.setdefault(step.name, {})
            checked[step.name] = form = step.form(self.draft)
            if not form.is_valid():
                return step, checked
        return None, checked

    def step(self, name: str) -> Step:
        found = next((step for step in self.steps() if step.name == name), None)
        if found is None:
            raise BadRequest
        return found

    def beside(self, step: Step, way: int) -> Step | None:
        shown = self.steps()
        at = [each.name for each in shown].index(step.name) + way
        return shown[at] if 0 <= at < len(shown) else None

    def first_words(self) -> str:
        """How the first longer text begins that was typed, as a list says it; nothing of what is sealed."""
        if self.is_sealed():
            return ""
        typed = (step.form(self.draft) for step in self.steps() if step.name in self.draft.said)
        texts = (each.data for form in typed for each in form if isinstance(each.field, StoryField))
        return next((shortened(text[:READ]) for text in texts if text), "")

    def _unjudged(self, step: Step) -> forms.Form:
        """The form with what was typed before, its errors said only once it is sent again."""
        form = step.form(self.draft)
        if form.is_bound and not form.is_valid():
            again = step.build(initial=self._as_typed(step, form), prefix=step.name)
            ask_again(form, again)
            return again
        return form

    def _as_typed(self, step: Step, form: forms.Form) -> dict[str, Any]:
        return {name: form[name].data for name in form.fields}

    def asker(self) -> int:
        return self.person.pk if self.person else 0

    @property
    def person(self) -> Person | None:
        return self.request.user if isinstance(self.request.user, Person) else None
