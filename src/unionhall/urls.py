"""The hall's addresses: the kernel's pages, then each room and instrument under its own name."""

from typing import Any

from django.urls import include, path

from unionhall.api import api
from unionhall.kernel.rooms import Part, Room, parts
from unionhall.kernel.web.doors import urls_of
from unionhall.kernel.web.things.urls import of_room as things_of


def _own(part: Part) -> list[Any]:
    """The addresses of a part and of its things; a room that declares none has those of its openings.

    Its views are loaded with them, so that the pages of its moves are known before anybody asks for one.
    """
    part.part("views")
    declared = part.part("urls")
    own = declared.urlpatterns if declared else urls_of(part) if isinstance(part, Room) else []
    return [*things_of(part), *own]


urlpatterns = [
    path("", include("unionhall.operations.urls")),
    path("", include("unionhall.kernel.web.urls")),
    path("account/", include("unionhall.kernel.web.account.urls")),
    path("api/", api.front, name="api_front"),
    path("api/tokens/", include("unionhall.kernel.api.urls")),
    path("api/", api.urls),
    *(path(f"{room.label}/", include((own, room.label))) for room in parts() if (own := _own(room))),
    *(path("", include(part)) for room in parts() if (part := room.part("root_urls"))),
]

handler400 = "unionhall.kernel.web.errors.bad_request"
handler403 = "unionhall.kernel.web.errors.forbidden"
handler404 = "unionhall.kernel.web.errors.not_found"
handler500 = "unionhall.kernel.web.errors.failed"
