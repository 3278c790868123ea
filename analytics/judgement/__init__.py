"""What may be said of a change: numbers against the unit's own earlier years, and how much years differ in the county.

spread    how far apart one unit's years lie: which values of it the earlier years of all units bear out
counts    the chance of a count for each underlying mean and each spread
shares    the same of a part of a whole
memory    a judged year against the earlier ones: what was expected, and how seldom so much is seen by chance
verdict   same, notable, back to the usual level, or open; false names of one panel held down
places    between which ranks the underlying mean of each unit lies
slope     whether the shares of one unit rise or fall, by the yearly variation of the others
"""
