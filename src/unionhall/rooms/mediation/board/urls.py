"""The addresses of the board, below the room's."""

from django.urls import path

from unionhall.rooms.mediation.board import views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/months.xlsx", views.board_file, name="board_file"),
]
