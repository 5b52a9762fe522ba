"""`make down` ends the stack and keeps its data; `make reset` also forgets the data."""

import shutil
import sys

from local import emulator, process
from local.stack import HOME, free, ports


def down() -> bool:
    """End the stack's own programs; MiniStack saves its state first. False if none ran."""
    stopped = [process.stop("proxy", 5), process.stop("ministack")]
    (HOME / "stack.json").unlink(missing_ok=True)
    emulator.discard(HOME / "tmp")
    return any(stopped)


def reset() -> None:
    """End the stack and forget its data, its clock and the demo's progress.

    It keeps its ports, so that bookmarks live, unless somebody else has taken one of them.
    """
    down()
    kept = HOME / "ports.json"
    if kept.exists() and not all(free(port) for port in ports()):
        kept.unlink()
    shutil.rmtree(HOME / "state", ignore_errors=True)
    for file in HOME.glob("*"):
        if file.is_file() and file != kept and file.suffix not in {".log", ".pid"}:
            file.unlink()


if __name__ == "__main__":
    if sys.argv[1:] == ["reset"]:
        reset()
        print("Stopped; its data is forgotten.")
    else:
        print("Stopped; its data is kept." if down() else "Nothing was running.")
