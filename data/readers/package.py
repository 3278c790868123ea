"""Office packages: XML parts in a ZIP or in one flat XML file, read without trusting either."""

from __future__ import annotations

import base64
import binascii
import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from data.errors import BadDocument
from data.readers.size import MOST_MARKUP, MOST_PACKAGE, MOST_XML

OLE = b"\xd0\xcf\x11\xe0"  # the container of a password-protected package, and of the formats before 2007
OFFICE = "http://schemas.openxmlformats.org/"
_FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The strict form of the standard has names of its own for the same things.
_STRICT = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"{OFFICE}{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("spreadsheetml/main", "spreadsheetml/2006/main"),
        ("drawingml/", "drawingml/2006/"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
    )
)
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    LookupError,
    etree.XMLSyntaxError,
    OSError,
    NotImplementedError,
    binascii.Error,
)
DAMAGED = (*_FAULTS, RuntimeError, EOFError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads: what for (the last word of the relation's type), and to which path in the package."""

    kind: str
    target: str


class Package:
    """The parts of one file by their paths. Every method raises BadDocument for a damaged or oversized one."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        if content.startswith(OLE):
            raise BadDocument("file_locked", file=name)
        try:
            self._zip = None if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else _opened(name, content)
            self._flat = _flat_parts(parsed(name, content)) if self._zip is None else {}
        except DAMAGED as problem:
            raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem

    def read(self, path: str) -> bytes:
        try:
            return self._zip.read(path) if self._zip else self._flat[path]
        except DAMAGED as problem:
            raise BadDocument("file_damaged", file=self.name, detail=str(problem)) from problem

    def has(self, path: str) -> bool:
        return path in (self._zip.namelist() if self._zip else self._flat)

    def part(self, path: str) -> etree._Element:
        """The root of one XML part."""
        return parsed(self.name, self.read(path))

    def is_strict(self) -> bool:
        """Whether the document proper uses the strict form's own names."""
        return b"purl.oclc.org" in self.read(self.main("xl/workbook.xml"))[:4096]

    def zipped(self) -> bytes:
        """The package as a ZIP, in the usual names."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for path in self._zip.namelist() if self._zip else self._flat:
                data = self.read(path)
                made.writestr(path, _in_usual_names(data) if path.endswith((".xml", ".rels")) else data)
        return out.getvalue()

    def relations(self, path: str) -> dict[str, Relation]:
        """Where a part leads, by the relation's mark; the package itself is the part ""."""
        folder, file = posixpath.split(path)
        told = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(told):
            return {}
        found = {}
        for node in self.part(told).iter(_RELATION):
            kind, target = (node.get(key) or "" for key in ("Type", "Target"))
            inner = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[node.get("Id") or ""] = Relation(kind.rsplit("/", 1)[-1], inner)
        return found

    def main(self, usual: str) -> str:
        """The path of the document proper; where no relation names it, the `usual` one."""
        named = [one.target for one in self.relations("").values() if one.kind == "officeDocument"]
        return next((path for path in named if self.has(path)), usual)


def part(name: str, content: bytes, path: str) -> etree._Element:
    """The root of one XML part. Raises BadDocument for a damaged, locked or oversized package."""
    return Package(name, content).part(path)


def parsed(name: str, data: bytes) -> etree._Element:
    """The root of XML. No entities are expanded and nothing is fetched. Raises BadDocument."""
    if (tags := data.count(b"<")) > MOST_MARKUP:
        raise BadDocument("file_too_complex", file=name, size=tags, most=MOST_MARKUP)
    data = _in_usual_names(data)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(data, parser)
    except DAMAGED as problem:
        raise BadDocument("file_damaged", file=name, detail=str(problem)) from problem


def _in_usual_names(data: bytes) -> bytes:
    for strict, usual in _STRICT if b"purl.oclc.org" in data else ():
        data = data.replace(strict, usual)
    return data


def _opened(name: str, content: bytes) -> zipfile.ZipFile:
    package = zipfile.ZipFile(io.BytesIO(content))
    check_size(name, package)
    return package


def _flat_parts(root: etree._Element) -> dict[str, bytes]:
    """The parts of a package that was saved as one XML file."""
    found = {}
    for node in root.iter(f"{_FLAT}part"):
        path = (node.get(f"{_FLAT}name") or "").lstrip("/")
        inner, binary = node.find(f"{_FLAT}xmlData"), node.findtext(f"{_FLAT}binaryData")
        if inner is not None and len(inner):
            found[path] = etree.tostring(inner[0])
        elif binary:
            found[path] = base64.b64decode(binary)
    return found


def check_size(name: str, package: zipfile.ZipFile) -> None:
    """Raises BadDocument for a package that would burst when it is unpacked."""
    infos = package.infolist()
    total, xml = (sum(sizes) for sizes in ([i.file_size for i in infos], [_xml_size(i) for i in infos]))
    for size, most in ((total, MOST_PACKAGE), (xml, MOST_XML)):
        if size > most:
            raise BadDocument("file_too_large", file=name, size=size >> 20, most=most >> 20)


def _xml_size(info: zipfile.ZipInfo) -> int:
    return info.file_size if info.filename.endswith((".xml", ".rels")) else 0
