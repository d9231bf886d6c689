"""What the page of a service says, for a version on offer, a past one, or one that is being written."""

from typing import Any

from unionhall.kernel.words import Words
from unionhall.rooms.desk.catalogue import wording


def page_of(version: Any) -> dict[str, Any]:
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
