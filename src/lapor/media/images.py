"""Images: decoded, turned upright and encoded anew, so that nothing but the picture remains.

No EXIF, XMP, IPTC, ICC profile, comment, second frame, byte after the end or colour of what is
transparent survives.
"""

import io
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from lapor.media import Cleaned, Unfit
from lapor.media.kinds import HEIC, JPEG, PNG, WEBP

MAX_PIXELS = 50_000_000
"""The largest cameras of phones; decoded such a picture takes 200 MB."""

LONGEST = 4096
"""Pixels of the longer side that are kept: enough to read a sign across a street."""

THUMBNAIL = 400
"""Pixels of the longer side of a thumbnail."""

READS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", HEIC: "HEIF"}
WRITES = {JPEG: JPEG, PNG: PNG, WEBP: WEBP, HEIC: JPEG}
"""A HEIC comes back as JPEG: few browsers show it."""

SAVED: dict[str, dict[str, Any]] = {
    JPEG: {"format": "JPEG", "quality": 85},
    PNG: {"format": "PNG"},
    WEBP: {"format": "WEBP", "quality": 85},
}

register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # our own limit is lower, and has a code


def cleaned(content: bytes, kind: str) -> Cleaned:
    """Make the clean copy of an image; raises Unfit."""
    picture = _bare(_decoded(content, kind))
    picture.thumbnail((LONGEST, LONGEST))
    seen, target = _opaque(picture), WRITES[kind]
    copy = encoded(seen, target)
    width, height = seen.size
    seen.thumbnail((THUMBNAIL, THUMBNAIL))
    return Cleaned(target, copy, encoded(seen, JPEG), {"width": width, "height": height})


def _decoded(content: bytes, kind: str) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content), formats=[READS[kind]])
        if picture.width * picture.height > MAX_PIXELS:
            raise Unfit("too_many_pixels")
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unfit("not_an_image") from error
    return picture


def _bare(picture: Image.Image) -> Image.Image:
    """Turn a picture as its camera was held, and forget everything beside the pixels."""
    upright = ImageOps.exif_transpose(picture)
    bare = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    bare.info.clear()
    return bare


def _opaque(picture: Image.Image) -> Image.Image:
    """Lay a picture on white paper: a file keeps the colours of what was erased to transparency."""
    if picture.mode == "RGB":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def encoded(picture: Image.Image, kind: str) -> bytes:
    """Write a picture; nothing beside its pixels is written."""
    written = io.BytesIO()
    picture.save(written, **SAVED[kind])
    return written.getvalue()
