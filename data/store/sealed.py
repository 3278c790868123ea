"""Small records as lines of JSON that show whether they are still as they were written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_SEAL = "check"


def _digest(record: Mapping[str, Any]) -> str:
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def closed(record: Mapping[str, Any], indent: int | None = None) -> str:
    """A record as text, with the digest of its content."""
    return json.dumps({**record, _SEAL: _digest(record)}, ensure_ascii=False, indent=indent)


def opened(text: str) -> dict[str, Any] | None:
    """The record in a text, or None if it is none any more or is another one than was written."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    seal = found.pop(_SEAL, None)
    return found if seal == _digest(found) else None
