"""Form fields that the hall uses everywhere."""

from typing import Any
from uuid import UUID, uuid4

from django import forms

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import CleanFile, FileRefused, clean


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


class PlainTextField(forms.CharField):
    """Several lines of plain words."""

    widget = forms.Textarea(attrs={"rows": 6})
