"""The addresses of the assembly."""

from django.urls import include, path, re_path

from unionhall.kernel.rooms import room
from unionhall.kernel.web.doors import urls_of
from unionhall.rooms.assembly.apps import AssemblyRoom
from unionhall.rooms.assembly.views import (
    agenda,
    between,
    door,
    lead,
    live,
    minutes,
    motions,
    taking_part,
    votes,
)

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
MOTIONS = [
    path("motions/", motions.front, name="motions"),
    path("<str:reference>/text/", motions.text, name="text"),
    path("<str:reference>/earlier/", motions.earlier, name="earlier"),
]
VOTES = [
    path("", votes.front, name="votes"),
    path("open/", votes.open_vote, name="open_vote"),
    path("<int:number>/", votes.result, name="result"),
    path("<int:number>/say/", votes.say, name="say"),
    path("<int:number>/enter/", votes.enter, name="enter"),
    path("<int:number>/close/", votes.close_vote, name="close_vote"),
    path("<int:number>/drop/", votes.drop_vote, name="drop_vote"),
]
urlpatterns = [
    *between.urlpatterns,
    *(each for each in urls_of(room(AssemblyRoom.label)) if each.name not in between.NAMES),
    path("seats/", include("unionhall.rooms.assembly.views.seats_urls")),
    *MOTIONS,
    *MEETINGS,
    path("<str:reference>/votes/", include(VOTES)),
]
