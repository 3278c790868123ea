"""Briefs: what is said of a view, of a county or of one unit on pages to print and hand on."""

from analytics.brief.folder import FORMATS, Format, save
from analytics.brief.overview import county, of_county
from analytics.brief.parts import MAIN
from analytics.brief.unit import of_unit
from analytics.brief.view import of_view

__all__ = ["FORMATS", "MAIN", "Format", "county", "of_county", "of_unit", "of_view", "save"]
