"""Files of matters."""

from uuid import UUID

from django.http import FileResponse, HttpRequest
from ninja import Router

from unionhall.kernel.api.calling import caller, needs
from unionhall.kernel.api.scopes import READ
from unionhall.kernel.web.files import download

router = Router(tags=["matters"])


@router.get("/files/{uuid:uid}", summary="One file of a matter", **needs(READ))
def read_file(request: HttpRequest, uid: UUID) -> FileResponse:
    """Its content, as it was kept after cleaning. The reading is written down."""
    return download(caller(request), uid)
