"""One round of the post: what it carries, and which channels are out of order for the rest of it."""

from collections import Counter
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from time import monotonic
from typing import Self

from django.core.mail import EmailMessage, get_connection

from unionhall.kernel.notices import channels
from unionhall.kernel.notices.letters import Told, letter, short
from unionhall.kernel.notices.plans import Plan

ONE_LETTER = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
MOST_FAILURES = 3  # of a gateway, before its other messages wait for a later round
LONGEST = 20.0  # seconds for all gateways together, so that slow ones don't hold up the mail


class Round:
    """Carries messages; a mail server that can't be reached and a gateway that fails are not asked again."""

    def __init__(self) -> None:
        self.mail = get_connection()
        self.failures: Counter[str] = Counter()
        self.mail_is_down = False
        self.spent = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.mail.close()

    def is_closed(self, channel: str) -> bool:
        """Whether the rest of this round leaves a channel alone."""
        if channel == channels.EMAIL:
            return self.mail_is_down
        return bool(channel) and (self.failures[channel] >= MOST_FAILURES or self.spent > LONGEST)

    def carry(self, news: list[Told], plan: Plan, channel: str) -> bool:
        """Let one message leave, in the active language; whether it was taken."""
        if channel == channels.EMAIL:
            return self._post(letter(news, plan.person))
        return self._ring(channel, plan.address(channel), short(news))

    def _post(self, message: EmailMessage) -> bool:
        message.connection = self.mail
        try:
            self.mail.open()
            message.send()
        except (SMTPException, OSError, ValueError) as trouble:
            self.mail_is_down = not isinstance(trouble, ONE_LETTER)
            return False
        return True

    def _ring(self, channel: str, address: str, text: str) -> bool:
        start = monotonic()
        try:
            channels.send(channel, address, text)
        except (channels.NotConfigured, channels.NotSent):
            self.failures[channel] += 1
            return False
        finally:
            self.spent += monotonic() - start
        return True
