"""Pictures drawn anew: only what is seen remains."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

from unionhall.kernel.matters.cleaning.refusals import refusal

MOST_PIXELS = 50_000_000  # a decoded picture takes four bytes a pixel
QUALITY = 88
SAVED_AS: dict[str, dict[str, Any]] = {"TIFF": {"compression": "tiff_lzw"}}
BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What decoders meet in broken files.
BROKEN = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, SyntaxError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip


def clean_picture(content: bytes, form: str, target: str) -> bytes:
    """The first frame of a picture, upright, in standard colours, without any words or places in it.

    Args:
        form: the Pillow format that the content claims to be; no other decoder is tried.
        target: the Pillow format to write.
    """
    try:
        with Image.open(BytesIO(content), formats=[form]) as picture:
            _hold_to_size(picture)
            return _written(_drawn(picture, opaque=target == "JPEG"), target)
    except BOMB as bomb:
        raise _too_many_pixels() from bomb
    except BROKEN as broken:
        raise refusal("damaged") from broken


def _hold_to_size(picture: Image.Image) -> None:
    """Checked before a single pixel is decoded."""
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> Exception:
    return refusal("too_many_pixels", limit=MOST_PIXELS // 1_000_000)


def _drawn(picture: Image.Image, *, opaque: bool) -> Image.Image:
    upright = _in_standard_colours(_in_eight_bits(ImageOps.exif_transpose(picture)))
    see_through = not opaque and upright.has_transparency_data
    drawn = upright.convert("RGBA" if see_through else "RGB")
    drawn.info.clear()
    return drawn


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Deep greys scaled down, where a plain conversion would cut everything bright to white."""
    return picture.point(lambda shade: shade / 256) if picture.mode.startswith("I;16") else picture


def _in_standard_colours(picture: Image.Image) -> Image.Image:
    """The colours as meant, since the profile that says so does not stay."""
    profile = picture.info.get("icc_profile")
    colours, alpha = _apart(picture)
    if not profile or colours.mode not in {"RGB", "CMYK", "L"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        meant = ImageCms.profileToProfile(colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except ImageCms.PyCMSError:
        return picture
    if meant and alpha:
        meant.putalpha(alpha)
    return meant or picture


def _apart(picture: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The colours of a picture, of which alone a profile speaks, and how much is seen through it."""
    if picture.mode == "LA":
        return picture.getchannel("L"), picture.getchannel("A")
    if picture.has_transparency_data:
        shown = picture.convert("RGBA")
        return shown.convert("RGB"), shown.getchannel("A")
    return picture.convert("RGB") if picture.mode == "P" else picture, None


def _written(picture: Image.Image, target: str) -> bytes:
    written = BytesIO()
    picture.save(written, format=target, **SAVED_AS.get(target, {"quality": QUALITY}))
    return written.getvalue()
