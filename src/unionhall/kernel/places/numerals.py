"""Chinese numerals as they stand in addresses: 一百二十三 and 一二三 alike, 廿二, 〇一二."""

DIGITS = {"〇": 0, "○": 0, "零": 0, "两": 2} | {sign: at for at, sign in enumerate("一二三四五六七八九", 1)}
UNITS = {"十": 10, "百": 100, "千": 1000}
CONTRACTED = {"廿": "二十", "卅": "三十", "卌": "四十"}
FORMAL = dict(zip("壹贰叁参肆伍陆柒捌玖拾佰仟", "一二三三四五六七八九十百千", strict=True))  # as on banknotes
NUMERALS = frozenset({*DIGITS, *UNITS, *CONTRACTED})


def value_of(numerals: str) -> int | None:
    """The number, up to 9999; None for what two people read differently, such as 二百五, or is none."""
    written = "".join(CONTRACTED.get(sign) or FORMAL.get(sign, sign) for sign in numerals)
    if not written or not NUMERALS.issuperset(written):
        return None
    if UNITS.keys().isdisjoint(written):
        return int("".join(str(DIGITS[sign]) for sign in written)) if len(written) <= 6 else None
    return _spelt(written)


def _spelt(written: str) -> int | None:
    total, digit, unit, is_after_zero = 0, 0, 10_000, False
    for sign in written:
        if size := UNITS.get(sign):
            if size >= unit or not (digit or size == 10):
                return None
            total, digit, unit, is_after_zero = total + (digit or 1) * size, 0, size, False
        elif digit:
            return None
        elif value := DIGITS[sign]:
            digit = value
        else:
            is_after_zero = True
    is_short = digit and unit > 10 and not is_after_zero
    return None if is_short else total + digit
