"""汇总: the reports of a year added up in the national form, by the contract of `gongkai consolidate`.

chosen       the units of a year, each once, and what they are together
consolidate  the sums with their parts
table        as the table of the contract
kept         sums that were kept by name, `keeping` how to keep some, `changes` what would change in them now
docx, xlsx   as a document and a workbook in the layout of the form
coverage     how many units of how many
remarks      what is missing, doubtful, left out or does not close, in lines
"""

from analytics.consolidation import docx, xlsx
from analytics.consolidation.cell import Own, Part, Sum, Unit
from analytics.consolidation.changes import Changes, changes
from analytics.consolidation.consolidation import Breach, Consolidation, consolidate
from analytics.consolidation.kept import Kept, keeping, kept
from analytics.consolidation.own import read as read_own
from analytics.consolidation.remarks import coverage, remarks
from analytics.consolidation.table import table
from analytics.consolidation.units import chosen

__all__ = [
    "Breach",
    "Changes",
    "Consolidation",
    "Kept",
    "Own",
    "Part",
    "Sum",
    "Unit",
    "changes",
    "chosen",
    "consolidate",
    "coverage",
    "docx",
    "keeping",
    "kept",
    "read_own",
    "remarks",
    "table",
    "xlsx",
]
