"""The address of the board, below the room's."""

from django.urls import path

from unionhall.rooms.mediation.views import board

urlpatterns = [path("board/", board.board, name="board")]
