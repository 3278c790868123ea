"""What means harm: files that fill the memory or never end, and texts made against each pattern.

patterns   every regular expression of data/, and the texts that could hold it up
files      files by number, made on the fly
run        all of them one at a time and together, measured: python -m tests.hostile.run
"""
