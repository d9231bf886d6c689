"""What an address on a channel must look like before the hall keeps it or sends anything there."""

import re
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from unionhall.kernel.notices import reach
from unionhall.kernel.notices.channels import WEBHOOK, webhook_is_allowed

FORMS = {
    "telegram": re.compile(r"[0-9]{4,20}"),  # a minus before it would be a group
    "wecom": re.compile(r"(?!(?i:all)$)[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}"),  # "all" is the whole company
    "dingtalk": re.compile(r"[A-Za-z0-9]{16,128}"),
    "feishu": re.compile(r"[A-Za-z0-9-]{16,128}"),
}


def check_address(channel: str, address: str) -> None:
    """ValidationError, in the reader's words, for an address that the hall won't write to."""
    if channel == WEBHOOK:
        _check_webhook(address)
    elif not FORMS[channel].fullmatch(address):
        raise ValidationError(_("This is not what was asked for. Copy it anew, without blanks."))


def _check_webhook(address: str) -> None:
    """A web address at a host that the operator lists, found now, and not in the hall's own network."""
    parts = _split(address)
    if not webhook_is_allowed(address):
        listed = ", ".join(settings.WEBHOOK_HOSTS)
        raise ValidationError(
            _("The hall may write only to addresses that begin with https:// at: %(hosts)s")
            % {"hosts": listed}
        )
    try:
        reach.check(parts.hostname or "")
    except reach.NotAllowed:
        raise ValidationError(
            _("This address lies inside a closed network; the hall doesn't go there.")
        ) from None
    except OSError:
        raise ValidationError(_("Nobody knows this host. Look at the address again.")) from None


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        raise ValidationError(_("This is no web address. It begins with https://")) from None
