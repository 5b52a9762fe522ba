"""PDFs: what is seen on a page stays, and nothing else does."""

import io
import os
import re
import struct
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image, ImageChops, ImageStat
from pypdfium2 import PdfDocument

from lapor.media import MAX_COPY, Unfit, apart, documents
from lapor.media.__main__ import cleaned
from lapor.media.images import Step
from lapor.media.kinds import PDF
from tests.media import papers, pictures, sight
from tests.media.pictures import OWNER, document

ACTING = ("EVIL", "JavaScript", "/JS", "Launch", "/AA", "OpenAction", "XFA", "AcroForm",
          "EmbeddedFile", "/Annots", "/Names")  # fmt: skip
WHO = "Pemilik7f3a"
"""A word that no file holds by chance."""

MAY_STAY = {
    "/Catalog": {"/Type", "/Pages"},
    "/Pages": {"/Type", "/Kids", "/Count"},
    "/Page": {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"},
    "/XObject": {"/Type", "/Subtype", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace",
                 "/Filter", "/Length"},
    "drawing": {"/Length", "/Filter"},
}  # fmt: skip
"""All that a clean copy is made of."""

SEGMENTS = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}
"""Of a JPEG: JFIF, tables, frame and scan."""


def refusal(content: bytes) -> str:
    with pytest.raises(Unfit) as refused:
        apart.cleaned(content, PDF)
    assert refused.value.fault == ""
    return refused.value.code


def seen(content: bytes, page: int = 0) -> Image.Image:
    """Give a page as a reader draws it, with its forms, at 72 dpi."""
    with PdfDocument(content) as pdf:
        pdf.init_forms()
        drawn: Image.Image = pdf[page].render(rev_byteorder=True).to_pil().convert("RGB")
        return drawn.copy()


def assert_looks_the_same(sent: bytes, made: bytes, page: int = 0) -> None:
    before, after = seen(sent, page), seen(made, page)
    assert before.size == after.size
    apart_by = ImageStat.Stat(ImageChops.difference(before, after)).mean
    assert max(apart_by) < 2, apart_by


def assert_nothing_but_drawings(content: bytes) -> None:
    """Hold every object of a clean copy against the list of what may stay, picture data too."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        assert set(pdf.trailer.keys()) <= {"/Root", "/Size", "/ID"}
        for held in pdf.objects:
            assert isinstance(held, Dictionary | Stream)
            kind = str(held.get(Name.Type, "drawing"))
            assert set(held.keys()) <= MAY_STAY[kind], kind
            if kind == "drawing":
                assert isinstance(held, Stream)
                assert re.fullmatch(rb"[\d.]+ 0 0 [\d.]+ 0 0 cm /P Do", held.read_bytes())
            if kind == "/Page":
                assert set(held.Resources.keys()) == {"/XObject"}
                assert set(held.Resources.XObject.keys()) == {"/P"}
            if kind == "/XObject" and held.Filter == Name.DCTDecode:
                assert isinstance(held, Stream)
                assert_bare_jpeg(held.read_raw_bytes())


def assert_bare_jpeg(content: bytes) -> None:
    place = 2
    while True:
        start, marker, length = struct.unpack_from(">BBH", content, place)
        assert (start, marker in SEGMENTS) == (0xFF, True), hex(marker)
        if marker == 0xDA:
            break
        place += 2 + length
    assert content.index(b"\xff\xd9", place) == len(content) - 2


def red_square(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"1 0 0 rg 20 20 100 100 re f")


def test_a_drawn_page_looks_as_it_did() -> None:
    sent = document(red_square)
    made = apart.cleaned(sent, PDF)
    assert (made.type, made.thumbnail, made.facts) == (PDF, None, {"pages": 1})
    assert_looks_the_same(sent, made.content)
    assert_nothing_but_drawings(made.content)


def test_nothing_that_acts_or_tells_comes_through() -> None:
    sent = document(pictures.armed)
    before = sight.within(sent)
    assert [word for word in (*ACTING[:3], OWNER) if word not in before] == []

    made = apart.cleaned(sent, PDF)

    assert [word for word in (*ACTING, OWNER) if word in sight.within(made.content)] == []
    assert_nothing_but_drawings(made.content)
    assert_looks_the_same(sent, made.content)


@pytest.mark.parametrize("name", papers.TELLING)
def test_what_a_document_tells_beside_its_look_is_in_no_byte_of_the_copy(name: str) -> None:
    """Given a word in a place and a packing of the format, it is seen before and not after."""
    sent = papers.telling(papers.TELLING[name], WHO)
    assert WHO in sight.within(sent)

    made = cleaned(sent, PDF).content

    assert WHO not in sight.within(made)
    assert_nothing_but_drawings(made)
    assert_looks_the_same(sent, made)


@pytest.mark.parametrize(
    "name", [name for name in papers.photographed() if "as_miniature" not in name]
)
def test_a_photo_in_a_document_is_still_seen(name: str) -> None:
    """Otherwise a page that lost its picture would look the same as one that never drew it."""
    sent = papers.telling(papers.TELLING[name], WHO)
    red, green, _ = pictures.colour(seen(cleaned(sent, PDF).content), 60, 90)
    assert (red > 200, green < 80) == (True, True)


def test_words_under_a_black_bar_are_not_there() -> None:
    sent = papers.telling(papers.under_a_bar, WHO)
    with PdfDocument(sent) as before, PdfDocument(cleaned(sent, PDF).content) as after:
        assert WHO in before[0].get_textpage().get_text_bounded()
        assert after[0].get_textpage().count_chars() == 0


def test_every_page_of_a_long_document_is_clean_and_in_its_place() -> None:
    sent = papers.everything(WHO)
    made = apart.cleaned(sent, PDF)
    assert made.facts["pages"] == len(papers.WORDS) + 5
    assert WHO not in sight.within(made.content)
    assert_nothing_but_drawings(made.content)
    for page in range(made.facts["pages"]):
        assert_looks_the_same(sent, made.content, page)


def test_black_letters_are_kept_without_loss_and_photos_as_jpeg() -> None:
    def packed(change: papers.Change) -> list[tuple[str, str]]:
        made = cleaned(papers.telling(change, WHO), PDF).content
        with Pdf.open(io.BytesIO(made)) as pdf:
            image = pdf.pages[0].Resources.XObject.P
            return [(str(image.Filter), str(image.ColorSpace))]

    assert packed(papers.on_a_font) == [("/FlateDecode", "/DeviceGray")]
    assert packed(papers.measured) == [("/DCTDecode", "/DeviceRGB")]


@pytest.mark.parametrize(
    ("box", "turn", "size"),
    [([0, 0, 200, 100], 0, (417, 209)), ([0, 0, 200, 100], 90, (209, 417)),
     ([50, 50, 150, 100], 0, (209, 105)), ([0, 0, 3000, 1500], 0, (4096, 2048))],
)  # fmt: skip
def test_a_page_is_drawn_upright_at_150_dpi_and_4096_pixels_at_most(
    box: list[int], turn: int, size: tuple[int, int]
) -> None:
    def shaped(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.MediaBox, page.Rotate = Array(box), turn

    sent = document(shaped)
    made = cleaned(sent, PDF).content
    with Pdf.open(io.BytesIO(made)) as pdf:
        image = pdf.pages[0].Resources.XObject.P
        drawn = (int(image.Width), int(image.Height))
    assert max(abs(a - b) for a, b in zip(drawn, size, strict=True)) <= 1
    assert_looks_the_same(sent, made)


@pytest.mark.parametrize(
    "box", [[0, 0, 1, 1], [0, 0, 20000, 10], [9, 9, 9, 9], [200, 100, 0, 0], [0, 0, 1e9, 1e-9],
            [-1e30, 0, 1e30, 5], [0, 0]],
)  # fmt: skip
def test_a_page_of_an_odd_size_is_a_page_all_the_same(box: list[float]) -> None:
    def shaped(pdf: Pdf) -> None:
        pdf.pages[0].MediaBox = Array(box)

    made = cleaned(document(shaped), PDF).content
    assert_nothing_but_drawings(made)
    assert max(seen(made).size) <= 14_400


def noisy(pages: int, side: int) -> bytes:
    """Make square pages of so many points which share one picture that no packing makes small."""
    noise = Image.frombytes("RGB", (800, 800), os.urandom(800 * 800 * 3))
    packed = pictures.saved(noise, "JPEG", quality=95)

    def shared(pdf: Pdf) -> None:
        image = pdf.make_indirect(pdf.make_stream(b""))
        assert isinstance(image, Stream)
        image.write(packed, filter=Name.DCTDecode)
        image.Type, image.Subtype, image.BitsPerComponent = Name.XObject, Name.Image, 8
        image.Width, image.Height, image.ColorSpace = 800, 800, Name.DeviceRGB
        del pdf.pages[0]
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=(side, side))
            page.Resources = Dictionary(XObject=Dictionary(P=image))
            page.Contents = pdf.make_stream(b"%d 0 0 %d 0 0 cm /P Do" % (side, side))

    return document(shared)


def test_pages_that_share_a_noisy_picture_are_drawn_again_until_they_fit() -> None:
    """Given 760 kB that made 120 MB at 150 dpi, the copy has all pages, less finely."""
    sent = noisy(20, 2000)
    assert len(sent) < 800_000

    made = apart.cleaned(sent, PDF)

    assert made.facts == {"pages": 20}
    assert len(made.content) <= MAX_COPY
    assert_nothing_but_drawings(made.content)
    with Pdf.open(io.BytesIO(made.content)) as pdf:
        widths = {int(page.Resources.XObject.P.Width) for page in pdf.pages}
        sizes = {tuple(map(float, page.MediaBox)) for page in pdf.pages}
    assert (widths, sizes) == ({2048}, {(0, 0, 2000, 2000)})


def test_what_is_too_large_however_it_is_drawn_is_refused() -> None:
    assert refusal(noisy(60, 2000)) == "too_complex"


def test_no_page_is_drawn_after_the_one_that_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def watched(page: Any, step: Step) -> documents.Drawing:
        drawing = draw(page, step)
        drawn.append(drawing.picture.width)
        return drawing

    draw = documents._drawn
    monkeypatch.setattr(documents, "_drawn", watched)
    monkeypatch.setattr(documents, "MAX_COPY", 100_000)
    with pytest.raises(Unfit, match="too_complex"):
        cleaned(noisy(30, 200), PDF)
    passes = [drawn.count(width) for width in (417, 278, 209)]
    assert sum(passes) == len(drawn)
    assert 0 < passes[0] < passes[1] < passes[2] < 30


def field(pdf: Pdf, **more: Any) -> None:
    """A form with one field of text."""
    made = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("nama"),
                      V=String("isi"), Rect=Array([10, 150, 110, 190]), F=4, **more)  # fmt: skip
    held = pdf.make_indirect(made)
    pdf.pages[0].Annots = Array([held])
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.AcroForm = Dictionary(Fields=Array([held]), NeedAppearances=True,
                                   DA=String("/Helv 20 Tf 0 g"),
                                   DR=Dictionary(Font=Dictionary(Helv=font)))  # fmt: skip


def with_a_look(pdf: Pdf) -> None:
    look = pdf.make_stream(b"0 0 1 rg 0 0 100 40 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 40])
    field(pdf, AP=Dictionary(N=look))


def without_a_look(pdf: Pdf) -> None:
    field(pdf, DA=String("/Helv 20 Tf 0 g"))


@pytest.mark.parametrize("change", [with_a_look, without_a_look])
def test_what_a_form_shows_is_on_the_page_and_the_form_is_gone(
    change: Callable[[Pdf], None],
) -> None:
    made = cleaned(document(change), PDF).content
    darkest, _ = seen(made).crop((10, 10, 110, 50)).convert("L").getextrema()
    assert isinstance(darkest, int)
    assert darkest < 100
    assert_nothing_but_drawings(made)


def test_what_hangs_behind_the_end_stays_behind() -> None:
    assert b"EVIL" not in cleaned(document() + b"PK\x03\x04EVIL", PDF).content


def test_a_document_that_opens_without_a_password_is_taken_and_no_longer_locked() -> None:
    locked = pikepdf.Encryption(owner="pemilik", user="")
    made = apart.cleaned(document(encryption=locked), PDF)
    with Pdf.open(io.BytesIO(made.content)) as pdf:
        assert not pdf.is_encrypted


def test_the_same_file_gives_the_same_copy() -> None:
    sent = document(pictures.armed)
    assert apart.cleaned(sent, PDF) == apart.cleaned(sent, PDF)


def many_pages(pdf: Pdf) -> None:
    for _ in range(200):
        pdf.add_blank_page()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: b"", "empty"),
        (lambda: b"PK\x03\x04 a docx", "wrong_type"),
        (lambda: b"<html>%PDF-1.7", "wrong_type"),
        (lambda: b"%PDF-1.7\n" + b"x" * 999, "not_a_pdf"),
        (lambda: document()[:200], "not_a_pdf"),
        (lambda: document(encryption=pikepdf.Encryption(owner="a", user="b")), "encrypted_pdf"),
        (lambda: document(many_pages), "too_many_pages"),
        (lambda: document(pictures.bomb), "too_complex"),
    ],
)
def test_what_is_no_honest_document_is_refused_with_its_code(
    content: Callable[[], bytes], code: str
) -> None:
    assert refusal(content()) == code


def test_a_bomb_in_the_structure_itself_ends_the_child_and_not_us() -> None:
    """Objects packed into a stream of 1 GB must be unpacked before anything can be asked."""
    squeeze = zlib.compressobj(9)
    blanks = (squeeze.compress(b" " * 2**20) for _ in range(1200))
    packed = squeeze.compress(b"1 0 ") + b"".join(blanks)
    packed += squeeze.flush()
    head = b"%PDF-1.5\n"
    stream = (b"2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n"
              % len(packed)) + packed + b"\nendstream\nendobj\n"  # fmt: skip
    entries = b"".join(
        kind + place.to_bytes(4) + more for kind, place, more in
        [(b"\x00", 0, b"\x00"), (b"\x02", 2, b"\x00"), (b"\x01", len(head), b"\x00")]
    )  # fmt: skip
    xref = len(head + stream)
    tail = (b"3 0 obj\n<</Type/XRef/Size 3/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(entries)
            + entries + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % xref)  # fmt: skip
    bomb = head + stream + tail
    assert len(bomb) < 3_000_000
    assert refusal(bomb) in ("too_complex", "not_a_pdf")


def test_a_crash_of_a_library_is_that_files_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "CHILD", ["-c", "import os; os.abort()"])
    assert refusal(document()) == "too_complex"


def test_a_child_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "CHILD", ["-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(apart, "PATIENCE", 0.2)
    assert refusal(document()) == "too_complex"


def test_a_child_that_answers_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "import sys; sys.stdout.buffer.write(bytes(22_000_000))"
    monkeypatch.setattr(apart, "CHILD", ["-c", endless])
    assert refusal(document()) == "too_complex"


def test_an_answer_is_held_once(monkeypatch: pytest.MonkeyPatch) -> None:
    head = '{"type": "application/pdf", "facts": {}, "content": 15000000}'
    full = f"import sys; sys.stdout.buffer.write(b'{head}' + bytes([10]) + bytes(15_000_000))"
    monkeypatch.setattr(apart, "CHILD", ["-c", full])
    sent = document()
    tracemalloc.start()
    try:
        made = apart.cleaned(sent, PDF)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (len(made.content), made.thumbnail) == (15_000_000, None)
    assert most < 16_000_000


def test_a_missing_library_is_our_fault_and_refuses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "CHILD", ["-c", "import no_such_library"])
    with pytest.raises(apart.ChildFailed, match="no_such_library"):
        apart.cleaned(document(), PDF)


def test_the_child_gets_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    code = "import os, sys; sys.exit(' '.join(sorted(os.environ)))"
    monkeypatch.setattr(apart, "CHILD", ["-c", code])
    with pytest.raises(apart.ChildFailed) as failed:
        apart.cleaned(document(), PDF)
    assert set(str(failed.value).split()) <= {"PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_CTYPE"}
