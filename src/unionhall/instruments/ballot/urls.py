"""Addresses of votes, below `/ballot/`."""

from django.urls import path

from unionhall.instruments.ballot.views import booth, calling, table, trusting, votes

urlpatterns = [
    path("", votes.front, name="front"),
    path("new/", calling.new, name="new"),
    path("<str:uid>/", votes.election, name="election"),
    path("<str:uid>/verify/", votes.verify, name="verify"),
    path("<str:uid>/find/", votes.find, name="find"),
    path("<str:uid>/archive.bel", votes.archive, name="archive"),
    path("<str:uid>/commitments", votes.side_file, name="side_file"),
    path("<str:uid>/election.json", votes.election_json, name="election_json"),
    path("<str:uid>/booth.html", booth.booth_file, name="booth_file"),
    path("<str:uid>/vote/", booth.vote, name="vote"),
    path("<str:uid>/cast/", booth.cast, name="cast"),
    path("<str:uid>/upload/", booth.upload, name="upload"),
    path("<str:uid>/register/", booth.register, name="get_ready"),
    path("<str:uid>/key/", trusting.trustee, name="trustee"),
    path("<str:uid>/key/circle.json", trusting.circle, name="circle"),
    path("<str:uid>/key/publish/", trusting.publish, name="publish"),
    path("<str:uid>/key/contribute/", trusting.contribute, name="contribute"),
    path("<str:uid>/credentials/", trusting.authority, name="authority"),
    path("<str:uid>/table/", table.table, name="table"),
    path("<str:uid>/table/enter/", table.enter, name="enter"),
    path("<str:uid>/table/sign/", table.sign, name="sign"),
    path("<str:uid>/manage/", calling.manage, name="manage"),
    path("<str:uid>/manage/question/", calling.ask_too, name="ask_too"),
    path("<str:uid>/manage/call/", calling.call, name="call"),
    path("<str:uid>/manage/times/", calling.times, name="times"),
    path("<str:uid>/manage/invite/", calling.invite, name="invite"),
    path("<str:uid>/manage/<int:number>/dismiss/", calling.dismiss, name="dismiss"),
    path("<str:uid>/manage/threshold/", calling.threshold, name="threshold"),
    path("<str:uid>/manage/cancel/", calling.cancel, name="cancel"),
]
