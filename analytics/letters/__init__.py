"""审核反馈意见: what goes back to one unit about its report, as a letter to sign and as text to paste.

letter     what it says
docx       as a document in the layout of GB/T 9704
text       as plain text, for a chat
"""

from analytics.letters.docx import write
from analytics.letters.letter import Letter, Point, due, letter
from analytics.letters.text import text

__all__ = ["Letter", "Point", "due", "letter", "text", "write"]
