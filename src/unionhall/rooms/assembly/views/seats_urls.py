"""Addresses of seats and delegates, below `/assembly/seats/`."""

from django.urls import path

from unionhall.rooms.assembly.views import delegates, election_moves, seats  # noqa: F401  moves register themselves

urlpatterns = [
    path("", seats.overview, name="seats"),
    path("<int:pk>/lay-down/", seats.lay_down, name="seats_lay_down"),
    path("terms/<str:code>/bring/", delegates.bring, name="seats_bring"),
]
