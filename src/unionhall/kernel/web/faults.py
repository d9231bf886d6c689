"""What a form was refused for, in words that outlive it: the page to which its sender is led says them."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

Faults = list[list[str]]  # each the name of a field, or "", and a sentence


def faults_of(form: forms.Form) -> Faults:
    return [
        ["" if name == NON_FIELD_ERRORS else name, str(fault)]
        for name, faults in form.errors.items()
        for fault in faults
    ]


def say(form: forms.Form, faults: Faults) -> None:
    """Say at a form that was judged again what its judges can't see any more."""
    for name, fault in faults:
        field = name if name in form.fields else None
        if fault not in form.errors.get(field or NON_FIELD_ERRORS, ()):
            form.add_error(field, fault)
