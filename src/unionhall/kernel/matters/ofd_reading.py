"""The words and fields of an OFD. This runs apart, in a process that knows nothing of the hall."""

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

import ofdkit
from ofdkit.package import Package

from unionhall.ground.apart import Refused
from unionhall.kernel.matters.cleaning.ofd_parts import BROKEN, is_signed

MOST_SIGNS = 200_000
FIELDS = ("invoice_type", "invoice_number", "invoice_code", "issue_date")
TOTALS = ("amount_without_tax", "tax_amount", "total_amount")
CENT = Decimal("0.01")


def make_ready() -> None:
    """Nothing is large here."""


def read(content: bytes) -> Iterator[bytes]:
    """What it says, in JSON, as `ofd_words.Said` has it."""
    try:
        with ofdkit.open(content) as document, Package(content) as package:
            named, invoice = document.info, document.invoice()
            said = {
                "signed": is_signed(package),
                "makers": [named.author, named.creator],
                "days": [named.creation_date, named.mod_date],
                "fields": _fields(invoice) if invoice else {},
                "items": _items(invoice.items) if invoice else [],
                "text": document.text()[:MOST_SIGNS],
            }
    except BROKEN as broken:
        raise Refused("damaged") from broken
    yield json.dumps(said).encode()


def _fields(invoice: ofdkit.Invoice) -> dict[str, str]:
    parties = {
        f"{side}_{key}": getattr(party, key)
        for side, party in (("seller", invoice.seller), ("buyer", invoice.buyer))
        for key in ("name", "tax_id")
    }
    named = {key: getattr(invoice, key) for key in (*FIELDS, *TOTALS)}
    return {key: value for key, value in (named | parties).items() if value}


def _items(items: list[ofdkit.LineItem]) -> list[list[str]]:
    """The lines, unless one doesn't add up: a discount shifts the columns of all below it."""
    return [_line(item) for item in items] if all(map(_adds_up, items)) else []


def _line(item: Any) -> list[str]:
    return [item.name or "", item.quantity, item.unit_price, item.amount]


def _adds_up(item: ofdkit.LineItem) -> bool:
    try:
        product = Decimal(item.quantity or "") * Decimal(item.unit_price or "")
        return product.quantize(CENT) == Decimal(item.amount or "").quantize(CENT)
    except InvalidOperation:
        return False
