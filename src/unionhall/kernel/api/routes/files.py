"""Files of matters."""

from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import Router

from unionhall.kernel.api.calling import caller, needs
from unionhall.kernel.api.problems import Problem
from unionhall.kernel.api.scopes import READ
from unionhall.kernel.web.files import download, find

router = Router(tags=["matters"])


@router.get("/files/{uuid:uid}", summary="One file of a matter", **needs(READ))
def read_file(request: HttpRequest, uid: UUID) -> FileResponse:
    """Its content, as it was kept after cleaning; not of a sealed matter. The reading is written down."""
    person = caller(request)
    file = find(person, uid)
    if file.matter.sealed:
        raise Problem("sealed")
    return download(person, file)
