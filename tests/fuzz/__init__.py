"""Documents damaged at random, by number: whatever they are, they are read or refused, soon, and nothing else.

corpus     the documents that damage starts from
damage     what is done to bytes, text, pages and packages
inputs     a number → a damaged document, and what must hold of it
judge      a document read, and what is wrong with how it was
run        very many of them, in processes that may die: python -m tests.fuzz.run --count 100000
"""
