"""The square that a telephone's camera reads."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe


def square(text: str, title: str | None = None) -> SafeString:
    """A QR code as SVG, black on white in every colour scheme, so that every camera reads it.

    It stands in a page as well as by itself, as wide as it is given room.
    """
    drawing = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(drawing, kind="svg", scale=4, border=4, light="#fff", omitsize=True, title=title, xmldecl=False)
    return mark_safe(drawing.getvalue().decode())
