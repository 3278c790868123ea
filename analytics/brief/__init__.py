"""Briefs: what is said of a view, of a county or of one unit on pages to print and hand on.

The pages are loaded when one is first asked for: what draws their charts takes half a second to load, and most who
open a screen or run a command want no brief.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from analytics.brief.folder import FORMATS, Format, save

if TYPE_CHECKING:
    from analytics.brief.findings import of_findings
    from analytics.brief.overview import county, of_county
    from analytics.brief.parts import MAIN
    from analytics.brief.put import of_exhibit
    from analytics.brief.unit import of_unit
    from analytics.brief.view import of_view

__all__ = [
    "FORMATS",
    "MAIN",
    "Format",
    "county",
    "of_county",
    "of_exhibit",
    "of_findings",
    "of_unit",
    "of_view",
    "save",
]
_WHERE = {
    "county": "overview",
    "of_county": "overview",
    "MAIN": "parts",
    "of_exhibit": "put",
    "of_findings": "findings",
    "of_unit": "unit",
    "of_view": "view",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"analytics.brief.{_WHERE[name]}"), name)
