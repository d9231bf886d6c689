"""The addresses of mediation."""

from django.urls import include, path

from unionhall.rooms.mediation.views import asking, calendars, counter, entering, front, papers, speaking

urlpatterns = [
    path("", include("unionhall.rooms.mediation.board.urls")),
    path("", front.front, name="front"),
    path("ask/", asking.Ask.as_view(), name="ask"),
    path("ask/<str:token>/<slug:step>/", asking.Ask.as_view(), name="ask_step"),
    path("counter/", counter.Counter.as_view(), name="counter"),
    path("counter/<str:token>/<slug:step>/", counter.Counter.as_view(), name="counter_step"),
    path("enter/", entering.enter, name="enter"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/<str:secret>.ics", calendars.feed, name="feed"),
    path("speaker/", speaking.speak_as_guest, name="guest_speaker"),
    path("speaker/<str:reference>/", speaking.speak, name="speaker"),
    path("papers/<slug:name>/", papers.show_to_guest, name="guest_paper"),
    path("papers/<str:reference>/<slug:name>/", papers.show, name="paper"),
]
