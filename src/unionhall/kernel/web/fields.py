"""Form fields that the hall uses everywhere."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.cleaning import CleanFile, FileRefused
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.handed_in import HandedIn, cleaned, renamed

EARLIEST = date(1950, 1, 1)
LONGEST_LINE = 200
LONGEST_TEXT = 4_000
MOST_FILES = 5
ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,application/pdf,application/ofd,.ofd,text/plain"
ABOUT_FILES = _(
    "Up to five photos, PDF, OFD or text files of 10 MB each. "
    "We take the place, the camera and the author out of them. "
    "An OFD that is signed stays as it is, with its author and days."
)
TOO_MANY_FILES = _("Choose at most five files in all.")
ROOM_LEFT = _("Room for {number} more characters.")
TOO_MUCH = _("{number} characters too many. Shorten it before you send it.")


class KeyField(forms.UUIDField):
    """The hidden idempotency key: made when a form is first shown, so that sending it twice counts once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, required=False, initial=uuid4, **kwargs)

    def clean(self, value: Any) -> UUID:
        return super().clean(value) or uuid4()


class ShortSelect(forms.Select):
    """Choices without groups, drawn in one template: Django includes two more for each of them."""

    template_name = "web/parts/select.html"


class CleanFileField(forms.FileField):
    """A picture, a PDF, an OFD or a text; its value is the cleaned file, whatever the browser called it."""

    widget = HandedIn({"accept": "image/*,application/pdf,application/ofd,.ofd,text/plain"})

    def clean(self, value: Any, initial: Any = None) -> CleanFile | None:
        upload = super().clean(value, initial)
        if not upload:
            return None
        try:
            file = cleaned(upload, self.widget)
        except FileRefused as refused:
            raise ValidationError(refused.message, code=refused.code) from refused
        self.renamed = renamed(file, upload)
        return file


class FilesField(forms.FileField):
    """Several files: those that were cleaned, and why each of the others can't be taken, by its name."""

    def __init__(self, *, help_text: Any = ABOUT_FILES, **kwargs: Any) -> None:
        widget = HandedIn({"accept": ACCEPTED}, takes_several=True)
        kwargs = {"label": _("Photos or papers"), "required": False, **kwargs}
        super().__init__(widget=widget, help_text=help_text, **kwargs)

    def clean(self, sent: Any, initial: Any = None) -> Any:
        uploads = [sent] if isinstance(sent, UploadedFile) else [each for each in sent or () if each]
        taken, refused, self.renamed = [], [], dict[str, str]()
        for upload in uploads[: MOST_FILES + 1]:
            try:
                taken.append(cleaned(upload, self.widget))
                self.renamed |= renamed(taken[-1], upload)
            except FileRefused as refusal:
                refused.append(format_lazy(_("{name}: {why}"), name=upload.name or "", why=refusal.message))
        return taken, refused


class EnclosedField(FilesField):
    """Files that go with words; its value is all of them, cleaned, or it says why which can't be taken."""

    def clean(self, sent: Any, initial: Any = None) -> list[CleanFile]:
        taken, refused = super().clean(sent, initial)
        if len(taken) + len(refused) > MOST_FILES:
            raise ValidationError(TOO_MANY_FILES)
        if refused:
            raise ValidationError(list(refused))
        return list(taken)


class _SaidField(forms.CharField):
    """Words that somebody can see: signs without any width alone are no answer."""

    def to_python(self, value: Any) -> str:
        said = str(super().to_python(value))
        return said if any(unicodedata.category(sign)[0] not in "CZ" for sign in said) else ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`, by which a browser cuts without a word what is pasted: it is refused instead."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


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

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """With what counts as one types: the limit, and the words for what is left and what is too much."""
        words = {"data-left": ROOM_LEFT, "data-over": TOO_MUCH, "data-limit": self.max_length}
        return {**super().widget_attrs(widget), **words}

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


class MailField(forms.EmailField):
    """An e-mail address in small letters, also typed in the wide ones of a Chinese keyboard."""

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFKC", super().to_python(value) or "").lower()


class DayField(forms.DateField):
    """A day, from the browser's own picker or typed, also in full-width digits."""

    def __init__(self, *, is_past: bool = False, is_ahead: bool = False, **kwargs: Any) -> None:
        formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=formats, widget=widget, **kwargs)
        self.is_past, self.is_ahead = is_past, is_ahead

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(" ", "")
        day: date | None = super().to_python(value)
        return day

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.is_past and value > timezone.localdate():
            raise ValidationError(_("This day is still to come. Write one that has been."))
        if self.is_ahead and value < timezone.localdate():
            raise ValidationError(_("This day is over. Choose one from today on."))
        if value < EARLIEST:
            raise ValidationError(_("Check the year."))


class MomentField(forms.DateTimeField):
    """A day and a time, naive: the form says by which clock. A day alone may mean its start or its end."""

    def __init__(self, **kwargs: Any) -> None:
        days = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日")
        formats = ["%Y-%m-%dT%H:%M", *(f"{day} %H:%M" for day in days)]
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(input_formats=formats, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).strip()
            if value and ":" not in value:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        moment = super().to_python(value)
        return timezone.make_naive(moment) if moment and timezone.is_aware(moment) else moment


class ClockField(forms.TimeField):
    """A time of the day, from the browser's own picker or typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(input_formats=["%H:%M", "%H:%M:%S"], widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(unicodedata.normalize("NFKC", value) if isinstance(value, str) else value)


class PlaceField(forms.ChoiceField):
    """One of some places; its value is the place, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.by_id: dict[str, Place] = {}

    def offer(self, places: Iterable[Place], empty: Any = None) -> None:
        self.by_id = {str(place.pk): place for place in places}
        first = [] if empty is None else [("", empty)]
        self.choices = [*first, *((key, str(place)) for key, place in self.by_id.items())]

    def clean(self, value: Any) -> Any:
        return self.by_id.get(super().clean(value))
