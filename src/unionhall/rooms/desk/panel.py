"""What the page of a matter says of a request."""

from typing import Any

from django.utils.translation import gettext as _

from unionhall.database.questions import Gap, Question, ask
from unionhall.kernel.contract import Fact
from unionhall.kernel.matters.models import Link, Matter
from unionhall.kernel.notices.stopping import in_words
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas, locate
from unionhall.kernel.procedures.referring import address_in, title_of
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.desk.catalogue import wording
from unionhall.rooms.desk.models import Request, ServiceVersion

LINKS = Question(lambda: Link.objects.filter(matter=Gap("matter")).select_related("other"))


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """What was asked and where, how it came in, and what belongs to it; only what there is."""
    request: Request = matter.request
    version = request.service
    said: list[tuple[str, Any]] = [
        (_("How to reach the member"), request.reach if _may_read_reach(reader) else ""),
        *_contact(request, reader),
        (_("Your words") if reader.is_party else _("In their own words"), request.description),
        *wording.answers(version, request.answers),
        (_("Where"), request.address),
        (_("House number"), _unread(matter, request.address)),
        (_("A picture elsewhere"), request.media_url),
        (_("How it came in"), request.get_channel_display()),
        (
            _("Offered to"),
            matter.offered_to.name if matter.offered_to else "",
        ),
        (_("Referred to"), request.referred_to or _other_room(request)),
        (_("Papers for this service"), "\n".join(wording.papers(version))),
        (_("Promised time"), _promised(version)),
        (_("Rating of the service"), _rating(request) if _may_read_rating(reader) else ""),
        *_links(matter, reader),
    ]
    own = {_("Your words"), _("In their own words")}
    return [Fact(label, value, own_words=label in own) for label, value in said if value]


def _unread(matter: Matter, address: str) -> str:
    """As the summary said it: where the matter lies, not what the number would mean elsewhere."""
    atlas = current_atlas() if address else None
    place = atlas.places.get(matter.place_path) if atlas else None
    if place is None or locate(address=address, within=place, atlas=atlas).is_number_read:
        return ""
    return wording.number_unread()


def leads_on(matter: Matter, reader: Reader) -> tuple[Any, str] | None:
    """The title and address of the room where the member goes on, once a handler found it the right one.

    A guest begins there anew: an address can't show whose receipt it is.
    """
    label = matter.request.goes_on_in
    address = address_in(label, matter) if label and reader.is_party and matter.state == "referred" else ""
    if not address:
        return None
    return title_of(label), address if isinstance(reader.actor, Person) else address.partition("?")[0]


def _other_room(request: Request) -> Any:
    return title_of(request.goes_on_in) if request.goes_on_in else ""


def _contact(request: Request, reader: Reader) -> list[tuple[str, str]]:
    """What somebody without an account left: for themselves and for who has it in hand, while it is open."""
    is_theirs = reader.is_party or reader.matter.handler_id == getattr(reader.actor, "pk", None)
    if not (is_theirs and reader.matter.is_open):
        return []
    left = request.contact or {}
    email = in_words(reader.matter, left.get("email", ""))
    return [(_("E-mail"), email), (_("Telephone"), left.get("phone", ""))]


def _may_read_reach(reader: Reader) -> bool:
    """Who has to call back, until they did."""
    matter = reader.matter
    return (
        matter.state == "callback"
        and isinstance(reader.actor, Person)
        and matter.handler_id == reader.actor.pk
        and not reader.is_party
    )


def _may_read_rating(reader: Reader) -> bool:
    """Who gave it, and the quality officer of the place: nobody else, so that no handler is rated by name."""
    if reader.is_party:
        return True
    path, actor = reader.matter.place_path, reader.actor
    return isinstance(actor, Person) and actor.office_over(path, ("quality_officer",)) is not None


def _promised(version: ServiceVersion) -> str:
    words = {"time": wording.promised_time(version), "source": version.promise.source}
    return _("%(time)s (%(source)s)") % words


def _rating(request: Request) -> str:
    if request.rating is None:
        return ""
    of = _("%(rating)s of 5") % {"rating": request.rating}
    return f"{of}\n{request.rating_text}".strip()


def _links(matter: Matter, reader: Reader) -> list[tuple[str, str]]:
    """Other matters that belong to it; a party reads only that there are some."""
    if reader.is_party:
        return []
    (links,) = ask(LINKS(matter=matter.pk))
    return [(link.get_kind_display(), link.other.reference) for link in links]
