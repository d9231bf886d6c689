"""The addresses of the assembly: those that every room has, and its own."""

from django.urls import include, path

from unionhall.kernel.rooms import room
from unionhall.kernel.web.doors import urls_of
from unionhall.rooms.assembly.views import between

urlpatterns = [
    path("", include(between.urlpatterns)),
    *(each for each in urls_of(room("assembly")) if each.name not in between.NAMES),
]
