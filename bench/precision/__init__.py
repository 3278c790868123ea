"""Precision and recall of the findings, on made-up reports with planted faults.

numbers, prose   one fault a rule: what is planted, and what else may rightly be said
corpus           reports to be printed, half of them without a fault
tally            the whole way back, and the count by rule
across           whole counties in a store, for what reports say against each other
"""
