"""What is asked of those who elect who speaks for them."""

from django import forms

from unionhall.kernel.web.fields import LineField


class StandForm(forms.Form):
    """The name by which one's colleagues know one; only a guest is asked for it."""

    name = LineField(max_length=80, required=False)


class ChoiceForm(forms.Form):
    """One of those who stand, by the number of its row."""

    backing = forms.IntegerField(min_value=1)
