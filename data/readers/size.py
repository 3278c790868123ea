"""How large what is read may be. True reports stay far below; what is beyond is damaged or means harm."""

MOST_MEGABYTES = 50  # a file, or a member of an archive
MOST_MARKUP = 400_000  # tags of a page or of a Word document
MOST_PARTS = 60_000  # paragraphs and cells with anything in them
MOST_TEXT = 600_000  # characters
MOST_LINE = 60_000  # characters of a paragraph or cell: a whole report that lost its line feeds has half
MOST_XML = 32 * 2**20  # bytes of all XML in an office package, unpacked
MOST_PACKAGE = 256 * 2**20  # bytes of a whole office package, unpacked: pictures may be large
