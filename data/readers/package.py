"""Office packages: XML parts in a ZIP, read without trusting either."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from data.errors import BadDocument
from data.readers.size import MOST_MARKUP, MOST_PACKAGE, MOST_XML

OLE = b"\xd0\xcf\x11\xe0"  # the container of a password-protected package
_FAULTS = (zipfile.BadZipFile, zlib.error, KeyError, etree.XMLSyntaxError, OSError, NotImplementedError)
DAMAGED = (*_FAULTS, RuntimeError, EOFError, ValueError)


def part(name: str, content: bytes, path: str) -> etree._Element:
    """The root of one XML part. No entities are expanded and nothing is fetched.

    Raises BadDocument for a damaged, locked or oversized package.
    """
    if content.startswith(OLE):
        raise BadDocument("file_locked", file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_size(name, package)
            data = package.read(path)
        if (tags := data.count(b"<")) > MOST_MARKUP:
            raise BadDocument("file_too_complex", file=name, size=tags, most=MOST_MARKUP)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(data, parser)
    except DAMAGED as problem:
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem


def check_size(name: str, package: zipfile.ZipFile) -> None:
    """Raises BadDocument for a package that would burst when it is unpacked."""
    infos = package.infolist()
    total, xml = (sum(sizes) for sizes in ([i.file_size for i in infos], [_xml_size(i) for i in infos]))
    for size, most in ((total, MOST_PACKAGE), (xml, MOST_XML)):
        if size > most:
            raise BadDocument("file_too_large", file=name, size=size >> 20, most=most >> 20)


def _xml_size(info: zipfile.ZipInfo) -> int:
    return info.file_size if info.filename.endswith((".xml", ".rels")) else 0
