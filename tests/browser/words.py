"""What the pages say, from the dictionaries that they are built from: a test finds words by key."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
both_languages = pytest.mark.parametrize("lang", ["id", "en"])


@cache
def texts(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Texts of the pages by group and key, such as `form` and `send`."""
    return _read(f"web/src/i18n/{lang}.json")


@cache
def wording(lang: str) -> Mapping[str, Mapping[str, str]]:
    """Words that pages and API share, such as `states` and `moves`."""
    return _read(f"src/lapor/data/wording/{lang}.json")


@cache
def field_errors(lang: str) -> Mapping[str, str]:
    """Sentences of the report form's errors by `field.code`."""
    errors: object = texts(lang)["form"]["errors"]
    assert isinstance(errors, Mapping)
    return errors


def _read(path: str) -> Mapping[str, Mapping[str, str]]:
    value: Mapping[str, Mapping[str, str]] = json.loads((ROOT / path).read_text())
    return value
