"""Addresses of the desk that lie outside `/desk/`, since other programs know them by that name."""

from django.urls import include, path

urlpatterns = [path("open311/v2/", include("unionhall.rooms.desk.open311.urls"))]
