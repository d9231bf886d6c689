"""The addresses of the assembly."""

from django.urls import path

from unionhall.rooms.assembly.views import minutes

urlpatterns = [
    path("<str:reference>/minutes/", minutes.show, name="minutes"),
    path("<str:reference>/minutes/edit/", minutes.edit, name="minutes_edit"),
    path("<str:reference>/minutes/paper/", minutes.paper, name="minutes_paper"),
    path("<str:reference>/archive/", minutes.archive, name="archive"),
]
