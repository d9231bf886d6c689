"""A process that sends notices and dies in the middle; run by the tests of it, never by the hall."""

import os
import signal
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

LETTERS = "LETTERS"  # the variables that name the folder of letters, and after how many to die
DIES_AFTER = "DIES_AFTER"


class Backend(BaseEmailBackend):
    """Puts each letter into a folder; after some it kills its process before that can be written down."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(os.environ[LETTERS])
        for message in email_messages:
            (folder / f"{os.getpid()}-{len(list(folder.iterdir()))}").write_text(
                message.message().as_string()
            )
            if len(list(folder.iterdir())) == int(os.environ.get(DIES_AFTER, "0")):
                os.kill(os.getpid(), signal.SIGKILL)
        return len(email_messages)


def main() -> None:
    import django

    django.setup()
    from django.conf import settings

    from unionhall.kernel.notices import channels, delivery

    settings.EMAIL_BACKEND = f"{Backend.__module__}.Backend"
    channels.send = _dying_after(int(os.environ.get(DIES_AFTER, "0")), channels.send)  # type: ignore[assignment]
    delivery.sweep()


def _dying_after(most: int, send: Callable[[str, str, str], None]) -> Callable[[str, str, str], None]:
    """A `send` that kills its process after some messages, before that can be written down."""
    messages = count(1)

    def send_and_die(channel: str, address: str, text: str) -> None:
        send(channel, address, text)
        if next(messages) == most:
            os.kill(os.getpid(), signal.SIGKILL)

    return send_and_die


if __name__ == "__main__":
    main()
