"""The addresses of the assembly."""

from django.urls import include, path

from unionhall.kernel.rooms import room
from unionhall.kernel.web.doors import urls_of
from unionhall.rooms.assembly.views import minutes

urlpatterns = [
    *urls_of(room("assembly")),
    path("seats/", include("unionhall.rooms.assembly.views.seats_urls")),
    path("<str:reference>/minutes/", minutes.show, name="minutes"),
    path("<str:reference>/minutes/edit/", minutes.edit, name="minutes_edit"),
    path("<str:reference>/minutes/paper/", minutes.paper, name="minutes_paper"),
    path("<str:reference>/archive/", minutes.archive, name="archive"),
]
