"""What a file holds, with all that is packed in it unpacked: how the tests look into files.

Only libraries' own readers are used, nothing of the code that cleans.
"""

import base64
import io
import re
import zlib
from collections.abc import Iterator

from pikepdf import Array, Name, Object, Pdf, PdfError, Stream, StreamDecodeLevel
from PIL import Image, UnidentifiedImageError

DEEP = 5
"""A stream in a stream in a picture in a document, and one more."""

MOST = 64 * 1024 * 1024
"""Bytes that one packed piece is unpacked to."""

PACKED = re.compile(rb"[\x08-\x78][\x01\x5e\x9c\xda]")
HEX = re.compile(rb"(?:\A|<|ID )([0-9A-Fa-f\s]{8,})>")
BASE85 = re.compile(rb"(?:\A|<~|ID )([!-uz\s]{20,})~>")
DRAWS = (Name.DCTDecode, Name.JPXDecode, Name.CCITTFaxDecode, Name.JBIG2Decode)
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


def within(content: bytes) -> str:
    """Give all that a file holds as one text, so that words are found in any 8 or 16 bit script."""
    found: set[bytes] = set()
    _open(content, DEEP, found)
    return "\n".join(piece.decode("latin-1").replace("\0", "") for piece in found)


def _open(content: bytes, deep: int, found: set[bytes]) -> None:
    """Add a content and what is packed in it, to a depth."""
    if content in found:
        return
    found.add(content)
    if not deep:
        return
    inside = [*_inflated(content), *_written_out(content)]
    if b"%PDF-" in content[:1024]:
        inside += _streams(content)
    if content.startswith(PICTURES):
        inside += _told(content)
    for piece in inside:
        _open(piece, deep - 1, found)


def _inflated(content: bytes) -> Iterator[bytes]:
    for found in PACKED.finditer(content):
        if int.from_bytes(found[0]) % 31:
            continue
        unpack = zlib.decompressobj()
        try:
            piece = unpack.decompress(content[found.start() :], MOST)
        except zlib.error:
            continue
        if piece:
            yield piece


def _written_out(content: bytes) -> Iterator[bytes]:
    for found in HEX.finditer(content):
        digits = b"".join(found[1].split())
        yield bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    for found in BASE85.finditer(content):
        try:
            yield base64.a85decode(found[1])
        except ValueError:
            continue


def _streams(content: bytes) -> list[bytes]:
    """Give a document written flat, and each of its streams after every filter that unpacks."""
    try:
        pdf = Pdf.open(io.BytesIO(content))
    except PdfError:
        return []
    flat = io.BytesIO()
    with pdf:
        found = [
            piece
            for held in pdf.objects
            if isinstance(held, Stream)
            for piece in _unfiltered(pdf, held)
        ]
        pdf.save(flat, compress_streams=False, static_id=True)
    return [*found, flat.getvalue()[8:]]  # without its own "%PDF-": it is the same document


def filters(held: Stream) -> list[Object]:
    """Name a stream's filters, the outermost first."""
    named = held.get(Name.Filter, Array([]))
    return [*named] if isinstance(named, Array) else [named]


def _unfiltered(pdf: Pdf, held: Stream) -> Iterator[bytes]:
    raw, chain = held.read_raw_bytes(), filters(held)
    yield raw
    for many, name in enumerate(chain, 1):
        if name in DRAWS:
            return
        outer = pdf.make_stream(b"")
        outer.write(raw, filter=Array(chain[:many]))
        yield outer.read_bytes(StreamDecodeLevel.specialized)


def _told(content: bytes) -> list[bytes]:
    try:
        picture = Image.open(io.BytesIO(content))
    except (UnidentifiedImageError, OSError, SyntaxError):
        return []
    told = [value for value in picture.info.values() if isinstance(value, bytes)]
    words = [value.encode() for value in picture.info.values() if isinstance(value, str)]
    return [*told, *words]
