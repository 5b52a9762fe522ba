"""What a file really is, and its clean copy: bytes in, bytes out; only `attach` uses it.

Pillow, PDFium and pikepdf come from a layer of their own (`Media`) and are imported only in the
child process that `apart` starts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_COPY = 20_000_000
"""Bytes of a clean copy: twice an upload, for pages grow when they become pictures.

It bounds memory, storage and what people fetch over slow lines: 760 kB of pages that share one
noisy picture made 120 MB. 200 pages of dense print still fit.
"""


class Unfit(Exception):
    """A file that is not taken; `code` is one of `file_refusals` in `wording/*.json`.

    `fault` names the exception when a library failed in a way that nobody foresaw.
    """

    def __init__(self, code: str, fault: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean copy: its type, its bytes, a JPEG of at most 400 px or none, and its measures.

    `facts` holds `width` and `height` in px of an image, `pages` of a PDF.
    """

    type: str
    content: bytes
    thumbnail: bytes | None
    facts: Mapping[str, int] = field(default_factory=dict)
