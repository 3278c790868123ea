"""Made-up reports turned into text by the programs that people use, and how well that text is read.

documents     reports drawn by seed, and the pages, Word documents and PDFs that they are printed as
converters    pdftotext, lynx, w3m, links, pandoc, where they are installed: a document → text
tally         what was read against what was printed, and how far a doubt or its absence can be trusted
"""
