"""Cleaning in a process of its own: the libraries that read strangers' bytes get no credentials.

The child has no environment beside its import path, and limits on memory and time; one that dies of
a file (a bomb, a fault of a library) is that file's refusal and not this process's end.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import IO

from lapor.media import MAX_COPY, Cleaned, Unfit

PATIENCE = 45
"""Seconds until a child is given up; the function itself has 60."""

MAX_ANSWER = MAX_COPY + 1_000_000
"""Bytes that are read of an answer: a copy, a thumbnail (400 x 400 px) and a line about them."""

CHILD = ["-m", "lapor.media"]

NEEDED = ("LD_LIBRARY_PATH", "LANG")
"""What the interpreter needs to start at all; credentials are not among it."""


def cleaned(content: bytes, declared: str) -> Cleaned:
    """Make the clean copy of a file of the declared type; raises Unfit."""
    environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
    # Lambda has its libraries in /opt, and finds them by the path that it gave this process.
    environment["PYTHONPATH"] = os.pathsep.join(entry for entry in sys.path if entry)
    # A file without a name: what a pipe brings is held twice while its pieces are joined.
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                [sys.executable, *CHILD, declared],
                input=content,
                stdout=answer,
                stderr=subprocess.PIPE,
                env=environment,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Unfit("too_complex") from None
        if done.returncode < 0:
            raise Unfit("too_complex")
        if done.returncode:
            raise ChildFailed(done.stderr.decode(errors="replace").strip().rpartition("\n")[2])
        return _read(answer)


class ChildFailed(Exception):
    """The child ended with an exception of ours: a fault, not a refusal."""


def _read(answer: IO[bytes]) -> Cleaned:
    if answer.seek(0, os.SEEK_END) > MAX_ANSWER:
        raise Unfit("too_complex")
    answer.seek(0)
    head = json.loads(answer.readline())
    if "code" in head:
        raise Unfit(head["code"], head.get("fault", ""))
    content, small = answer.read(head["content"]), answer.read()
    return Cleaned(head["type"], content, small or None, head["facts"])
