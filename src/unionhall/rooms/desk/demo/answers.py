"""Words that the demo's stewards start an answer from."""

import tomllib
from pathlib import Path

from unionhall.kernel.words import Words
from unionhall.rooms.desk.models import AnswerTemplate, Service

WRITTEN = Path(__file__).with_name("answers.toml")


def write() -> None:
    """The answers of `answers.toml`, each for its service or, where it names none, for all."""
    services = {service.code: service for service in Service.objects.all()}
    AnswerTemplate.objects.bulk_create(
        AnswerTemplate(
            service=services[written["service"]] if "service" in written else None,
            title=Words(written["title"]),
            text=Words(written["text"]),
        )
        for written in tomllib.loads(WRITTEN.read_text())["answer"]
    )
