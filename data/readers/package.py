"""Office packages: XML parts in a ZIP, read without trusting either."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from data.errors import BadDocument

OLE = b"\xd0\xcf\x11\xe0"  # the container of a password-protected package
MOST_UNPACKED = 200 * 2**20


def part(name: str, content: bytes, path: str) -> etree._Element:
    """The root of one XML part. No entities are expanded and nothing is fetched.

    Raises BadDocument for a damaged, locked or oversized package.
    """
    if content.startswith(OLE):
        raise BadDocument("file_locked", file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            info = package.getinfo(path)
            if info.file_size > MOST_UNPACKED:
                raise BadDocument("file_too_large", file=name, size=info.file_size >> 20, most=MOST_UNPACKED >> 20)
            data = package.read(info)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(data, parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError, NotImplementedError, RuntimeError) as problem:
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem
