"""Addresses of this room, below `/assembly/`."""

from django.urls import path

from unionhall.kernel.rooms import room
from unionhall.kernel.web.doors import urls_of
from unionhall.rooms.assembly.views import motions, votes

urlpatterns = [
    *urls_of(room("assembly")),
    path("motions/", motions.front, name="motions"),
    path("<str:reference>/text/", motions.text, name="text"),
    path("<str:reference>/earlier/", motions.earlier, name="earlier"),
    path("<str:reference>/votes/", votes.front, name="votes"),
    path("<str:reference>/votes/open/", votes.open_vote, name="open_vote"),
    path("<str:reference>/votes/<int:number>/", votes.result, name="result"),
    path("<str:reference>/votes/<int:number>/say/", votes.say, name="say"),
    path("<str:reference>/votes/<int:number>/enter/", votes.enter, name="enter"),
    path("<str:reference>/votes/<int:number>/close/", votes.close_vote, name="close_vote"),
    path("<str:reference>/votes/<int:number>/drop/", votes.drop_vote, name="drop_vote"),
]
