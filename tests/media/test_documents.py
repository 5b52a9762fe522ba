"""PDFs: the pages stay, what acts or tells does not."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from lapor.media import Unfit, apart
from lapor.media.kinds import PDF
from tests.media import pictures
from tests.media.pictures import OWNER, document

ACTING = (b"EVIL", b"JavaScript", b"/JS", b"Launch", b"/AA", b"OpenAction", b"XFA", b"AcroForm",
          b"EmbeddedFile", b"/Annots", b"/Names")  # fmt: skip
TELLING = (OWNER.encode(), b"xmpmeta", b"/Info", b"Metadata", b"PieceInfo", b"Exif", b"Producer")


AS_IT_IS = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}


def refusal(content: bytes) -> str:
    with pytest.raises(Unfit) as refused:
        apart.cleaned(content, PDF)
    assert refused.value.fault == ""
    return refused.value.code


def readable(content: bytes) -> bytes:
    """Write a PDF with all that can be unpacked unpacked."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(content)) as pdf:
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                 compress_streams=False, static_id=True)  # fmt: skip
    return out.getvalue()


def test_a_drawn_page_stays_as_it_was() -> None:
    made = apart.cleaned(document(), PDF)
    assert (made.type, made.thumbnail, made.facts) == (PDF, None, {"pages": 1})
    assert b"1 0 0 rg 20 20 100 100 re f" in readable(made.content)


def test_nothing_that_acts_or_tells_comes_through() -> None:
    sent = document(pictures.armed)
    before = readable(sent)
    assert [word for word in (*ACTING[:3], OWNER.encode()) if word not in before] == []

    made = apart.cleaned(sent, PDF)

    seen = readable(made.content)
    assert [word for word in (*ACTING, *TELLING) if word in seen + made.content] == []
    with Pdf.open(io.BytesIO(made.content)) as pdf:
        drawn = pdf.pages[0].Resources.XObject.Im0
        assert isinstance(drawn, pikepdf.Stream)
        picture = pikepdf.PdfImage(drawn).as_pil_image()
        assert (picture.size, dict(picture.getexif())) == ((640, 480), {})


def test_what_a_form_shows_is_drawn_and_the_form_is_gone() -> None:
    def filled(pdf: Pdf) -> None:
        look = pdf.make_stream(b"0 0 1 rg 0 0 50 20 re f")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 20])
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("nama"),
                           V=String("isi"), Rect=Array([10, 10, 60, 30]), F=4,
                           AP=Dictionary(N=look))  # fmt: skip
        made = pdf.make_indirect(field)
        pdf.pages[0].Annots = Array([made])
        pdf.Root.AcroForm = Dictionary(Fields=Array([made]))

    seen = readable(apart.cleaned(document(filled), PDF).content)
    assert b"0 0 1 rg 0 0 50 20 re f" in seen
    assert b"Widget" not in seen


def test_what_hangs_behind_the_end_stays_behind() -> None:
    assert b"EVIL" not in apart.cleaned(document() + b"PK\x03\x04EVIL", PDF).content


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


def many_objects(pdf: Pdf) -> None:
    held = [pdf.make_indirect(Dictionary(N=n)) for n in range(50_001)]
    pdf.pages[0].PieceInfo = Array(held)


def twice_packed(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    inner = zlib.compress(zlib.compress(b" " * 100))
    stream.write(inner, filter=Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].Contents = stream


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
        (lambda: document(many_objects), "too_complex"),
        (lambda: document(twice_packed, **AS_IT_IS), "too_complex"),
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
