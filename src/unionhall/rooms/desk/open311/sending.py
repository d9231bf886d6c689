"""POST requests: another program sends a request, through the same procedure as everybody."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Guest
from unionhall.rooms.desk import procedure
from unionhall.rooms.desk.models import Request, ServiceVersion
from unionhall.rooms.desk.open311 import reading
from unionhall.rooms.desk.open311.answers import read_answers
from unionhall.rooms.desk.open311.errors import BadKey, Wrong
from unionhall.rooms.desk.open311.models import ApiKey
from unionhall.rooms.desk.open311.offering import version_on_offer
from unionhall.rooms.desk.open311.rendering import Document, Several
from unionhall.rooms.desk.open311.whereabouts import read_whereabouts

LONGEST_DESCRIPTION = 4_000
LONGEST_KEY = 200


def send(request: HttpRequest) -> Document:
    """Open a matter for what was sent.

    1. Ask for the key.  2. Read the service, the spot and the answers; names, phones, e-mail addresses and ids of
    devices and accounts are not read at all.  3. Make the opening move: the same `Idempotency-Key` opens one matter.
    """
    key = _key(request)
    fields = request.POST
    service = _service(fields)
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
    fresh = procedure.new_matter(service, where.place, subject=None)
    matter = procedure.send(
        fresh,
        actor=Guest(),
        request=asked,
        receipt=digest_of(code) if code else "",
        key=_idempotency(request, key),
    )
    return _acknowledge(matter, service, code if matter is fresh else "")


def _key(request: HttpRequest) -> ApiKey:
    text = reading.text(request.POST, "api_key", longest=LONGEST_KEY)
    key = ApiKey.objects.holding(text or reading.text(request.GET, "api_key", longest=LONGEST_KEY))
    if key is None:
        raise BadKey(_("api_key is missing or not valid."))
    return key


def _service(fields: QueryDict) -> ServiceVersion:
    code = reading.text(fields, "service_code", longest=LONGEST_KEY)
    if not code:
        raise Wrong(_("service_code was not provided."))
    return version_on_offer(code)


def _idempotency(request: HttpRequest, key: ApiKey) -> UUID | None:
    """The client's own key for this very request, as a UUID that no other program's keys can meet."""
    text = reading.clean(request.headers.get("Idempotency-Key", ""), "Idempotency-Key", longest=LONGEST_KEY)
    return uuid5(NAMESPACE_URL, f"open311:{key.pk}:{text}") if text else None


def _acknowledge(matter: Matter, service: ServiceVersion, code: str) -> Document:
    """The number of a public request; of a private one nothing but the code that its sender follows it with."""
    if service.public:
        number = {"service_request_id": matter.reference}
        notice = str(procedure.desk.states[matter.state].next_step)
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
