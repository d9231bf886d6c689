"""The draft of a form on a matter: kept by the hall while somebody writes, and when the form is refused.

Each person has one for a matter and a move. A form that was refused is read again at its own address, so that
Back leads nowhere that only a form could bring.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from typing import Any
from uuid import uuid4

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.database.questions import Asked
from unionhall.kernel.drafts import keeping, spots
from unionhall.kernel.drafts.models import Kept
from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.acting import was_taken_back
from unionhall.kernel.procedures.sentences import say_moment
from unionhall.kernel.web.faults import Faults, faults_of
from unionhall.kernel.web.handed_in import asked_texts
from unionhall.kernel.web.leading import SeeOther

KEEP, THROW = "keep", "throw"


@dataclass
class Drafting:
    """The draft of one person's form, if there is one."""

    spot: spots.Spot
    typed: QueryDict = field(default_factory=lambda: QueryDict(mutable=True))
    faults: Faults = field(default_factory=list)
    at: datetime | None = None
    matter: Matter | None = None

    @classmethod
    def of(cls, person: Person, reference: str, name: str) -> "Drafting":
        """Raises Http404 for what is no reference."""
        parsed = references.parse(reference)
        if parsed is None:
            raise Http404
        about = references.compose(*parsed)
        address = reverse("matter_move", args=[about, name])
        return cls(spots.of_member(person, parsed[0], address, about=about))

    def asks(self) -> Asked[Kept]:
        """The question for it, so that it is asked with others."""
        return keeping.KEPT(name=self.spot.name)

    def lie_with(self, matter: Matter) -> None:
        """In a sealed matter it is sealed as the matter's words are; hours are said by the matter's clock."""
        self.matter = matter
        self.spot = replace(self.spot, matter=matter.key if matter.sealed else None)

    def open(self, lying: list[Kept], matter: Matter) -> None:
        """Read what was kept; what was sent only where it was taken back since."""
        found = keeping.find(self.spot, lying)
        if found and (not found.said.get("sent") or was_taken_back(matter, matter.journal_length - 1)):
            self.at, self.faults = found.at, found.said["faults"]
            self._type(found.said["typed"].items())

    def keep(
        self,
        form: forms.Form,
        sent: QueryDict,
        faults: Faults | None = None,
        *,
        lasts: timedelta | None = None,
    ) -> None:
        """Keep what was typed in a form's fields, and why it was refused; `lasts`: what was sent, so long."""
        self._type((name, sent.getlist(name)) for name in sent if _is_of(form, name))
        self.faults = faults or []
        said = {"typed": dict(self.typed.lists()), "faults": self.faults, "sent": lasts is not None}
        self.at = keeping.keep(self.spot, said, lasts=lasts)

    def refuse(self, form: forms.Form, sent: QueryDict) -> None:
        """Keep a form that made nothing: with the texts that it asks about, or as it was begun anew."""
        sent = sent.copy()
        for name, begun in ({} if form.is_bound else form.initial).items():
            sent[name] = str(begun)
        for name, texts in asked_texts(form).items():
            sent.setlist(name, texts)
        self.keep(form, sent, faults_of(form))

    def throw(self) -> None:
        keeping.throw(self.spot)

    def as_sent(self) -> QueryDict:
        """What was typed, as the form would send it once more, under a new key."""
        sent = self.typed.copy()
        sent["key"] = str(uuid4())
        return sent

    def words(self) -> str:
        """The quiet line under the form."""
        return kept(self.at, self.matter.place.zone if self.matter else None) if self.at else ""

    def answer(self, request: HttpRequest) -> HttpResponse:
        """To a script the words; to a person the form again."""
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"kept": self.words()})
        return SeeOther(request.path)

    def _type(self, typed: Iterable[tuple[str, Any]]) -> None:
        for name, values in typed:
            self.typed.setlist(name, values)


def kept(at: datetime, zone: tzinfo | None = None) -> str:
    """When something was kept last, by the clock of a place or of the hall."""
    local = timezone.localtime(at, zone)
    if local.date() == timezone.localdate(timezone=zone):
        return _("Kept at %(time)s.") % {"time": f"{local:%H:%M}"}
    return _("Kept: %(time)s.") % {"time": say_moment(local)}


def _is_of(form: forms.Form, name: str) -> bool:
    """Whether a field that was sent belongs to the form, or to one of its fields."""
    own = (form.add_prefix(each) for each in form.fields if each != "key")
    return any(name == each or name.startswith((f"{each}-", f"{each}_")) for each in own)
