"""Who reads a matter: a person who signed in, or a guest with a receipt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.procedures.declaration import Move
from unionhall.kernel.rooms import room


def reading(request: HttpRequest) -> Actor:
    """Who reads: the person who signed in, else a guest without a receipt."""
    return request.user if isinstance(request.user, Person) else Guest()


def or_sign_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Show what lies open to everybody; for all else, there or not, a guest is asked to sign in."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        try:
            return view(request, *arguments, **named)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return shown


@dataclass
class Reader:
    """Who reads a matter, and through which office, if not as a party."""

    actor: Actor
    matter: Matter

    def __post_init__(self) -> None:
        self.actor = self.matter.known_as(self.actor)

    @cached_property
    def is_party(self) -> bool:
        """Whether they read as a member: a party, every guest, and whoever reads only what lies open.

        They never see what is internal.
        """
        if not isinstance(self.actor, Person) or self.actor.pk in self.matter.party_ids:
            return True
        return self.matter.circle is not None and not self.matter.is_served_by(self.actor)

    @cached_property
    def office(self) -> Office | None:
        if self.is_party or not isinstance(self.actor, Person):
            return None
        path, is_handler = self.matter.place_path, self.actor.pk == self.matter.handler_id
        serving = self.actor.office_over(path, room(self.matter.room).served_by)
        return serving or (self.actor.office_over(path) if is_handler else None)

    def file_url(self, file: File) -> str:
        return reverse("file", args=[file.uid])

    def act_url(self, move: Move) -> str:
        return reverse("matter_move", args=[self.matter.reference, move.name.replace("_", "-")])
