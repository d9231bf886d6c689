"""What the page of a service says, for a version on offer, a past one, or one that is being written."""

from collections.abc import Mapping
from typing import Any

from unionhall.kernel.words import Words
from unionhall.rooms.desk.catalogue import wording
from unionhall.rooms.desk.models import Service, ServiceVersion


def page_of(version: ServiceVersion) -> dict[str, Any]:
    """The facts of the page, in the reader's language."""
    return {
        "version": version,
        "papers": wording.papers(version),
        "questions": [str(Words(question["label"])) for question in version.questions],
        "time": wording.promised_time(version),
        "source": version.promise.source,
        "openness": wording.openness(version),
        "level": version.get_level_display(),
    }


def draft_of(service: Service | None, content: Mapping[str, Any]) -> ServiceVersion:
    """A version that is not published."""
    fields = {name: value for name, value in content.items() if name not in ("code", "window")}
    number = service.current.number + 1 if service and service.current else 1
    return ServiceVersion(number=number, **fields)
