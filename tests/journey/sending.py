"""Sends files to the stack as browsers do."""

from collections.abc import Mapping
from typing import Any

import urllib3

HTTP = urllib3.PoolManager(retries=False, timeout=30)


def posted(form: Mapping[str, Any], content: bytes, **changed: str) -> Any:
    """Send a file as a browser does: a form of several parts, the file last."""
    fields = {**form["fields"], **{k.replace("_", "-"): v for k, v in changed.items()}}
    parts = {**fields, "file": ("IMG_2291.jpg.exe", content, "application/octet-stream")}
    return HTTP.request("POST", form["url"], fields=parts)
