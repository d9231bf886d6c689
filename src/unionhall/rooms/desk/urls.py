"""The desk's addresses."""

from django.urls import include, path

from unionhall.rooms.desk.views import asking, catalogue, counter, editing, objecting, templates

urlpatterns = [
    path("", include("unionhall.rooms.desk.board.urls")),
    path("", catalogue.windows, name="front"),
    path("services/<str:code>/", catalogue.service, name="service"),
    path("ask/<str:code>/", asking.Ask.as_view(), name="ask"),
    path("object/<int:pk>/", objecting.object_to, name="object"),
    path("counter/", counter.Counter.as_view(), name="counter"),
    path("catalogue/", editing.overview, name="catalogue"),
    path("catalogue/new/", editing.new, name="new_service"),
    path("catalogue/answers/", templates.overview, name="templates"),
    path("catalogue/answers/new/", templates.edit, name="new_template"),
    path("catalogue/answers/<int:pk>/", templates.edit, name="template"),
    path("catalogue/<str:code>/", editing.edit, name="edit_service"),
    path("catalogue/<str:code>/retire/", editing.retire, name="retire_service"),
    path("catalogue/<str:code>/history/", editing.history, name="service_history"),
]
