"""POST requests: another program sends a request, through the same procedure as everybody."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.procedures.refusals import KeyReused
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.open311 import reading
from unionhall.rooms.desk.open311.admission import Admission, admit
from unionhall.rooms.desk.open311.answers import read_answers
from unionhall.rooms.desk.open311.dropping import drop_files
from unionhall.rooms.desk.open311.rendering import Document, Several
from unionhall.rooms.desk.open311.whereabouts import read_whereabouts
from unionhall.rooms.desk.procedure import asking, states

LONGEST_DESCRIPTION = 4_000
LONGEST_KEY = 200


def send(request: HttpRequest) -> Document:
    """Open a matter for what was sent.

    1. Ask for the key and the service.  2. Read the spot and the answers; names, phones, e-mail addresses and
    ids of devices and accounts are not read at all.  3. Make the opening move: the same `Idempotency-Key`
    opens one matter.
    """
    drop_files(request)
    admission, fields = _admit(request), request.POST
    service = admission.service
    where = read_whereabouts(fields)
    asked = Request(
        service=service,
        description=reading.text(fields, "description", longest=LONGEST_DESCRIPTION),
        answers=read_answers(fields, service.questions),
        address=where.address,
        lat=where.lat,
        long=where.long,
        media_url=reading.web_address(fields, "media_url"),
        channel=Request.Channel.OPEN311,
    )
    code = "" if service.public else new_code()
    fresh = asking.new_matter(service, where.place, subject=None)
    matter = asking.send(
        fresh,
        actor=Guest(),
        request=asked,
        receipt=digest_of(code) if code else "",
        key=_idempotency(request, admission),
    )
    if matter.kind != fresh.kind:
        raise KeyReused
    return _acknowledge(matter, service, code if matter is fresh else "")


def _admit(request: HttpRequest) -> Admission:
    """By the key and the code in the form; the key may stand in the address instead."""
    key = reading.text(request.POST, "api_key", longest=LONGEST_KEY)
    return admit(
        key=key or reading.text(request.GET, "api_key", longest=LONGEST_KEY),
        code=reading.text(request.POST, "service_code", longest=LONGEST_KEY),
    )


def _idempotency(request: HttpRequest, admission: Admission) -> UUID | None:
    """The client's own key for this very request, as a UUID that no other program's keys can meet."""
    text = reading.clean(request.headers.get("Idempotency-Key", ""), "Idempotency-Key", longest=LONGEST_KEY)
    return uuid5(NAMESPACE_URL, f"open311:{admission.key}:{text}") if text else None


def _acknowledge(matter: Matter, service: ServiceVersion, code: str) -> Document:
    """The number of a public request; of a private one only the code that its sender follows it with."""
    if service.public:
        number = {"service_request_id": matter.reference}
        notice = str(states.desk.states[matter.state].next_step)
    else:
        number, notice = {}, _follow(code)
    answer = {**number, "service_notice": notice, "account_id": None}
    return Document("service_requests", Several("request", [answer]))


def _follow(code: str) -> str:
    if not code:
        return _("This request was received before.")
    address = f"{settings.HALL_ADDRESS}/receipt/"
    return _("Keep this code, it is shown this once: %(code)s. Follow the request at %(address)s.") % {
        "code": code,
        "address": address,
    }
