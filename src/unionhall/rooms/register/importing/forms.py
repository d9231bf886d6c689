"""The form by which a register keeper chooses a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.places.models import Place
from unionhall.rooms.register.importing.models import Upload

LARGEST = 10 * 1024 * 1024  # bytes


class ChoiceForm(forms.Form):
    """Which of several ways to read a file is right."""

    choice = forms.TypedChoiceField(
        label=_("Which is right?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of them.")},
    )

    def __init__(self, *args: Any, choices: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(enumerate(choices))


class UploadForm(forms.Form):
    """What the file holds, whose register it is, and the file."""

    kind = forms.ChoiceField(
        label=_("What is in the file?"), choices=Upload.Kind.choices, widget=forms.RadioSelect
    )
    place = forms.ModelChoiceField(
        label=_("Whose register?"), queryset=Place.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=_("The file"),
        help_text=_("A workbook of Excel, WPS or LibreOffice (.xlsx, .xls, .et, .ods) or CSV, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.ods,.csv,.txt,text/csv"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty. Choose another one."),
        },
    )

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["place"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Place.objects.filter(pk__in=[place.pk for place in places])
        if len(places) == 1:
            choice.widget, choice.initial = forms.HiddenInput(), places[0].pk

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 10 MB. Divide it."))
        return file
