"""The words that handlers start an answer from."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.rooms.desk.forms.catalogue import TemplateForm
from unionhall.rooms.desk.models import AnswerTemplate
from unionhall.rooms.desk.views.editing import for_editors


@require_safe
@for_editors
def overview(request: HttpRequest) -> HttpResponse:
    """Every answer that one can start from."""
    templates = AnswerTemplate.objects.select_related("service__current").order_by("service__code", "pk")
    return render(request, "desk/templates.html", {"templates": templates})


@for_editors
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write one, change one, or with `remove` take it away."""
    template = get_object_or_404(AnswerTemplate, pk=pk) if pk else AnswerTemplate()
    if request.method == "POST" and "remove" in request.POST and pk:
        template.delete()
        messages.success(request, _("It was taken away."))
        return redirect("desk:templates")
    sent = request.POST if request.method == "POST" else None
    form = TemplateForm(sent, initial=TemplateForm.initial_of(template) if pk else {})
    if form.is_valid():
        for name, value in form.cleaned_data.items():
            setattr(template, name, value)
        template.save()
        messages.success(request, _("It was saved."))
        return redirect("desk:templates")
    context = {"form": form, "template": template if pk else None}
    return render(request, "desk/template.html", context, status=422 if form.is_bound else 200)
