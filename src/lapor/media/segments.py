"""Pictures inside PDFs: metadata taken out of JPEG and JPEG 2000 without touching the picture."""

import struct
from collections.abc import Iterator

JPEG_KEPT = frozenset({0xE0, 0xEE})
"""Segments of applications that decoders need: JFIF and Adobe's colour transform."""

JP2_DROPPED = frozenset({b"uuid", b"uinf", b"xml "})
"""Boxes that hold EXIF, XMP and the like (ISO/IEC 15444-1, annex I)."""


def bare_jpeg(content: bytes) -> bytes:
    """Drop the application and comment segments of a JPEG; raises ValueError when it is none."""
    if content[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    kept, place = [content[:2]], 2
    while content[place : place + 2] != b"\xff\xda":
        if place + 4 > len(content) or content[place] != 0xFF:
            raise ValueError("a segment does not begin where it should")
        marker, (length,) = content[place + 1], struct.unpack_from(">H", content, place + 2)
        ends = place + 2 + length
        named = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not named or marker in JPEG_KEPT:
            kept.append(content[place:ends])
        place = ends
    end = content.rfind(b"\xff\xd9")
    kept.append(content[place : end + 2] if end > place else content[place:])
    return b"".join(kept)


def bare_jp2(content: bytes) -> bytes:
    """Drop the metadata boxes of a JPEG 2000; a bare code stream has none."""
    if content[:4] == b"\xff\x4f\xff\x51":
        return content
    return b"".join(box for kind, box in _boxes(content) if kind not in JP2_DROPPED)


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place < len(content):
        if place + 8 > len(content):
            raise ValueError("a box is cut off")
        length, kind = struct.unpack_from(">I4s", content, place)
        if length == 1:
            (length,) = struct.unpack_from(">Q", content, place + 8)
        ends = place + length if length else len(content)
        if ends < place + 8 or ends > len(content):
            raise ValueError("a box has no length")
        yield kind, content[place:ends]
        place = ends
