"""The segments of a JPEG stream, for photos that stand inside another file and are not drawn anew."""

START_OF_SCAN = 0xDA
REMARK = 0xFE
FILLING = 0xFF  # any number of these may precede a segment
# JFIF (0xE0) and Adobe's colour transform (0xEE) say how to read the colours; other application segments
# hold the camera, the place and the like.
APPLICATION = set(range(0xE1, 0xF0)) - {0xEE}


def without_remarks(photo: bytes) -> bytes:
    """The same pixels without remarks and application segments; an unreadable stream is returned as it is."""
    if not photo.startswith(b"\xff\xd8"):
        return photo
    kept, at = [photo[:2]], 2
    while at + 4 <= len(photo) and photo[at] == 0xFF and photo[at + 1] != START_OF_SCAN:
        if photo[at + 1] == FILLING:
            at += 1
            continue
        length = 2 + int.from_bytes(photo[at + 2 : at + 4], "big")
        if photo[at + 1] != REMARK and photo[at + 1] not in APPLICATION:
            kept.append(photo[at : at + length])
        at += length
    return b"".join([*kept, photo[at:]])
