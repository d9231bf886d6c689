"""Asking: a member with an account, or a guest with nothing but a browser."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.database.questions import ask
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.people.models import places_of
from unionhall.kernel.places.locate import EDITION, current_atlas, open_places
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.walks import Step
from unionhall.rooms.desk import intake
from unionhall.rooms.desk.catalogue import find_offered
from unionhall.rooms.desk.catalogue.offered import MARK
from unionhall.rooms.desk.forms.draft import RequestDraft
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.views.steps import request_steps, said, where_step
from unionhall.rooms.desk.views.walk import RequestWalk


@method_decorator(same_origin, name="dispatch")
class Ask(RequestWalk):
    """Ask for a service. A guest's pages set no cookie; the receipt is shown once, at the end."""

    confirm = gettext_lazy("Send the request")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        own = [self.person.asks_memberships()] if self.person else []
        marks, editions, *more = ask(MARK, EDITION(), *own, *self.asks_kept())
        self.offered = find_offered(kwargs["code"], marks)
        self.atlas = current_atlas(*(edition.mark for edition in editions))
        self.own = places_of(*more[: len(own)])
        self.take(more[len(own) :])

    def begun(self) -> RequestDraft:
        if self.offered is None:
            raise Http404
        return RequestDraft(version=self.offered.pk)

    def version(self) -> ServiceVersion:
        """The version that the asker read when they began, even if there is a newer one by now."""
        if self.offered and self.offered.pk == self.draft.version:
            return self.offered
        kept = ServiceVersion.objects.select_related("service").filter(pk=self.draft.version)
        found = kept.filter(service__code=self.kwargs["code"]).first()
        if found is None:
            raise Http404
        return found

    def heading(self) -> dict[str, Any]:
        version, is_there = self.version(), self.offered is not None
        url = reverse("desk:service", args=[version.service.code]) if is_there else ""
        return {"title": version.title, "url": url}

    def steps(self) -> list[Step]:
        version = self.version()
        places = self.own or open_places(self.atlas)
        where = where_step(places, own=bool(self.own), pinned=version.public, atlas=self.atlas)
        return request_steps(version, self.draft, where)

    def finish(self, forms_by_step: dict[str, Any]) -> Matter:
        return intake.ask(said(self.version(), self.draft, forms_by_step), actor=self.person or Guest())

    def arrive(self, matter: Matter, note: str = "") -> HttpResponseBase:
        if self.person is None:
            return self.receipt(matter, note)
        sent = _("Your request was sent. Here you see at any time where it stands.")
        messages.success(self.request, note or sent)
        return redirect(address_of(matter))
