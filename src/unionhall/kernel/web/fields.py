"""Form fields that the hall uses everywhere."""

import unicodedata
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import CleanFile, FileRefused, clean

LONGEST_LINE = 200
LONGEST_TEXT = 4_000
WORDS_ONLY: dict[str, Any] = {
    "required": _("Please answer this."),
    "max_length": _(
        "This is too long: %(show_value)d characters, where %(limit_value)d fit. Shorten it a little."
    ),
    "null_characters_not_allowed": _("There is a sign in this that can't be kept. Please type it anew."),
}


class KeyField(forms.UUIDField):
    """The hidden idempotency key: made when a form is first shown, so that sending it twice counts once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, initial=uuid4, **kwargs)

    def clean(self, value: Any) -> UUID:
        return super().clean(value) or uuid4()


class CleanFileField(forms.FileField):
    """A picture, a PDF or a text; its value is the cleaned file, whatever the browser called it."""

    widget = forms.FileInput(attrs={"accept": "image/*,application/pdf,text/plain"})

    def clean(self, value: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(value, initial)
        if not upload:
            return None
        try:
            return clean(upload, upload.name, limit=storage.LIMIT)
        except FileRefused as refused:
            raise forms.ValidationError(refused.message, code=refused.code) from refused


class _SaidField(forms.CharField):
    """Words that somebody can see: signs without any width alone are no answer."""

    default_error_messages = WORDS_ONLY

    def to_python(self, value: Any) -> str:
        said = str(super().to_python(value))
        return said if any(unicodedata.category(sign)[0] not in "CZ" for sign in said) else ""


class LineField(_SaidField):
    """One line of plain words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": LONGEST_LINE, **kwargs})


class StoryField(_SaidField):
    """Several lines of plain words; a line's end counts as one character, however the browser sends it."""

    widget = forms.Textarea(attrs={"rows": 7})

    def __init__(self, *, max_length: int = LONGEST_TEXT, help_text: Any = "", **kwargs: Any) -> None:
        room = format_lazy(_("Up to {number} characters."), number=f"{max_length:,}")
        told = format_lazy(_("{help} {room}"), help=help_text, room=room) if help_text else room
        super().__init__(max_length=max_length, help_text=told, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")
