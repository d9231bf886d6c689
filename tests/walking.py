"""Walking through the screens on which something is asked for, with nothing but what the pages contain."""

import re
from html import unescape
from typing import Any

from django.test import Client

DRAFT = re.compile(r'name="draft" value="([^"]*)"')
FIELD = re.compile(r'id="id_([a-z]\w*)-\w+"')


class Walker:
    """Fills in one screen after another."""

    def __init__(self, client: Client, url: str) -> None:
        self.client, self.url = client, url
        self.page: Any = client.get(url)

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
        self.page = self.post(**values)
        return self

    def post(self, **values: Any) -> Any:
        answer: Any = self.client.post(self.url, {"draft": self.draft, **values})
        return answer
