"""Numbers that a workbook shows with zeros in front, as `000403` by the format `000000`."""

import re
from typing import Any

PATTERN = re.compile("0{2,30}")


def shown(value: Any, digits: int) -> Any:
    """A whole number with as many digits; anything else as it is."""
    is_number = isinstance(value, float) and value.is_integer() and value >= 0
    return f"{int(value):0{digits}d}" if is_number else value
