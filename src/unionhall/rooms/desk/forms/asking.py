"""The questions of a request, one form a screen."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import CleanFile, FileRefused, clean
from unionhall.kernel.matters.storage import quota
from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.fields import LineField, StoryField
from unionhall.rooms.desk.forms.fields import Question, field_for

MOST_FILES = 5
ELSEWHERE = "elsewhere"


class AboutForm(forms.Form):
    """What it is about, in the asker's own words."""

    description = StoryField(label=_("What is it about?"))


class AnswerForm(forms.Form):
    """One question of the service."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = field_for(question)


class WhereForm(forms.Form):
    """Where it belongs: one of the places offered, an address, or both.

    Args:
        places: what is offered. own: they are the asker's own, so one of them stands chosen.
        pinned: the spot itself matters, as with something broken in the street.
    """

    place = forms.ChoiceField(label=_("Branch or workplace"), required=False)
    address = LineField(
        label=_("Address or building"),
        required=False,
        help_text=_("Street and number, or the name of the building or site."),
        error_messages={"required": _("Say where it is, so that somebody can find it.")},
    )

    def __init__(
        self, *args: Any, places: Sequence[Place], own: bool, pinned: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].required = pinned
        field = cast(forms.ChoiceField, self.fields["place"])
        named = [(str(place.pk), str(place)) for place in places]
        if own and places:
            field.widget = forms.RadioSelect()
            field.choices = [*named, (ELSEWHERE, _("Somewhere else, at the address below"))]
            field.initial = str(places[0].pk)
        elif places:
            field.choices = [("", _("I don't know")), *named]
        else:
            del self.fields["place"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("place") == ELSEWHERE and not values.get("address") and not self.has_error("address"):
            self.add_error("address", _("Write the address, or choose one of your places."))
        return values

    def area(self) -> Place:
        """The place that takes it; only when the form is valid."""
        chosen = self.cleaned_data.get("place") or ""
        within = Place.objects.filter(pk=int(chosen)).first() if chosen.isdigit() else None
        return locate(address=self.cleaned_data.get("address", ""), within=within).place


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files, each cleaned; what can't be taken is said by name."""

    def clean(self, sent: Any, initial: Any = None) -> Any:
        uploads = [sent] if isinstance(sent, UploadedFile) else [each for each in sent or () if each]
        cleaned, refused = [], []
        for upload in uploads[: MOST_FILES + 1]:
            try:
                cleaned.append(clean(upload, upload.name or "", limit=storage.LIMIT))
            except FileRefused as refusal:
                refused.append(format_lazy(_("{name}: {why}"), name=upload.name or "", why=refusal.message))
        if refused:
            raise forms.ValidationError(refused)
        return cleaned


class FilesForm(forms.Form):
    """Files that help to understand; those chosen before can be taken out again."""

    drop = forms.MultipleChoiceField(
        label=_("Take out again"), required=False, widget=forms.CheckboxSelectMultiple
    )
    add = FilesField(
        label=_("Photos or papers"),
        required=False,
        widget=ManyFiles(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain"}
        ),
        help_text=_(
            "Up to five photos, PDF or text files of 10 MB each. "
            "We take the place, the camera and the author out of them."
        ),
    )

    def __init__(self, *args: Any, laid_by: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.laid_by = laid_by
        if laid_by:
            choices = [(each["sha256"], each["name"]) for each in laid_by]
            cast(forms.MultipleChoiceField, self.fields["drop"]).choices = choices
        else:
            del self.fields["drop"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        added: list[CleanFile] = values.get("add") or []
        sizes = [*(each["size"] for each in self.staying()), *(each.size for each in added)]
        if len(sizes) > MOST_FILES:
            self.add_error("add", _("Choose at most five files in all."))
        try:
            quota.hold(sizes)
        except FileRefused as refused:
            self.add_error("add", refused.message)
        return values

    def staying(self) -> list[dict[str, Any]]:
        dropped = set(self.cleaned_data.get("drop") or ())
        return [each for each in self.laid_by if each["sha256"] not in dropped]

    def laid(self) -> list[dict[str, Any]]:
        """What the draft keeps of the files, after the new ones were laid on disk."""
        added: list[CleanFile] = self.cleaned_data.get("add") or []
        for file in added:
            storage.put(file)
        fresh = [
            {"name": file.name, "media_type": file.media_type, "size": file.size, "sha256": file.sha256}
            for file in added
        ]
        known = {each["sha256"] for each in self.staying()}
        return [*self.staying(), *(each for each in fresh if each["sha256"] not in known)]
