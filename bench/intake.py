"""How many requests a second come in over HTTP as `make run` serves: journal, CSRF and worker on."""

import json
import re
from html import unescape
from typing import Any

from bench import clients, moves, rivals, sessions
from bench.clients import Client
from bench.halls import open_hall
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.desk.models import ApiKey, Service, ServiceVersion

CONNECTIONS = 8
OPEN311, FORM = "/open311/v2/requests.json", "/desk/ask/transport/"
DRAFT = re.compile(r'name="draft" value="([^"]*)"')
PLACE = re.compile(r'name="where-place"(?: value="|[^>]*>.*?<option value=")([^"]+)"', re.DOTALL)
SAID = "The street lamp at the bus stop has been dark for a week."


def measure(seconds: float) -> dict[str, Any]:
    """Cases a second by two ways in, and by pgbench with the same rows and as many connections."""
    key = ApiKey.objects.issue("bench")
    make_public()
    with open_hall() as address:
        sent = measure_open311(address, key, seconds)
        written = measure_form(address, seconds)
        whole = measure_walks(address, seconds)
    matter = moves.ask()
    bare = rivals.pgbench(rivals.opening(matter), clients=CONNECTIONS, seconds=seconds)
    return {
        "Open311: cases a second": sent["cases"],
        "Open311: an answer": sent["times"],
        "form, last screen: cases a second": written["cases"],
        "form, last screen: an answer": written["times"],
        "form, all screens: cases a second": whole["cases"],
        "form, all screens: pages a second": whole["pages"],
        "pgbench: cases a second": bare,
        "Open311 to pgbench": sent["cases"] / bare,
        "form to pgbench": written["cases"] / bare,
    }


def make_public() -> None:
    """A public service without questions, as Open311 clients expect one."""
    if Service.objects.filter(code="lamp").exists():
        return
    kind = Service.objects.get(code="transport")
    lamp = Service.objects.create(code="lamp", window=kind.window)
    lamp.current = ServiceVersion.objects.create(
        service=lamp, number=1, title={"en": "Street lamp"}, public=True
    )
    lamp.save()


def measure_open311(address: str, key: str, seconds: float) -> dict[str, Any]:
    fields = {"api_key": key, "service_code": "lamp", "address_string": "Mill Lane 4", "description": SAID}
    several = [Client(address) for _ in range(CONNECTIONS)]
    for client in several * 3:
        assert json.loads(client.post(OPEN311, fields))[0]["service_request_id"]
    return timed(several, lambda client: client.post(OPEN311, fields), seconds)


def measure_form(address: str, seconds: float) -> dict[str, Any]:
    """The last screen only: what comes before was filled in before the time began."""
    several = signed_in(address)
    drafts: dict[int, list[str]] = {id(client): [] for client in several}
    clients.at_once(several, lambda client: drafts[id(client)].append(walk(client)), seconds * 4)
    return timed(
        several, lambda client: client.post(FORM, {"draft": drafts[id(client)].pop(), "send": "1"}), seconds
    )


def measure_walks(address: str, seconds: float) -> dict[str, Any]:
    several = signed_in(address)
    found = timed(several, lambda client: client.post(FORM, {"draft": walk(client), "send": "1"}), seconds)
    return {**found, "pages": sum(len(client.seconds) for client in several) / seconds}


def walk(client: Client, form: str = FORM, said: str = SAID) -> str:
    """Every screen up to the summary; the draft that is ready to be sent."""
    page = client.led(form)
    page = client.led(form, {"draft": draft(page), "about-description": said})
    place = PLACE.search(page)
    where = {"where-place": place[1]} if place else {}
    page = client.led(form, {"draft": draft(page), **where, "where-address": ""})
    return draft(client.led(form, {"draft": draft(page)}))


def draft(page: str) -> str:
    found = DRAFT.search(page)
    assert found, page[:2_000]
    return unescape(found[1])


def signed_in(address: str) -> list[Client]:
    member = Person.objects.get(email="mei.oneill@town.example")
    return [Client(address, sessions.cookies(member)) for _ in range(CONNECTIONS)]


def timed(several: list[Client], act: clients.Act, seconds: float) -> dict[str, Any]:
    for client in several:
        client.seconds.clear()
    before = Matter.objects.count()
    took = clients.at_once(several, act, seconds)
    return {
        "cases": (Matter.objects.count() - before) / took,
        "times": clients.times([second for client in several for second in client.seconds]),
    }
