"""Files as people and attackers send them, made by the tests themselves."""

import io
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()

GPS_LATITUDE, GPS_LONGITUDE = (6.0, 54.0, 53.0), (107.0, 36.0, 35.0)
OWNER = "Warga Contoh"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """A picture whose corners differ: red above left, green above right."""
    made = Image.new(mode, (width, height), "white")
    made.paste("red", (0, 0, width // 2, height // 2))
    made.paste("green", (width // 2, 0, width, height // 2))
    return made


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: maker, owner, orientation and the place."""
    tags = Image.Exif()
    tags[0x010F] = "Contoh Phone"
    tags[0x013B] = OWNER
    tags[0x0112] = orientation
    gps = {1: "S", 2: GPS_LATITUDE, 3: "E", 4: GPS_LONGITUDE}
    tags.get_ifd(0x8825).update(gps)
    return tags


def colour(image: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    """Give the red, green and blue of one pixel."""
    red, green, blue = (band.getpixel((x, y)) for band in image.convert("RGB").split())
    assert isinstance(red, int)
    assert isinstance(green, int)
    assert isinstance(blue, int)
    return red, green, blue


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Write an image."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def photo(orientation: int = 1, kind: str = "JPEG") -> bytes:
    """A photo with GPS, owner, an ICC profile and a comment."""
    options: dict[str, Any] = {"exif": exif(orientation), "icc_profile": b"icc of " + b"X" * 200}
    if kind == "JPEG":
        options |= {"comment": OWNER.encode(), "xmp": b"<x:xmpmeta>" + OWNER.encode()}
    return saved(picture(), kind, **options)


def document(change: Callable[[Pdf], None] | None = None, **save: Any) -> bytes:
    """A PDF of one drawn page; `change` adds what a test is about."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.pages[0].Contents = pdf.make_stream(b"1 0 0 rg 20 20 100 100 re f")
    if change:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


def phone(name: str = OWNER) -> bytes:
    """A JPEG as phones write it: an index, and a second picture with EXIF behind the first."""
    second = picture(64, 48)
    second.info["exif"] = exif_of(name).tobytes()
    return saved(picture(), "MPO", save_all=True, append_images=[second], exif=exif_of(name))


def gain_map(name: str = OWNER) -> bytes:
    """A JPEG with bright light beside it: a container named in XMP, a map behind the end."""
    container = b"<x:xmpmeta><Container:Directory owner='" + name.encode() + b"'/></x:xmpmeta>"
    map_ = saved(picture(64, 48, "L"), "JPEG", xmp=container, comment=name.encode())
    return saved(picture(), "JPEG", xmp=container) + map_


def exif_of(name: str) -> Image.Exif:
    """What a phone writes when its owner has this name; also in the place."""
    tags = exif()
    tags[0x013B] = name
    tags.get_ifd(0x8825)[28] = name.encode()
    return tags


def script(pdf: Pdf) -> Any:
    """A JavaScript action."""
    return pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('EVIL')")))


def armed(pdf: Pdf) -> None:
    """Put into a PDF whatever can act or tell."""
    page = pdf.pages[0].obj
    pdf.Root.OpenAction = script(pdf)
    pdf.Root.AA = Dictionary(WC=script(pdf))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script(pdf)])))
    pdf.attachments["EVIL.exe"] = b"MZ EVIL"
    page.AA = Dictionary(O=script(pdf))
    page.PieceInfo = Dictionary(App=Dictionary(Private=String(OWNER)))
    launch = Dictionary(S=Name.Launch, F=String("EVIL.exe"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 50, 50]), A=launch)
    page.Annots = Array([pdf.make_indirect(link)])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([]), XFA=Stream(pdf, b"<xdp>EVIL</xdp>"), NeedAppearances=False
    )
    pdf.docinfo["/Author"] = OWNER
    with pdf.open_metadata() as told:
        told["dc:creator"] = [OWNER]
    image = Stream(pdf, photo(), Subtype=Name.Image, Filter=Name.DCTDecode, BitsPerComponent=8)
    image.Type, image.Width, image.Height, image.ColorSpace = Name.XObject, 640, 480, Name.DeviceRGB
    image.Metadata = Stream(pdf, b"<x:xmpmeta>" + OWNER.encode())
    page.Resources = Dictionary(XObject=Dictionary(Im0=image))
    page.Contents = pdf.make_stream(b"q 100 0 0 100 0 0 cm /Im0 Do Q")


def bomb(pdf: Pdf) -> None:
    """A page whose drawing unpacks to 1 GB."""
    import zlib

    squeeze = zlib.compressobj(9)
    packed = b"".join(squeeze.compress(b" " * 2**20) for _ in range(1024)) + squeeze.flush()
    contents = pdf.make_stream(b"")
    contents.write(packed, filter=Name.FlateDecode)
    pdf.pages[0].Contents = contents
