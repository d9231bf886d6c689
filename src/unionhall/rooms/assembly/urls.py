"""Addresses of the assembly, below `/assembly/`."""

from django.urls import include, path

from unionhall.kernel.rooms import room
from unionhall.kernel.web.doors import urls_of

urlpatterns = [
    *urls_of(room("assembly")),
    path("seats/", include("unionhall.rooms.assembly.views.seats_urls")),
]
