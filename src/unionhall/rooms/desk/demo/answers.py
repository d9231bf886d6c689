"""Words that the demo's stewards start an answer from."""

import tomllib
from pathlib import Path

from unionhall.kernel.people.actors import HALL
from unionhall.kernel.things import changing
from unionhall.kernel.words import Words
from unionhall.rooms.desk.models import AnswerTemplate, Service

WRITTEN = Path(__file__).with_name("answers.toml")


def write() -> None:
    """The answers of `answers.toml`, each for its service or, where it names none, for all."""
    services = {service.code: service for service in Service.objects.all()}
    for written in tomllib.loads(WRITTEN.read_text())["answer"]:
        said = {"title": Words(written["title"]), "text": Words(written["text"])}
        service = services[written["service"]] if "service" in written else None
        changing.add(AnswerTemplate, written["code"], {**said, "service": service}, actor=HALL)
