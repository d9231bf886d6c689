"""Addresses of this room, below `/offices/`."""

from django.urls import path

from unionhall.rooms.offices import views

urlpatterns = [
    path("", views.front, name="front"),
    path("places/<int:pk>/", views.at_place, name="place"),
    path("propose/", views.propose, name="propose"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/lay-down/", views.lay_down, name="lay_down"),
]
