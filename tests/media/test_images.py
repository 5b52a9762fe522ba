"""Pictures: whatever comes in, what comes out is the picture alone."""

import io
import os
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from lapor.media import MAX_COPY, Cleaned, Unfit, apart, images
from lapor.media.__main__ import cleaned
from lapor.media.kinds import HEIC, JPEG, PNG, WEBP
from tests.media import pictures, sight
from tests.media.pictures import OWNER, colour, picture, saved

TELLING = ("Exif", "GPS", "ICC_PROFILE", "iCCP", "icc of", "http://ns.adobe.com", "xmpmeta", OWNER,
           "Contoh Phone", "tEXt", "zTXt", "iTXt", "eXIf", "XMP ", "MPF")  # fmt: skip


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def refusal(content: bytes, kind: str) -> str:
    with pytest.raises(Unfit) as refused:
        apart.cleaned(content, kind)
    assert refused.value.fault == ""
    return refused.value.code


def assert_only_the_picture(made: Cleaned) -> None:
    for content in (made.content, made.thumbnail or b""):
        assert [word for word in TELLING if word in sight.within(content)] == []
        assert dict(opened(content).getexif()) == {}


@pytest.mark.parametrize(("kind", "name"), [(JPEG, "JPEG"), (PNG, "PNG"), (WEBP, "WEBP")])
def test_a_picture_keeps_its_kind_and_loses_everything_beside_the_pixels(
    kind: str, name: str
) -> None:
    sent = pictures.photo(kind=name)
    assert opened(sent).info["icc_profile"]
    assert opened(sent).getexif()[0x013B] == OWNER

    made = apart.cleaned(sent, kind)

    assert (made.type, made.facts) == (kind, {"width": 640, "height": 480})
    assert opened(made.content).format == name
    assert_only_the_picture(made)


def test_a_heic_comes_back_as_jpeg() -> None:
    made = apart.cleaned(saved(picture(), "HEIF", exif=pictures.exif()), HEIC)
    assert (made.type, opened(made.content).format) == (JPEG, "JPEG")
    assert_only_the_picture(made)


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"), [(1, (640, 480), (9, 9)), (3, (640, 480), (630, 470)),
                                        (6, (480, 640), (470, 9)), (8, (480, 640), (9, 630))]
)  # fmt: skip
def test_a_picture_is_turned_upright(
    orientation: int, size: tuple[int, int], red_at: tuple[int, int]
) -> None:
    seen = opened(apart.cleaned(pictures.photo(orientation), JPEG).content)
    red, green, blue = colour(seen, *red_at)
    assert (seen.size, red > 200, green < 80, blue < 80) == (size, True, True, True)


def test_the_same_file_gives_the_same_copy() -> None:
    sent = pictures.photo()
    assert apart.cleaned(sent, JPEG) == apart.cleaned(sent, JPEG)


def test_a_thumbnail_is_a_jpeg_of_400_pixels_at_most_and_transparency_is_white() -> None:
    clear = Image.new("RGBA", (1000, 500), (0, 0, 0, 0))
    made = apart.cleaned(saved(clear, "PNG"), PNG)
    small = opened(made.thumbnail or b"")
    assert (small.format, small.size, colour(small, 5, 5)) == ("JPEG", (400, 200), (255, 255, 255))
    assert colour(opened(made.content), 5, 5) == (255, 255, 255)


@pytest.mark.parametrize(("kind", "name"), [(PNG, "PNG"), (WEBP, "WEBP")])
@pytest.mark.parametrize("size", [(640, 480), (4500, 60)])
def test_what_was_erased_to_transparency_is_erased(
    kind: str, name: str, size: tuple[int, int]
) -> None:
    """Given a face whose pixels were made transparent, the copy has white paper there."""
    face = Image.new("RGBA", size, (0, 120, 0, 255))
    face.paste((200, 10, 10, 0), (0, 0, size[0] // 2, size[1]))
    sent = saved(face, name, lossless=True, exact=True)
    assert opened(sent).getpixel((9, 9)) == (200, 10, 10, 0)

    made = apart.cleaned(sent, kind)

    for content in (made.content, made.thumbnail or b""):
        seen = opened(content)
        left = seen.crop((0, 0, seen.width // 2 - 20, seen.height))
        assert seen.mode == "RGB"
        assert sum(left.convert("L").histogram()[:251]) == 0
        assert colour(seen, seen.width - 9, 2)[1] > 100


def test_what_a_palette_calls_transparent_is_erased() -> None:
    drawn = Image.new("P", (40, 40), 1)
    drawn.putpalette([200, 10, 10, 0, 120, 0])
    drawn.paste(0, (0, 0, 20, 40))
    sent = saved(drawn, "PNG", transparency=0)
    seen = opened(apart.cleaned(sent, PNG).content)
    assert (colour(seen, 5, 5), colour(seen, 35, 5)) == ((255, 255, 255), (0, 120, 0))


def told_in_png() -> bytes:
    """Every kind of PNG chunk that holds words, and words behind the end."""
    notes = PngInfo()
    notes.add_text("Author", OWNER)
    notes.add_text("Comment", OWNER * 9, zip=True)
    notes.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{OWNER}", zip=True)
    return saved(picture(), "PNG", pnginfo=notes, exif=pictures.exif()) + OWNER.encode()


def told_in_heif() -> bytes:
    """Two pictures in one file, each with EXIF and XMP."""
    more: dict[str, Any] = {"exif": pictures.exif().tobytes(), "xmp": OWNER.encode()}
    return saved(picture(), "HEIF", save_all=True, append_images=[picture(64, 48)], **more)


def told_in_webp() -> bytes:
    """Chunks of EXIF, XMP and a colour profile, and a chunk that nobody knows."""
    notes = {"exif": pictures.exif(), "xmp": OWNER.encode(), "icc_profile": b"icc of " + b"X" * 99}
    made = saved(picture(), "WEBP", **notes)
    made += b"WHAT" + len(OWNER).to_bytes(4, "little") + OWNER.encode()
    return made[:4] + (len(made) - 8).to_bytes(4, "little") + made[8:]


@pytest.mark.parametrize(
    ("sent", "kind"),
    [(pictures.phone, JPEG), (pictures.gain_map, JPEG), (told_in_png, PNG), (told_in_heif, HEIC),
     (told_in_webp, WEBP)],
)  # fmt: skip
def test_nothing_of_how_phones_write_pictures_comes_through(
    sent: Callable[[], bytes], kind: str
) -> None:
    content = sent()
    assert OWNER in sight.within(content)

    made = apart.cleaned(content, kind)

    assert_only_the_picture(made)
    assert made.facts == {"width": 640, "height": 480}
    assert getattr(opened(made.content), "n_frames", 1) == 1
    red, green, blue = colour(opened(made.content), 9, 9)
    assert (red > 200, green < 80, blue < 80) == (True, True, True)
    if made.type == JPEG:
        assert made.content.index(b"\xff\xd9") == len(made.content) - 2


def test_a_large_picture_is_made_smaller_and_a_small_one_stays() -> None:
    large = apart.cleaned(saved(picture(5000, 2000), "JPEG"), JPEG)
    tiny = apart.cleaned(saved(picture(3, 2), "PNG"), PNG)
    assert (large.facts, tiny.facts) == (
        {"width": 4096, "height": 1638},
        {"width": 3, "height": 2},
    )


@pytest.mark.parametrize(
    ("mode", "name", "kind"),
    [("1", "PNG", PNG), ("L", "PNG", PNG), ("P", "PNG", PNG), ("LA", "PNG", PNG),
     ("L", "JPEG", JPEG), ("CMYK", "JPEG", JPEG)],
)  # fmt: skip
def test_every_kind_of_colour_is_read(mode: str, name: str, kind: str) -> None:
    made = apart.cleaned(saved(picture().convert(mode), name), kind)
    assert opened(made.content).mode == "RGB"


def greys_of_16_bits() -> Image.Image:
    """A row from black to white in 256 steps, 40 px high."""
    row = b"".join((step * 257).to_bytes(2, "little") for step in range(256))
    return Image.frombytes("I;16", (256, 40), row * 40)


def test_grey_of_16_bits_keeps_its_greys() -> None:
    """Pillow's own conversion makes white of all that is not black."""
    sent = saved(greys_of_16_bits(), "PNG")
    assert opened(sent).mode == "I;16"
    made = apart.cleaned(sent, PNG)
    greys = [colour(opened(made.content), step, 20) for step in range(256)]
    assert greys == [(step, step, step) for step in range(256)]
    assert abs(colour(opened(made.thumbnail or b""), 100, 20)[0] - 100) < 4


def test_the_grey_of_16_bits_that_is_transparent_is_erased_and_its_neighbours_are_not() -> None:
    drawn = greys_of_16_bits()
    drawn.putpixel((101, 20), 100 * 257 + 1)
    sent = saved(drawn, "PNG", transparency=100 * 257)
    seen = opened(apart.cleaned(sent, PNG).content)
    greys = [colour(seen, step, 20)[0] for step in (99, 100, 101, 102)]
    assert greys == [99, 255, 100, 102]


def deep_png(left: tuple[int, int, int], right: tuple[int, int, int]) -> bytes:
    """A PNG of 40 x 40 px with 16 bits a colour, of which the left one is called transparent."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + zlib.crc32(kind + held).to_bytes(4)

    first, second = struct.pack(">3H", *left), struct.pack(">3H", *right)
    head = struct.pack(">IIBBBBB", 40, 40, 16, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + first * 20 + second * 20) * 40)
    chunks = ((b"IHDR", head), (b"tRNS", first), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def test_the_colour_of_16_bits_that_is_transparent_is_erased() -> None:
    sent = deep_png((0xC812, 0x0A34, 0x0B56), (0x0012, 0x7834, 0x0056))
    seen = opened(apart.cleaned(sent, PNG).content)
    assert (colour(seen, 5, 5), colour(seen, 35, 5)) == ((255, 255, 255), (0, 120, 0))


def test_a_picture_whose_copy_would_be_too_large_is_made_smaller() -> None:
    """Given pixels that no packing makes small, a PNG of 27 MB at its full size."""
    sent = saved(Image.frombytes("RGB", (3000, 3000), os.urandom(27_000_000)), "PNG")
    made = apart.cleaned(sent, PNG)
    assert (made.type, made.facts) == (PNG, {"width": 2048, "height": 2048})
    assert opened(made.content).size == (2048, 2048)
    assert len(made.content) <= MAX_COPY


def test_a_picture_that_never_fits_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_COPY", 100)
    with pytest.raises(Unfit, match="too_complex"):
        cleaned(saved(picture(), "PNG"), PNG)


def test_only_the_first_frame_of_a_moving_picture_is_kept() -> None:
    frames = [picture(40, 40), Image.new("RGB", (40, 40), "blue")]
    sent = saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    assert getattr(opened(sent), "n_frames", 1) == 2
    assert getattr(opened(apart.cleaned(sent, WEBP).content), "n_frames", 1) == 1


@pytest.mark.parametrize(
    "tail", [b"PK\x03\x04 a zip", b"<script>alert(1)</script>", b"MZ an exe", b"%PDF-1.7"]
)
def test_what_hangs_behind_a_picture_stays_behind(tail: bytes) -> None:
    """A polyglot is a picture and something else in one file; the copy is a picture."""
    assert tail not in apart.cleaned(pictures.photo() + tail, JPEG).content


@pytest.mark.parametrize(
    ("content", "declared", "code"),
    [
        (b"", JPEG, "empty"),
        (b"MZ\x90\x00 program", JPEG, "wrong_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", PNG,
         "wrong_type"),
        (b"PK\x03\x04 a zip", JPEG, "wrong_type"),
        (b"GIF89a", PNG, "wrong_type"),
        (saved(picture(), "PNG"), JPEG, "wrong_type"),
        (saved(picture(), "JPEG"), "image/svg+xml", "wrong_type"),
        (b"\x00\x00\x00\x18ftypavif", HEIC, "wrong_type"),
        (pictures.photo()[:900], JPEG, "not_an_image"),
        (b"\x89PNG\r\n\x1a\n", PNG, "not_an_image"),
        (b"\xff\xd8\xff nothing", JPEG, "not_an_image"),
        (b"RIFF\x00\x00\x00\x00WEBP", WEBP, "not_an_image"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 99, HEIC, "not_an_image"),
    ],
)  # fmt: skip
def test_what_is_no_such_picture_is_refused_with_its_code(
    content: bytes, declared: str, code: str
) -> None:
    assert refusal(content, declared) == code


def test_a_bomb_of_pixels_is_refused_before_it_is_unpacked() -> None:
    bomb = saved(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(bomb) < 100_000
    assert refusal(bomb, PNG) == "too_many_pixels"
