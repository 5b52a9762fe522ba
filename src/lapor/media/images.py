"""Images: decoded, turned upright and encoded anew, so that nothing but the picture remains.

No EXIF, XMP, IPTC, ICC profile, comment, second frame, byte after the end or colour of what is
transparent survives.
"""

import io
from typing import NamedTuple

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from lapor.media import MAX_COPY, Cleaned, Unfit
from lapor.media.kinds import HEIC, JPEG, PNG, WEBP

MAX_PIXELS = 50_000_000
"""The largest cameras of phones; decoded such a picture takes 200 MB."""

LONGEST = 4096
"""Pixels of the longer side that are kept: enough to read a sign across a street."""

THUMBNAIL = 400
"""Pixels of the longer side of a thumbnail."""


class Step(NamedTuple):
    """How finely a copy is made: the share of the full resolution, and the quality of JPEG."""

    share: float
    quality: int


STEPS = (Step(1, 85), Step(2 / 3, 65), Step(1 / 2, 50))
"""One after the other until a copy fits; pages are drawn at 150, 100 and 75 dpi."""

FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", HEIC: "HEIF"}
WRITES = {JPEG: JPEG, PNG: PNG, WEBP: WEBP, HEIC: JPEG}
"""A HEIC comes back as JPEG: few browsers show it."""

register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and has a code


def cleaned(content: bytes, kind: str) -> Cleaned:
    """Make the clean copy of an image; raises Unfit."""
    picture = _bare(_decoded(content, kind))
    picture.thumbnail((LONGEST, LONGEST))
    seen, target = _opaque(picture), WRITES[kind]
    copy = _fitting(seen, target)
    width, height = seen.size
    seen.thumbnail((THUMBNAIL, THUMBNAIL))
    small = encoded(seen, JPEG, STEPS[0].quality)
    return Cleaned(target, copy, small, {"width": width, "height": height})


def _fitting(seen: Image.Image, kind: str) -> bytes:
    """Write a picture, which is made smaller until its file is not too large; raises Unfit."""
    for step in STEPS:
        longest = LONGEST * step.share
        seen.thumbnail((longest, longest))
        copy = encoded(seen, kind, step.quality)
        if len(copy) <= MAX_COPY:
            return copy
    raise Unfit("too_complex")


def _decoded(content: bytes, kind: str) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=[FORMATS[kind]])
        if picture.width * picture.height > MAX_PIXELS:
            raise Unfit("too_many_pixels")
        clear = picture.info.get("transparency")
        if isinstance(clear, tuple) and picture.tile[0].args == "RGB;16B":
            # Pillow keeps the high bytes of the pixels, but compares them with the whole value.
            picture.info["transparency"] = tuple(value >> 8 for value in clear)
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unfit("not_an_image") from error
    return picture


def _bare(picture: Image.Image) -> Image.Image:
    """Turn a picture as its camera was held, and forget everything beside the pixels."""
    upright = _of_8_bits(ImageOps.exif_transpose(picture))
    bare = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    bare.info.clear()
    return bare


def _of_8_bits(picture: Image.Image) -> Image.Image:
    """Scale grey of 16 bits, which Pillow's own conversion cuts off at 255: all but black is white.

    It does not heed the grey that is called transparent either.
    """
    if picture.mode != "I;16":
        return picture
    grey = picture.point(lambda value: value / 257).convert("L")
    grey.info.clear()
    if picture.has_transparency_data:
        clear, pixels = picture.info["transparency"], picture.tobytes()
        low, high = (Image.frombytes("L", picture.size, pixels[byte::2]) for byte in (0, 1))
        grey.putalpha(ImageChops.lighter(_unlike(low, clear & 255), _unlike(high, clear >> 8)))
    return grey


def _unlike(band: Image.Image, value: int) -> Image.Image:
    return band.point([0 if other == value else 255 for other in range(256)])


def _opaque(picture: Image.Image) -> Image.Image:
    """Lay a picture on white paper: a file keeps the colours of what was erased to transparency."""
    if picture.mode == "RGB":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def encoded(picture: Image.Image, kind: str, quality: int) -> bytes:
    """Write a picture, nothing beside its pixels; a PNG, which loses nothing, has no quality."""
    written = io.BytesIO()
    picture.save(written, FORMATS[kind], quality=quality)
    return written.getvalue()
