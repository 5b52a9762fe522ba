"""What the first bytes of a file say that it is; its name and its sender are not asked."""

from lapor.media import Unfit

JPEG, PNG, WEBP, HEIC, PDF = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "application/pdf",
)

BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
"""HEIF brands of still pictures as phones write them (ISO/IEC 23008-12)."""


def kind_of(content: bytes) -> str | None:
    """Give the type that the first bytes belong to, or None."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp" and content[8:12] in BRANDS:
        return HEIC
    if content.startswith(b"%PDF-"):
        return PDF
    return None


def checked(content: bytes, declared: str) -> str:
    """Give the file's type; raises Unfit when it is empty or not what was declared."""
    if not content:
        raise Unfit("empty")
    found = kind_of(content)
    if found is None or found != declared:
        raise Unfit("wrong_type")
    return found
