"""What this room asks, and whether the answers can be used."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.fields import KeyField, StoryField


class Ask(forms.Form):
    """A question, at one of the places where its person is a member."""

    place = forms.ModelChoiceField(Place.objects.none(), label=_("Where you are a member"), empty_label=None)
    description = StoryField(label=_("What is it about?"), max_length=4_000)
    key = KeyField()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = person.memberships.current().values("place")
        cast("forms.ModelChoiceField[Place]", self.fields["place"]).queryset = Place.objects.filter(
            pk__in=own
        )
