"""Who may send, and for what: the key and the service of a request, asked in one short query."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.open311.errors import BadKey, NotFound, Wrong
from unionhall.rooms.desk.open311.models import digest_of

# Every request that is sent asks this first, so it is written out: composing it costs four times its run.
ASK = """
SELECT apikey.id, service.current_id
FROM desk_apikey apikey
LEFT JOIN desk_service service ON service.code = %s
    AND (service.retired_on IS NULL OR service.retired_on > %s)
WHERE apikey.digest = %s AND apikey.withdrawn_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Admission:
    """A program's key that holds, and the version that the request begins with."""

    key: int
    service: ServiceVersion


def admit(*, key: str, code: str) -> Admission:
    """Let a request in. BadKey comes before anything that is wrong with the service's code.

    A version is never changed once it is in use, so each process keeps those it has met.
    """
    with connection.cursor() as cursor:
        cursor.execute(ASK, [code, timezone.localdate(), digest_of(key)])
        row = cursor.fetchone()
    if row is None:
        raise BadKey(_("api_key is missing or not valid."))
    if not code:
        raise Wrong(_("service_code was not provided."))
    if row[1] is None:
        raise NotFound(_("service_code %s was not found.") % code)
    return Admission(row[0], _version(str(connection.settings_dict["NAME"]), row[1]))


@lru_cache(maxsize=512)
def _version(database: str, pk: int) -> ServiceVersion:
    return ServiceVersion.objects.select_related("service").get(pk=pk)
