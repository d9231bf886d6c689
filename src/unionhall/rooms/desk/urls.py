"""The desk's addresses."""

from django.urls import include, path

from unionhall.rooms.desk.views import asking, catalogue, counter, objecting

urlpatterns = [
    path("", include("unionhall.rooms.desk.board.urls")),
    path("", catalogue.windows, name="front"),
    path("services/<str:code>/", catalogue.service, name="service"),
    path("ask/<str:code>/", asking.Ask.as_view(), name="ask"),
    path("ask/<str:code>/<str:token>/<slug:step>/", asking.Ask.as_view(), name="ask_step"),
    path("object/<int:pk>/", objecting.object_to, name="object"),
    path("counter/", counter.Counter.as_view(), name="counter"),
    path("counter/<str:token>/<slug:step>/", counter.Counter.as_view(), name="counter_step"),
]
