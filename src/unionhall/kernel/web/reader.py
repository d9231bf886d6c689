"""Who reads a matter: a person who signed in, or a guest with a receipt."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.procedures.declaration import Move
from unionhall.kernel.rooms import room


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
        declared = room(self.matter.room)
        roles = {*declared.handled_by, *declared.coordinated_by}
        reaching = [each for each in self.actor.current_offices if each.reaches(self.matter.place_path)]
        served = [each for each in reaching if each.role in roles]
        if not served and self.actor.pk == self.matter.handler_id:
            served = reaching
        return max(served, key=lambda each: len(each.place.path), default=None)

    def file_url(self, file: File) -> str:
        return reverse("file", args=[file.uid])

    def act_url(self, move: Move) -> str:
        return reverse("matter_move", args=[self.matter.reference, move.name.replace("_", "-")])
