"""Photos and papers beside what is asked, cleaned and laid by until it is sent."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import CleanFile, FileRefused
from unionhall.kernel.matters.storage import quota
from unionhall.kernel.web.fields import MOST_FILES, TOO_MANY_FILES, FilesField
from unionhall.kernel.web.handed_in import say_renamed


def say(laid: dict[str, Any]) -> str:
    """Its name, and what its sender called it where that was another kind of file."""
    name, called = str(laid["name"]), laid.get("called", "")
    return say_renamed(name, called) if called else name


class FilesForm(forms.Form):
    """Files that help to understand; those chosen before can be taken out again."""

    drop = forms.MultipleChoiceField(
        label=_("Added so far; tick what to take out again"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    add = FilesField()

    def __init__(self, *args: Any, laid_by: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.laid_by = laid_by
        self.added: list[CleanFile] = []
        if laid_by:
            choices = [(each["sha256"], say(each)) for each in laid_by]
            cast(forms.MultipleChoiceField, self.fields["drop"]).choices = choices
        else:
            del self.fields["drop"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.added, refusals = values.get("add") or ([], [])
        for why in refusals:
            self.add_error("add", why)
        sizes = [*(each["size"] for each in self.staying()), *(each.size for each in self.added)]
        try:
            quota.hold(sizes)
        except FileRefused as refused:
            self._take_none(refused.message)
        if len(sizes) > MOST_FILES:
            self._take_none(TOO_MANY_FILES)
        return values

    def _take_none(self, why: Any) -> None:
        self.added = []
        self.add_error("add", why)

    def staying(self) -> list[dict[str, Any]]:
        dropped = set(self.cleaned_data.get("drop") or ())
        return [each for each in self.laid_by if each["sha256"] not in dropped]

    def laid(self) -> list[dict[str, Any]]:
        """What the draft keeps of the files, after the new ones were laid on disk."""
        for file in self.added:
            storage.put(file)
        called: dict[str, str] = self.fields["add"].renamed  # type: ignore[attr-defined]
        fresh = [
            {
                "name": file.name,
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
                "called": called.get(file.name, ""),
            }
            for file in self.added
        ]
        known = {each["sha256"] for each in self.staying()}
        return [*self.staying(), *(each for each in fresh if each["sha256"] not in known)]
