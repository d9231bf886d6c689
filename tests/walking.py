"""Walking through the screens on which something is asked for, with nothing but what the pages contain."""

import re
from html import unescape
from typing import Any

from django.test import Client

from unionhall.kernel.people.models import Person
from unionhall.kernel.web.addresses import new_token

DRAFT = re.compile(r'name="draft" value="([^"]*)"')
FIELD = re.compile(r'id="id_([a-z]\w*)-\w+"')
GUESSED = {"token": "guessed", "step": "begin"}


def begun_by(person: Person) -> dict[str, str]:
    """What stands in the address of the first screen of a walk that somebody has begun."""
    return {"token": new_token(person.pk), "step": "begin"}


class Browser(Client):
    """Goes where a form leads that isn't taken, as a browser does, and shows what is read there."""

    def post(self, *sent: Any, **how: Any) -> Any:
        answer: Any = super().post(*sent, **how)
        headers = how.get("headers")
        return self.get(answer["Location"], headers=headers) if answer.status_code == 303 else answer


def sent(client: Client, address: str, form: dict[str, Any]) -> Any:
    """What the browser shows when a form on a matter is sent: one that is refused is read again."""
    answer: Any = client.post(address, form)
    return client.get(address) if answer.status_code == 303 else answer


class Walker:
    """Fills in one screen after another."""

    def __init__(self, client: Client, url: str) -> None:
        self.client, self.url, self.begun_at = client, url, url.partition("?")[0]
        self.page: Any = self.followed(client.get(url))

    @property
    def text(self) -> str:
        return unescape(self.page.content.decode())

    @property
    def step(self) -> str:
        """The name of the screen, by its fields; `check` on the summary."""
        found = FIELD.search(self.text)
        return found[1] if found else "check" if 'name="send"' in self.text else ""

    @property
    def draft(self) -> str:
        found = DRAFT.search(self.text)
        return found[1] if found else ""

    def value(self, name: str) -> str:
        """The first value that a field of this name offers."""
        found = re.search(rf'name="{name}" value="([^"]+)"', self.text)
        assert found, name
        return found[1]

    def say(self, button: str = "", /, **answers: Any) -> "Walker":
        """Answer this screen and go on, or press another button."""
        named = {f"{self.step}-{name}": value for name, value in answers.items()}
        return self.press(**{**({button: "1"} if button else {}), **named})

    def press(self, **values: Any) -> "Walker":
        self.page = self.followed(self.post(**values))
        return self

    def followed(self, answer: Any) -> Any:
        """What the browser shows: a screen leads on to the next one's address; the end leads elsewhere."""
        while answer.status_code in (302, 303) and answer["Location"].startswith(self.begun_at):
            self.url, cookies = answer["Location"], answer.cookies
            answer = self.client.get(self.url)
            answer.cookies.update(cookies)
        return answer

    def post(self, **values: Any) -> Any:
        answer: Any = self.client.post(self.url, {"draft": self.draft, **values})
        return answer
