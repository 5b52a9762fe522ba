"""Pictures: whatever comes in, what comes out is the picture alone."""

import io

import pytest
from PIL import Image

from lapor.media import Cleaned, Unfit, apart
from lapor.media.kinds import HEIC, JPEG, PNG, WEBP
from tests.media import pictures
from tests.media.pictures import OWNER, colour, picture, saved

TELLING = (b"Exif", b"GPS", b"ICC_PROFILE", b"iCCP", b"icc of", b"http://ns.adobe.com", b"xmpmeta",
           OWNER.encode(), b"Contoh Phone", b"tEXt", b"eXIf", b"XMP ")  # fmt: skip


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def refusal(content: bytes, kind: str) -> str:
    with pytest.raises(Unfit) as refused:
        apart.cleaned(content, kind)
    assert refused.value.fault == ""
    return refused.value.code


def assert_only_the_picture(made: Cleaned) -> None:
    for content in (made.content, made.thumbnail or b""):
        assert [word for word in TELLING if word in content] == []
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
    assert opened(made.content).getchannel("A").getextrema() == (0, 0)


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
    assert opened(made.content).mode in ("RGB", "RGBA")


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
