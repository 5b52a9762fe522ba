"""The reviewed registers that ship with every function: the seed of `Directory`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def load(name: str) -> Any:
    """The register `<name>.json`, parsed once; callers share it and must not change it."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
