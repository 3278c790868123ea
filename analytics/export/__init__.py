"""Tables on their way out of the house, in one file a format.

A `Table` carries what is exported, and what must travel with it; every `Format` writes any table.
"""

from analytics.export import csv, json, parquet, xlsx
from analytics.export.format import Format
from analytics.export.table import Chart, Column, Table

CSV, XLSX, PARQUET, JSON = csv.CSV, xlsx.XLSX, parquet.PARQUET, json.JSON
FORMATS: dict[str, Format] = {form.name: form for form in (CSV, XLSX, PARQUET, JSON)}
# What the screens offer: what an office opens. The rest is the terminal's.
SCREEN = (CSV, XLSX)

__all__ = ["CSV", "FORMATS", "JSON", "PARQUET", "SCREEN", "XLSX", "Chart", "Column", "Format", "Table"]
