"""Addresses of this room, below `/skeleton/`."""

from django.urls import path

from unionhall.rooms.skeleton import views

urlpatterns = [path("", views.ask, name="front")]
