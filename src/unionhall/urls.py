"""The hall's addresses: the kernel's pages, then each room and instrument under its own name."""

from django.urls import include, path

from unionhall.api import api
from unionhall.kernel.rooms import parts

urlpatterns = [
    path("", include("unionhall.operations.urls")),
    path("", include("unionhall.kernel.web.urls")),
    path("account/", include("unionhall.kernel.web.account.urls")),
    path("api/", api.front, name="api_front"),
    path("api/tokens/", include("unionhall.kernel.api.urls")),
    path("api/", api.urls),
    *(path(f"{room.label}/", include((part, room.label))) for room in parts() if (part := room.part("urls"))),
    *(path("", include(part)) for room in parts() if (part := room.part("root_urls"))),
]

handler400 = "unionhall.kernel.web.errors.bad_request"
handler403 = "unionhall.kernel.web.errors.forbidden"
handler404 = "unionhall.kernel.web.errors.not_found"
handler500 = "unionhall.kernel.web.errors.failed"
