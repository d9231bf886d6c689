"""The addresses of what lies between two sessions."""

from django.urls import path

from unionhall.rooms.assembly.views import (
    answering,  # noqa: F401  it declares the page of its move
    asking,
    board,
    coming_back,
    mine,
    questions,
    reporting,
)

urlpatterns = [
    path("promises/", board.board, name="promises"),
    path("questions/", questions.questions, name="questions"),
    path("questions/code/", coming_back.come_back, name="question_code"),
    path("questions/<str:reference>/support/", questions.support, name="support"),
    path("ask-openly/", asking.ask, name="ask_openly"),
    path("mine/", mine.mine, name="mine"),
    path("mine/<str:reference>/", reporting.report, name="report_back"),
]
NAMES = {each.name for each in urlpatterns}
