"""Letters around an account: each says that a program wrote it, and that nobody reads answers."""

from typing import Any, Final

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

BY_ITSELF: Final = {"Auto-Submitted": "auto-generated"}


def letter(subject: str, words_in: str, to: str, **said: Any) -> EmailMessage:
    """A letter in the active language; `words_in` is the beginning of its template's name."""
    text = render_to_string(f"account/email/{words_in}_message.txt", said)
    return EmailMessage(subject, text, to=[to], headers={**BY_ITSELF})
