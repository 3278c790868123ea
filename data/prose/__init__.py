"""What the prose of a report states: every number and every “none” as a fact, and what tables and prose say of it.

words       the vocabulary (words.yaml): a sentence cut into the words that matter
numbers     quantities as prose writes them
labels      which words belong to a number
scope       whose, of which year, how meant: what holds for the words that follow
clauses     a sentence's words as clauses, and which of them state something
turns       numbers that are told in turn
steps       numbers that a step leads from and to
statements  what a clause states, as facts
spoken      what is spoken of where the context tells it
became      what became of all that was told before
behind      what stands round a number and makes it another's
settled     what the sentence so far makes of a fact
disputed    reviews and lawsuits told without a number
totals      sums of what a sentence told piece by piece
remaining   what is left at the year's end, told by when it is dealt with
reading     a report's sentences → facts
borne       whether a sentence itself bears out the table
compared    how much of it there was to compare
earlier     what it says of last year, against last year's tables
measures    facts → the cells that hold the same (measures.yaml), and whether these agree
"""

from data.prose.fact import Fact, Kind
from data.prose.reading import facts

__all__ = ["Fact", "Kind", "facts"]
