"""Short texts to telephones, through the gateway of the hall if it has one."""

import logging

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


def is_available() -> bool:
    """Whether this hall can send texts; where it can't, no page offers a code by phone."""
    return bool(settings.TEXT_GATEWAY)


def send_text(phone: str, text: str) -> bool:
    """Send a text to a number in E.164 through `TEXT_GATEWAY`, a function of both; whether it was taken.

    A failure is logged without the number.
    """
    try:
        import_string(settings.TEXT_GATEWAY)(phone, text)
    except Exception:
        log.exception("a text could not be sent")
        return False
    return True


def send_code(phone: str, code: str) -> bool:
    """Send a code to sign in or to confirm a number."""
    text = _("%(code)s is your code for the union's hall. Tell it to nobody; we never ask for it.")
    return send_text(phone, text % {"code": code})
