"""The register's addresses."""

from django.urls import include, path

from unionhall.rooms.register.views import card, joining, lists, membership

urlpatterns = [
    path("", joining.front, name="front"),
    path("join/", joining.join, name="join"),
    path("transfer/", membership.transfer, name="transfer"),
    path("correct/", membership.correct, name="correct"),
    path("leave/", membership.leave, name="leave"),
    path("card/", card.card, name="card"),
    path("list/", lists.ask, name="list"),
    path("verify/", card.verify, name="verify"),
    path("ground/", include("unionhall.rooms.register.ground.urls")),
    path("import/", include("unionhall.rooms.register.importing.urls")),
]
