import pytest
pytestmark=pytest.mark.urls("unionhall.rooms.desk.root_urls")
import json
from unionhall.rooms.desk.tests.open311_client import Program
from tests.town import service
def test_smoke(town):
    service("street-light","Street light",public=True,keywords={"en":"lamp, dark"})
    p=Program()
    for c in ("discovery.json","discovery.xml","services.json","services.xml","services/street-light.xml","services/street-light.json"):
        r=p.get(c); print(c,r.status_code,r.content.decode())
    r=p.post({"service_code":"street-light","description":"It is <b>dark</b>"}); print(r.status_code,r.content, r.headers)
    n=r.json()[0]["service_request_id"]
    for c in ("requests.json","requests.xml",f"requests/{n}.json",f"requests/{n}.xml",f"tokens/{n}.xml","nothing.json","requests.html","","requests/x.json"):
        r=p.get(c); print(c,r.status_code,r.content.decode())
    r=p.post({"service_code":"transport"}); print(r.content)
