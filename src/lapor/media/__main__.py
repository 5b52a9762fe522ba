"""The child process: a file on standard input, its clean copy or a refusal on standard output."""

import json
import resource
import sys

from lapor.media import Cleaned, Unfit
from lapor.media.kinds import PDF, checked

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space: 50 million pixels twice, and the libraries."""

SECONDS = 40
"""CPU time: 200 scanned pages that had to be drawn a second time took 26."""


def cleaned(content: bytes, declared: str) -> Cleaned:
    """Make the clean copy of a file of the declared type; raises Unfit."""
    kind = checked(content, declared)
    if kind == PDF:
        from lapor.media import documents

        return documents.cleaned(content)
    from lapor.media import images

    return images.cleaned(content, kind)


def _answer(head: dict[str, object], *parts: bytes) -> None:
    sys.stdout.buffer.writelines((json.dumps(head).encode(), b"\n", *parts))


def main(declared: str) -> None:
    """Read, limit ourselves, clean, answer."""
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        made = cleaned(content, declared)
    except Unfit as unfit:
        _answer({"code": unfit.code})
    except MemoryError:
        _answer({"code": "too_complex"})
    except ImportError:
        raise  # our own fault: the file must wait, not be refused
    except Exception as error:
        _answer({"code": "unreadable", "fault": type(error).__name__})
    else:
        small = made.thumbnail or b""
        head = {"type": made.type, "facts": made.facts, "content": len(made.content)}
        _answer(head, made.content, small)


if __name__ == "__main__":
    main(sys.argv[1])
