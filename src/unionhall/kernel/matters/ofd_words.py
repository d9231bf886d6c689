"""What an OFD says, for readers whose programs can't open one."""

import json
import logging
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from unionhall.ground.apart import Fault, Refused, TooMuch, Unavailable, asking
from unionhall.kernel.matters import ofd_reading

MEDIA_TYPE: Final = "application/ofd"
APART = f"{ofd_reading.__name__}:read"
LABELS: Final = {
    "invoice_type": _("Kind of invoice"),
    "invoice_number": _("Invoice number"),
    "invoice_code": _("Invoice code"),
    "issue_date": _("Day of the invoice"),
    "seller_name": _("Seller"),
    "seller_tax_id": _("Seller's tax number"),
    "buyer_name": _("Buyer"),
    "buyer_tax_id": _("Buyer's tax number"),
    "amount_without_tax": _("Amount without tax"),
    "tax_amount": _("Tax"),
    "total_amount": _("Amount with tax"),
}

log = logging.getLogger(__name__)


class Unreadable(Exception):
    """It can't be read now."""


@dataclass(frozen=True)
class Said:
    """Its makers, days, fields by the keys of `LABELS`, lines (name, quantity, price, amount) and text."""

    signed: bool
    makers: list[str | None]
    days: list[str | None]
    fields: dict[str, str]
    items: list[list[str]]
    text: str

    @property
    def names_makers(self) -> str:
        """Author, program and days that stand in it, in one line."""
        return ", ".join(dict.fromkeys(each for each in (*self.makers, *self.days) if each))


def said_in(content: bytes) -> Said:
    """What it says, read apart. Raises Unreadable."""
    try:
        [said] = asking.read(APART, content, settings.READING)
    except (Fault, Refused, TooMuch, Unavailable) as problem:
        log.error("An OFD that was kept can't be read: %r", problem)
        raise Unreadable from problem
    return Said(**json.loads(said))
