"""Who one is here: what one changes at once, and what the register confirms."""

import re
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from unionhall.kernel.people import taking_over, texting
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.phones import show_phone
from unionhall.kernel.web import offers
from unionhall.kernel.web.fields import LineField
from unionhall.kernel.web.read_again import asked, shown, taken

LATIN = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*[.]?")
LAST_LATIN = "\u024f"


class SpellingForm(forms.Form):
    """How one spells one's own name in Latin letters."""

    spelling = LineField(
        label=gettext_lazy("Your name in Latin letters"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "Such as Zeng Xiaoming. Where names are listed by pinyin, yours stands by it. "
            "Nobody reads it but you."
        ),
    )

    def clean_spelling(self) -> str:
        spelling: str = self.cleaned_data["spelling"]
        if spelling and not _is_latin(spelling):
            raise forms.ValidationError(_("Write it in Latin letters, with blanks or hyphens between."))
        return spelling


def _is_latin(text: str) -> bool:
    return bool(LATIN.fullmatch(text)) and all(each <= LAST_LATIN or each == "’" for each in text)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """One's name, number, addresses and branches, each with the way to change it."""
    person = cast(Person, request.user)
    begun = {"spelling": person.spelling}
    form = asked(request, lambda sent: SpellingForm(sent or None, initial=begun), by=person)
    if request.method == "POST" and form.is_valid():
        Person.objects.filter(pk=person.pk).update(spelling=form.cleaned_data["spelling"])
        taken(request, by=person)
        messages.success(request, _("It is kept."))
        return redirect("account_profile")
    return shown(request, "account/profile.html", form, {"lines": _lines(person)}, by=person)


def _lines(person: Person) -> list[dict[str, Any]]:
    """As the rows of *How you sign in*."""
    by_register = offers.about_name()
    phone = show_phone(person.phone) if person.phone else _("The hall knows no number of yours.")
    change_phone = reverse("account_change_phone") if texting.is_available() else by_register
    email = taking_over.proved_email(person) or person.email or _("The hall knows no address of yours.")
    number = [_line(_("Member number"), person.number)] if person.number else []
    places = ", ".join(map(str, person.own_places()))
    return [
        _line(_("Name"), person.name, _("Have it put right"), by_register),
        _line(_("Telephone"), phone, _("Change the number"), change_phone),
        _line(_("E-mail"), email, _("Change the address"), reverse("account_email")),
        *number,
        *([_line(_("Your branch"), places)] if places else []),
    ]


def _line(title: str, state: str, act: str = "", url: str = "") -> dict[str, Any]:
    return {"title": title, "state": state, "act": act, "url": url}
