"""Addresses of the boards, below the desk's."""

from django.urls import path

from unionhall.rooms.desk.board import views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/<slug:name>.svg", views.board_chart, name="board_chart"),
    path("board/months.xlsx", views.board_file, name="board_file"),
    path("public/", views.public, name="public"),
    path("public/<slug:name>.svg", views.public_chart, name="public_chart"),
]
