"""PDFs that tell something, in every place and packing that the format has for it."""

import base64
import io
import zlib
from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from tests.media import pictures
from tests.media.pictures import document, picture, saved

Change = Callable[[Pdf, str], None]
XMP = (b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
       b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
       b"<rdf:Description rdf:about='%s'/></rdf:RDF></x:xmpmeta>")  # fmt: skip
DRAW = b"q 160 0 0 120 20 20 cm /Im0 Do Q"


def telling(change: Change, name: str) -> bytes:
    """Make a document of one page, in which the name stands where the change puts it."""
    return document(lambda pdf: change(pdf, name), compress_streams=False)


# --- pictures, packed


def _run_length(content: bytes) -> bytes:
    parts = (content[n : n + 128] for n in range(0, len(content), 128))
    return b"".join(bytes([len(part) - 1]) + part for part in parts) + b"\x80"


PACK: Mapping[str, Callable[[bytes], bytes]] = {
    "/FlateDecode": zlib.compress,
    "/ASCII85Decode": lambda content: base64.a85encode(content) + b"~>",
    "/ASCIIHexDecode": lambda content: content.hex().encode() + b">",
    "/RunLengthDecode": _run_length,
}


def jpeg_2000(name: str) -> bytes:
    """A JPEG 2000 with XMP in a box of its own."""
    note = b"<x:xmpmeta>" + name.encode()
    box = (8 + len(note)).to_bytes(4) + b"xml " + note
    made = saved(picture(), "JPEG2000")
    place = made.index(b"jp2c") - 4
    return made[:place] + box + made[place:]


def between_scans(name: str) -> bytes:
    """A progressive JPEG with a comment between two scans."""
    made = saved(picture(), "JPEG", progressive=True)
    place = made.index(b"\xff\xc4", made.index(b"\xff\xda"))
    note = name.encode()
    return made[:place] + b"\xff\xfe" + (2 + len(note)).to_bytes(2) + note + made[place:]


def with_exif(name: str) -> bytes:
    """A JPEG with owner and place in EXIF."""
    return saved(picture(), "JPEG", exif=pictures.exif_of(name))


PHOTOS: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "EXIF": ("/DCTDecode", with_exif),
    "second picture": ("/DCTDecode", pictures.phone),
    "gain map": ("/DCTDecode", pictures.gain_map),
    "between scans": ("/DCTDecode", between_scans),
    "JPEG 2000": ("/JPXDecode", jpeg_2000),
}

CHAINS = (
    (), ("/FlateDecode",), ("/ASCII85Decode",), ("/ASCIIHexDecode",), ("/RunLengthDecode",),
    ("/FlateDecode", "/FlateDecode"), ("/ASCII85Decode", "/FlateDecode"),
    ("/FlateDecode", "/ASCIIHexDecode"), ("/ASCII85Decode", "/RunLengthDecode", "/FlateDecode"),
)  # fmt: skip


def photo_of(pdf: Pdf, photo: str, chain: tuple[str, ...], name: str) -> Stream:
    """Make a picture for a page, packed in filters of which the first is the outermost."""
    decoder, make = PHOTOS[photo]
    content = make(name)
    for step in reversed(chain):
        content = PACK[step](content)
    stream = pdf.make_stream(b"")
    stream.write(content, filter=Array([Name(step) for step in (*chain, decoder)]))
    stream.Type, stream.Subtype, stream.BitsPerComponent = Name.XObject, Name.Image, 8
    stream.Width, stream.Height, stream.ColorSpace = 640, 480, Name.DeviceRGB
    return stream


def on_page(pdf: Pdf, image: Stream) -> None:
    """Draw it on the page itself."""
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=image))
    pdf.pages[0].Contents = pdf.make_stream(DRAW)


def _form(pdf: Pdf, image: Stream) -> Stream:
    form = pdf.make_stream(DRAW)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
    form.Resources = Dictionary(XObject=Dictionary(Im0=image))
    return form


def in_form(pdf: Pdf, image: Stream) -> None:
    """Draw it in a form in a form."""
    inner = pdf.make_stream(b"/Im0 Do")
    inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
    inner.Resources = Dictionary(XObject=Dictionary(Im0=_form(pdf, image)))
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Fm0=inner))
    pdf.pages[0].Contents = pdf.make_stream(b"/Fm0 Do")


def in_pattern(pdf: Pdf, image: Stream) -> None:
    """Fill with a pattern that it is drawn in."""
    tile = pdf.make_stream(DRAW)
    tile.Type, tile.PatternType, tile.PaintType, tile.TilingType = Name.Pattern, 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 200, 200]), 200, 200
    tile.Resources = Dictionary(XObject=Dictionary(Im0=image))
    pdf.pages[0].Resources = Dictionary(Pattern=Dictionary(P0=tile))
    pdf.pages[0].Contents = pdf.make_stream(b"/Pattern cs /P0 scn 0 0 200 200 re f")


def in_letter(pdf: Pdf, image: Stream) -> None:
    """Draw it as a letter of a font."""
    letter = pdf.make_stream(b"1000 0 d0 800 0 0 600 100 100 cm /Im0 Do")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]),
                      FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=97, LastChar=97,
                      Widths=Array([1000]), CharProcs=Dictionary(a=letter),
                      Encoding=Dictionary(Differences=Array([97, Name.a])),
                      Resources=Dictionary(XObject=Dictionary(Im0=image)))  # fmt: skip
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F0=pdf.make_indirect(font)))
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F0 200 Tf 0 0 Td (a) Tj ET")


def in_note(pdf: Pdf, image: Stream) -> None:
    """Draw it as the look of a stamp."""
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 200, 200]), F=4,
                       AP=Dictionary(N=_form(pdf, image)))  # fmt: skip
    pdf.pages[0].Annots = Array([pdf.make_indirect(stamp)])


def as_miniature(pdf: Pdf, image: Stream) -> None:
    """Keep it as the page's miniature, which nobody sees."""
    pdf.pages[0].obj.Thumb = image


PLACES = {
    place.__name__: place
    for place in (on_page, in_form, in_pattern, in_letter, in_note, as_miniature)
}


def inline(photo: str, chain: tuple[str, ...]) -> Change:
    """Draw it from within the drawing."""

    def change(pdf: Pdf, name: str) -> None:
        content = PHOTOS[photo][1](name)
        for step in reversed(chain):
            content = PACK[step](content)
        named = " ".join((*chain, "/DCTDecode"))
        head = f"q 160 0 0 120 20 20 cm BI /W 640 /H 480 /BPC 8 /CS /RGB /F [{named}] ID "
        pdf.pages[0].Contents = pdf.make_stream(head.encode() + content + b"\nEI Q")

    return change


def placed(place: str, photo: str, chain: tuple[str, ...]) -> Change:
    """Put a packed photo in a place."""
    return lambda pdf, name: PLACES[place](pdf, photo_of(pdf, photo, chain, name))


def photographed() -> dict[str, Change]:
    """Every photo in every packing on a page, and one in two packings in every place."""
    table = {
        " ".join(("on_page", photo, *chain)): placed("on_page", photo, chain)
        for photo, chain in product(PHOTOS, CHAINS)
    }
    for place, chain in product(PLACES, (CHAINS[1], CHAINS[6])):
        table[" ".join((place, "EXIF", *chain))] = placed(place, "EXIF", chain)
    # A second picture behind an inline one is not packed bare: readers stumble over its bytes.
    for photo, chain in [("EXIF", ()), *product(("EXIF", "gain map"), CHAINS[1:4])]:
        table[" ".join(("inline", photo, *chain))] = inline(photo, chain)
    return table


# --- words beside what is drawn


def _xmp(pdf: Pdf, name: str) -> Stream:
    note = pdf.make_stream(XMP % name.encode())
    note.Type, note.Subtype = Name.Metadata, Name.XML
    return note


def _photographed(pdf: Pdf) -> Stream:
    on_page(pdf, photo_of(pdf, "JPEG 2000", (), ""))
    image = pdf.pages[0].Resources.XObject.Im0
    assert isinstance(image, Stream)
    return image


def _lettered(pdf: Pdf) -> Dictionary:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(F0=font))
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F0 40 Tf 20 80 Td (Jalan) Tj ET")
    held = pdf.pages[0].Resources.Font.F0
    assert isinstance(held, Dictionary)
    return held


def direct_resources(pdf: Pdf, name: str) -> None:
    """XMP at a dictionary that is no object of its own."""
    _photographed(pdf)
    pdf.pages[0].Resources.Metadata = _xmp(pdf, name)


def properties(pdf: Pdf, name: str) -> None:
    """XMP at the properties of marked content."""
    held = Dictionary(MC0=Dictionary(Metadata=_xmp(pdf, name), Author=String(name)))
    pdf.pages[0].Resources = Dictionary(Properties=held)
    pdf.pages[0].Contents = pdf.make_stream(b"/Span /MC0 BDC 1 0 0 rg 9 9 99 99 re f EMC")


def script_in_properties(pdf: Pdf, name: str) -> None:
    """A script where nothing runs it."""
    script = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{name}')"))
    pdf.pages[0].Resources = Dictionary(Properties=Dictionary(MC0=script))


def measured(pdf: Pdf, name: str) -> None:
    """Coordinates of a map, on a picture, in every way that strings are written."""
    image = _photographed(pdf)
    place = Dictionary(Type=Name.Measure, Subtype=Name.GEO,
                       GPTS=Array([String(name), -6.914744, 107.60981]))  # fmt: skip
    image.Measure, image.Author = place, String(name)


def on_a_font(pdf: Pdf, name: str) -> None:
    """Keys that no rule of the format knows."""
    font = _lettered(pdf)
    font.Author, font.Name = String(name), Name("/" + name.replace(" ", ""))
    font.Told = String(name.encode("utf-16-be"))


def in_a_cmap(pdf: Pdf, name: str) -> None:
    """A comment in the table that turns letters into text."""
    _lettered(pdf).ToUnicode = pdf.make_stream(b"% " + name.encode() + b"\nbegincmap endcmap")


def in_a_font_file(pdf: Pdf, name: str) -> None:
    """The maker's notice in a font."""
    notice = b"%!PS-AdobeFont-1.0: X\n/Notice (" + name.encode() + b") def\ncurrentfile eexec\n"
    file = pdf.make_stream(notice)
    file.Length1, file.Length2, file.Length3 = len(notice), 0, 0
    _lettered(pdf).FontDescriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.X,
                                               Flags=32, FontFile=file)  # fmt: skip


def referenced(pdf: Pdf, name: str) -> None:
    """The path of the file that a form came from."""
    form = pdf.make_stream(b"1 0 0 rg 9 9 99 99 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 200])
    form.Ref = Dictionary(F=String(f"/home/{name}/surat.pdf"), Page=0)
    form.PieceInfo = Dictionary(App=Dictionary(Private=String(name)))
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Fm0=form))
    pdf.pages[0].Contents = pdf.make_stream(b"/Fm0 Do")


def layered(pdf: Pdf, name: str) -> None:
    """Who made a layer, and a layer that is switched off."""
    usage = Dictionary(CreatorInfo=Dictionary(Creator=String(name), Subtype=Name.Artwork))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name), Usage=usage))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    _lettered(pdf)
    pdf.pages[0].Resources.Properties = Dictionary(MC0=layer)
    words = b"/OC /MC0 BDC BT /F0 9 Tf 9 9 Td (" + name.encode() + b") Tj ET EMC"
    pdf.pages[0].Contents = pdf.make_stream(words)


def commented(pdf: Pdf, name: str) -> None:
    """Comments, unread strings and marks in what draws."""
    said = name.encode()
    marks = (
        b"/Span <</ActualText (" + said + b") /E (" + said + b")>> BDC EMC /" + said[:5] + b" MP"
    )
    drawing = b"% " + said + b"\n" + marks + b" (" + said + b") 1 0 0 rg 9 9 99 99 re f"
    pdf.pages[0].Contents = pdf.make_stream(drawing)


def profiled(pdf: Pdf, name: str) -> None:
    """Words in a colour profile."""
    profile = pdf.make_stream(b"profile of " + name.encode())
    profile.N, profile.Alternate = 3, Name.DeviceRGB
    _photographed(pdf).ColorSpace = Array([Name.ICCBased, profile])


def computed(pdf: Pdf, name: str) -> None:
    """A comment in a function of a shading."""
    function = pdf.make_stream(b"{ % " + name.encode() + b"\n pop 0.5 0.5 }")
    function.FunctionType, function.Domain = 4, Array([0, 1])
    function.Range = Array([0, 1, 0, 1, 0, 1])
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Function=function,
                         Coords=Array([0, 0, 200, 0]))  # fmt: skip
    pdf.pages[0].Resources = Dictionary(Shading=Dictionary(Sh0=shading))
    pdf.pages[0].Contents = pdf.make_stream(b"/Sh0 sh")


def under_a_bar(pdf: Pdf, name: str) -> None:
    """Words that a black bar covers, that are white, that lie beside the page, that are unseen."""
    _lettered(pdf)
    said = b"(" + name.encode() + b") Tj"
    drawing = (b"BT /F0 9 Tf 20 100 Td " + said + b" ET 0 g 10 90 180 30 re f "
               b"BT 1 g /F0 9 Tf 20 50 Td " + said + b" ET "
               b"BT 0 g /F0 9 Tf 900 50 Td " + said + b" ET "
               b"BT 3 Tr /F0 9 Tf 20 20 Td " + said + b" ET")  # fmt: skip
    pdf.pages[0].Contents = pdf.make_stream(drawing)


def unseen_note(pdf: Pdf, name: str) -> None:
    """A comment with its author, a hidden note and a field that is not shown."""
    place = Array([9, 9, 29, 29])
    said: dict[str, Any] = {"T": String(name), "Contents": String(name), "Rect": place}
    look = pdf.make_stream(b"BT ET % " + name.encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 20, 20])
    hidden = Dictionary(Type=Name.Annot, Subtype=Name.Square, F=2, AP=Dictionary(N=look), **said)
    address = Dictionary(S=Name.URI, URI=String(f"https://contoh.example/{name}"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=address, **said)
    pdf.pages[0].Annots = Array([pdf.make_indirect(hidden), pdf.make_indirect(link)])


def described(pdf: Pdf, name: str) -> None:
    """What says about the document who made it."""
    pdf.docinfo["/Author"] = name
    pdf.Root.Metadata = _xmp(pdf, name)
    pdf.Root.Outlines = Dictionary(First=pdf.make_indirect(Dictionary(Title=String(name))))
    pdf.Root.Lang = String(name)
    pdf.Root.StructTreeRoot = Dictionary(K=Dictionary(Alt=String(name)))
    pdf.attachments["a.txt"] = name.encode()


def unused(pdf: Pdf, name: str) -> None:
    """An object that nothing on the page uses."""
    held: Object = pdf.make_indirect(Dictionary(Note=String(name)))
    pdf.Root.Unused = held


WORDS: Mapping[str, Change] = {
    change.__name__: change
    for change in (direct_resources, properties, script_in_properties, measured, on_a_font,
                   in_a_cmap, in_a_font_file, referenced, layered, commented, profiled, computed,
                   under_a_bar, unseen_note, described, unused)
}  # fmt: skip

TELLING: Mapping[str, Change] = {**WORDS, **photographed()}


def everything(name: str) -> bytes:
    """A document with a page for each photo in a packing of its own and each place for words."""
    whole = Pdf.new()
    chosen = [*WORDS.values(), placed("on_page", "EXIF", CHAINS[1]),
              placed("on_page", "EXIF", CHAINS[6]), placed("on_page", "second picture", ()),
              placed("on_page", "between scans", ()), inline("EXIF", ())]  # fmt: skip
    for change in chosen:
        with Pdf.open(io.BytesIO(telling(change, name))) as one:
            whole.pages.extend(one.pages)
    described(whole, name)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()
