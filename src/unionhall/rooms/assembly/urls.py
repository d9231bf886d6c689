"""The addresses of the assembly."""

from django.urls import include, path, re_path

from unionhall.kernel.rooms import room
from unionhall.kernel.web.doors import urls_of
from unionhall.rooms.assembly.apps import AssemblyRoom
from unionhall.rooms.assembly.views import agenda, door, lead, live, minutes, taking_part

MEETINGS = [
    path("<str:reference>/agenda/", agenda.agenda, name="agenda"),
    path("<str:reference>/agenda/edit/", agenda.edit, name="edit_agenda"),
    path("<str:reference>/agenda/edit/<int:number>/", agenda.item, name="edit_item"),
    path("<str:reference>/meeting.ics", agenda.calendar, name="calendar"),
    path("<str:reference>/live/", live.live, name="live"),
    path("<str:reference>/projector/", live.projector, name="projector"),
    re_path(r"^(?P<reference>[^/]+)/(?P<view>live|projector)/news/$", live.follow, name="follow"),
    path("<str:reference>/wall/", live.on_wall, name="wall"),
    path("<str:reference>/here/", taking_part.here, name="here"),
    path("<str:reference>/speak/", taking_part.speak, name="speak"),
    path("<str:reference>/door/", door.door, name="door"),
    path("<str:reference>/lead/", lead.lead, name="lead"),
    path("<str:reference>/minutes/", minutes.show, name="minutes"),
    path("<str:reference>/minutes/edit/", minutes.edit, name="minutes_edit"),
    path("<str:reference>/minutes/paper/", minutes.paper, name="minutes_paper"),
    path("<str:reference>/archive/", minutes.archive, name="archive"),
]
urlpatterns = [
    *urls_of(room(AssemblyRoom.label)),
    path("seats/", include("unionhall.rooms.assembly.views.seats_urls")),
    *MEETINGS,
]
