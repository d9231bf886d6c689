"""Naming a filter of the worklist, and taking the name away again."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from unionhall.kernel.matters.named import MOST_LISTS, NamedList
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.fields import LineField
from unionhall.kernel.web.worklist import Filters, has_worklist


class NameForm(forms.Form):
    """What the list is called, and what it shows."""

    title = LineField(label=gettext_lazy("What you call it"), max_length=40)
    query = forms.CharField(max_length=1_000, widget=forms.HiddenInput)


@require_POST
@login_required
def name(request: HttpRequest) -> HttpResponse:
    """Keep what the worklist shows under a name; the same name again takes the place of the former.

    Words that were looked for are not kept: a list that shows one person's matters again and again would be a
    watch on them.
    """
    person = cast(Person, request.user)
    if not has_worklist(person):
        raise PermissionDenied
    form = NameForm(request.POST)
    query = Filters(QueryDict(request.POST.get("query", "")[:1_000])).address(kept=True)
    if not (form.is_valid() and query):
        messages.error(request, _("Write a name of up to 40 characters for what you chose to show."))
    elif not _keep(person, form.cleaned_data["title"], query):
        messages.error(request, _("You have ten lists already. Delete one before you name another."))
    return redirect(f"{reverse('worklist')}?{query}")


@require_POST
@login_required
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one's own; a link leads to what it showed, should it have been a mistake."""
    gone = get_object_or_404(NamedList, pk=pk, person=cast(Person, request.user))
    gone.delete()
    said = _("“{title}” is deleted. <a href='{url}'>Show what it showed</a>")
    messages.info(request, format_html(said, title=gone.title, url=f"{reverse('worklist')}?{gone.query}"))
    return redirect("worklist")


def _keep(person: Person, title: str, query: str) -> bool:
    """Whether there was room for it; whoever names two at once waits for the first."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        others = NamedList.objects.filter(person=person).exclude(title=title)
        if others.count() >= MOST_LISTS:
            return False
        NamedList.objects.update_or_create(person=person, title=title, defaults={"query": query})
    return True
