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
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.sealed import check_may_open


@require_safe
@login_required
def show(request: HttpRequest, uid: UUID) -> FileResponse:
    """One file as a download; 404 for whoever may not see its matter."""
    person = cast(Person, request.user)
    file = find(person, uid)
    check_may_open(request, Reader(person, file.matter))
    return download(person, file)


def find(person: Person, uid: UUID) -> File:
    """The file, for whoever may see its matter and it; Http404 for others."""
    seen = File.objects.filter(matter__in=Matter.objects.visible_to(person)).select_related("matter")
    file: File = get_object_or_404(seen, uid=uid)
    if file.internal and Reader(person, file.matter).is_party:
        raise Http404
    return file


def download(person: Person, file: File) -> FileResponse:
    """The file's content, and the reading written down."""
    reader, what = Reader(person, file.matter), f"{file.matter.reference} / {file.pk}"
    record_matter(person, reader.office, file.matter, purpose="file", what=what)
    return storage.response(file)
