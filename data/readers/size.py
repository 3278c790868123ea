"""How large what is read may be. True reports stay far below; what is beyond is damaged or means harm."""

MOST_MEGABYTES = 50  # a file, or a member of an archive
MOST_MARKUP = 400_000  # tags of a page, elements of a Word document
MOST_LINES = 200_000  # of plain text
MOST_XML = 32 * 2**20  # bytes of one part of an office package, unpacked
MOST_PACKAGE = 256 * 2**20  # bytes of a whole office package, unpacked: pictures may be large
