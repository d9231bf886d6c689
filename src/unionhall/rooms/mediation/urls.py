"""The addresses of mediation."""

from django.urls import path

from unionhall.rooms.mediation.views import beginning, board, calendars, counter, entering, papers

urlpatterns = [
    path("", beginning.front, name="front"),
    path("board/", board.board, name="board"),
    path("ask/", beginning.ask, name="ask"),
    path("counter/", counter.counter, name="counter"),
    path("enter/", entering.enter, name="enter"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/<str:secret>.ics", calendars.feed, name="feed"),
    path("papers/<slug:name>/", papers.show_to_guest, name="guest_paper"),
    path("papers/<str:reference>/<slug:name>/", papers.show, name="paper"),
]
