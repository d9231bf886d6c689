"""Serving a file: through its matter's permission only, and never as a page of ours."""

from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.standing import Reader


@require_safe
@login_required
def show(request: HttpRequest, uid: UUID) -> FileResponse:
    """One file as a download; 404 for whoever may not see its matter."""
    return download(cast(Person, request.user), uid)


def download(person: Person, uid: UUID) -> FileResponse:
    """The file's content, and the reading written down. Http404 for whoever may not see it."""
    file = get_object_or_404(File.objects.filter(matter__in=Matter.objects.visible_to(person)), uid=uid)
    reader = Reader(person, file.matter)
    if file.internal and reader.is_party:
        raise Http404
    what = f"{file.matter.reference} / {file.pk}"
    record_matter(person, reader.office, file.matter, purpose="file", what=what)
    return storage.response(file)
