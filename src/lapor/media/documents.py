"""PDFs: every page is drawn, and the drawings alone make the new document.

Nothing of the sender's file is copied: no object, stream, font, text or picture, however it is
packed. What nobody sees on a page cannot come through, whatever a PDF may hold next year.
"""

import io
import zlib
from typing import NamedTuple

from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf, Stream
from PIL import Image
from pypdfium2 import PdfDocument, PdfiumError, PdfPage
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY

from lapor.media import MAX_COPY, Cleaned, Unfit
from lapor.media.images import LONGEST, STEPS, Step, encoded
from lapor.media.kinds import JPEG, PDF

MAX_PAGES = 200

RESOLUTION = 150 / 72
"""Pixels per point (1/72 inch): 150 dpi, at which print of 6 points is still read."""

SHORTEST_SIDE, LONGEST_SIDE = 3, 14400
"""Points of a page that readers show (ISO 32000-1, annex C)."""

GREYS = 256
"""More colours than a page in black and grey can have."""


class Drawing(NamedTuple):
    """A page as it is seen: its width and height in points, and its picture."""

    width: float
    height: float
    picture: Image.Image


def cleaned(content: bytes) -> Cleaned:
    """Make the clean copy of a PDF; raises Unfit."""
    try:
        with PdfDocument(content) as source:
            # Forms are asked for before pages: what a form shows is on the page.
            source.init_forms()
            pages = len(source)
            if pages > MAX_PAGES:
                raise Unfit("too_many_pages")
            copy = next(filter(None, (_bound(source, step) for step in STEPS)), None)
    except PdfiumError as error:
        locked = error.err_code in (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY)
        raise Unfit("encrypted_pdf" if locked else "not_a_pdf") from error
    if copy is None:
        raise Unfit("too_complex")
    return Cleaned(PDF, copy, None, {"pages": pages})


def _bound(source: PdfDocument, step: Step) -> bytes | None:
    """Bind the drawings of all pages, one at a time unpacked; gives None once they are too large.

    The pages that are left are not drawn then: no pass holds more than `MAX_COPY` and one page.
    """
    fresh, room = Pdf.new(), MAX_COPY
    for number in range(len(source)):
        room -= _add(fresh, _drawn(source[number], step), step)
        if room < 0:
            return None
    written = io.BytesIO()
    fresh.save(written, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
    return written.getvalue() if written.tell() <= MAX_COPY else None


def _drawn(page: PdfPage, step: Step) -> Drawing:
    """Draw what a reader of the page sees on a screen, on white paper."""
    width, height = page.get_size()
    scale = step.share * min(RESOLUTION, LONGEST / max(width, height))
    seen = page.render(scale=scale, rev_byteorder=True)
    picture = seen.to_pil().convert("RGB")
    page.close()
    colours = picture.getcolors(GREYS)
    grey = colours is not None and all(r == g == b for _, (r, g, b) in colours)
    return Drawing(width, height, picture.convert("L") if grey else picture)


def _add(fresh: Pdf, drawing: Drawing, step: Step) -> int:
    """Add a page; gives the bytes of its picture."""
    width, height = (min(max(s, SHORTEST_SIDE), LONGEST_SIDE) for s in drawing[:2])
    page = fresh.add_blank_page(page_size=(width, height))
    content, decoder = _packed(drawing.picture, step)
    image = _stream(fresh, drawing.picture, content, decoder)
    page.Resources = Dictionary(XObject=Dictionary(P=image))
    page.Contents = fresh.make_stream(b"%f 0 0 %f 0 0 cm /P Do" % (width, height))
    return len(content)


def _packed(picture: Image.Image, step: Step) -> tuple[bytes, Name]:
    """Pack a picture as JPEG, or without loss where that is smaller: letters are, photos not."""
    content = encoded(picture, JPEG, step.quality)
    if picture.mode == "L":
        exact = zlib.compress(picture.tobytes())
        if len(exact) < len(content):
            return exact, Name.FlateDecode
    return content, Name.DCTDecode


def _stream(fresh: Pdf, picture: Image.Image, content: bytes, decoder: Name) -> Stream:
    stream = fresh.make_stream(content)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = *picture.size, 8
    stream.ColorSpace = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    stream.Filter = decoder
    return stream
