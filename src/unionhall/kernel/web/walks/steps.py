"""The screens of a walk, one question each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact
from unionhall.kernel.web.walks import files
from unionhall.kernel.web.walks.draft import Draft
from unionhall.kernel.web.walks.files import FilesForm

CHECK = "check"

Build = Callable[..., forms.Form]
Answers = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: its form, and how the summary says what was answered (None: the summary leaves it out)."""

    name: str
    title: str
    build: Build
    hint: str = ""
    is_lone: bool = False
    say: Callable[[Any], Answers] | None = None

    def form(self, draft: Draft, request: HttpRequest | None = None) -> forms.Form:
        """The form as it was just sent, or with what was typed before, or empty."""
        if request is not None:
            return self.build(request.POST, request.FILES, prefix=self.name)
        typed = draft.typed(self.name)
        return self.build(typed, {} if typed is not None else None, prefix=self.name)

    def answers(self, form: forms.Form) -> list[Fact]:
        shown = self.say(form) if self.say else []
        return [Fact(label, value) for label, value in shown]


def files_step(draft: Draft, title: str = "", hint: str = "") -> Step:
    """Where photos and papers are added; they are laid by until the whole is sent."""
    return Step(
        "files",
        title or _("Is there anything to show?"),
        lambda *args, **kwargs: FilesForm(*args, laid_by=draft.files, **kwargs),
        hint=hint,
        say=lambda form: [("", "\n".join(map(files.say, draft.files)) or _("No files"))],
    )
