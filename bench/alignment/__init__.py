"""One alignment instead of many layouts, tried on table 3 and measured beside the recogniser that is used.

tokens        the rows of a table's zone as one sequence of tokens, each with what its shape tells
costs         what each step of a reading costs: labels, heads, geometry, skipped tokens, invented blanks
programme     the dynamic programme: the cheapest reading, and the cheapest that gives each cell another token
reading       the form's sums as judge between those, and the margin that makes a cell plain
fresh         documents that neither design was fitted to
score         right, doubtful, wrong, missing against the expected cells, for both designs
"""
