"""PDFs: the pages are copied into a new document, and nothing else.

What can act or tell stays behind, because only what a page needs to be drawn is taken along: no
scripts, actions, forms (their fields become plain drawing), links, attachments, outlines, document
information or XMP.
"""

import io
import zlib

import pikepdf
from pikepdf import Dictionary, Name, Pdf, PdfError, Stream

from lapor.media import Cleaned, Unfit
from lapor.media.kinds import PDF
from lapor.media.segments import bare_jp2, bare_jpeg

MAX_PAGES = 200
MAX_OBJECTS = 50_000
MAX_INFLATED = 400 * 1024 * 1024
"""Bytes that all streams together may unpack to: a reader's phone must survive them."""

DRAWN = frozenset({"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents",
                   "/Group", "/UserUnit"})  # fmt: skip
"""What of a page is needed to draw it."""

TELLING = ("/Metadata", "/PieceInfo", "/AF", "/LastModified", "/OPI", "/StructParent",
           "/StructParents")  # fmt: skip
"""What resources may carry beside what is drawn: XMP, editors' own notes, files."""

STEP = 1024 * 1024


def cleaned(content: bytes) -> Cleaned:
    """Make the clean copy of a PDF; raises Unfit."""
    try:
        with Pdf.open(io.BytesIO(content)) as source:
            return _copied(source)
    except pikepdf.PasswordError as error:
        raise Unfit("encrypted_pdf") from error
    except (PdfError, pikepdf.DataDecodingError, ValueError, TypeError, KeyError) as error:
        raise Unfit("not_a_pdf") from error


def _copied(source: Pdf) -> Cleaned:
    if len(source.objects) > MAX_OBJECTS:
        raise Unfit("too_complex")
    pages = len(source.pages)
    if not pages:
        raise Unfit("not_a_pdf")
    if pages > MAX_PAGES:
        raise Unfit("too_many_pages")
    # What a form shows must not vanish with the form.
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("screen")
    fresh = Pdf.new()
    for page in source.pages:
        for key in set(page.obj.keys()) - DRAWN:
            del page.obj[key]
        fresh.pages.append(page)
    _strip(fresh)
    written = io.BytesIO()
    fresh.save(
        written,
        deterministic_id=True,
        encryption=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        linearize=False,
    )
    return Cleaned(PDF, written.getvalue(), None, {"pages": pages})


def _strip(document: Pdf) -> None:
    """Take the metadata off every picture, font and form, and measure what they unpack to."""
    left = MAX_INFLATED
    for held in document.objects:
        if not isinstance(held, Dictionary | Stream):
            continue
        for key in TELLING:
            if key in held:
                del held[key]
        if isinstance(held, Stream):
            left -= _inflated(held, left)
            _bare_picture(held)


def _filters(stream: Stream) -> list[str]:
    named = stream.get(Name.Filter)
    if named is None:
        return []
    return [str(n) for n in named] if isinstance(named, pikepdf.Array) else [str(named)]


def _inflated(stream: Stream, limit: int) -> int:
    """Count the bytes that a stream unpacks to, step by step, so that a bomb does not go off."""
    filters = _filters(stream)
    if "/FlateDecode" not in filters:
        return len(stream.read_raw_bytes())
    if filters.count("/FlateDecode") > 1:
        raise Unfit("too_complex")
    if filters[0] != "/FlateDecode":
        return len(stream.read_bytes())
    unpack, packed, size = zlib.decompressobj(), stream.read_raw_bytes(), 0
    while packed and not unpack.eof:
        try:
            size += len(unpack.decompress(packed, STEP))
        except zlib.error:
            break  # readers show what comes before the damage
        if size > limit:
            raise Unfit("too_complex")
        packed = unpack.unconsumed_tail
    return size


def _bare_picture(stream: Stream) -> None:
    match _filters(stream):
        case ["/DCTDecode"]:
            _replace(stream, Name.DCTDecode, bare_jpeg(stream.read_raw_bytes()))
        case ["/JPXDecode"]:
            _replace(stream, Name.JPXDecode, bare_jp2(stream.read_raw_bytes()))


def _replace(stream: Stream, decoder: Name, content: bytes) -> None:
    """Put a picture's bytes in place of others; how it is decoded stays."""
    parameters = stream.get(Name.DecodeParms)
    kept = parameters if isinstance(parameters, Dictionary | pikepdf.Array) else None
    stream.write(content, filter=decoder, decode_parms=kept)
