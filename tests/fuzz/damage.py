"""What is done to a document: to its bytes, its text, its tags, the members of its package, its prose."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from lxml import etree
from lxml import html as lxml_html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NASTY = (
    b"\x00",
    b"\xff\xfe",
    b"\xf0\x90\x80\x80",
    b"<",
    b"]]>",
    b"&#0;",
    b"&x;",
    b"%%EOF",
    b"PK\x05\x06",
    b"\x1a",
    b"\r",
)
_TAG = re.compile(rb"<[^<>]{1,200}>")
# No whole word of the form, so that no new table comes to stand in the prose.
_SIGNS = "0123456789|\t ，。、：（）()-—/％%<>&;\"'\\\x00\x07\u200b\u202e\ufeff\ufffd\U0001f600年月日镇县件条a"


def _cut(content: bytes, draw: Random) -> bytes:
    return content[: draw.randrange(len(content) + 1)]


def _flipped(content: bytes, draw: Random) -> bytes:
    made = bytearray(content)
    for _ in range(draw.choice((1, 3, 10, 100))):
        made[draw.randrange(len(made))] ^= 1 << draw.randrange(8)
    return bytes(made)


def _swapped(content: bytes, draw: Random) -> bytes:
    a, b, c = sorted(draw.randrange(len(content) + 1) for _ in range(3))
    return content[:a] + content[b:c] + content[a:b] + content[c:]


def _repeated(content: bytes, draw: Random) -> bytes:
    a, b = sorted(draw.randrange(len(content) + 1) for _ in range(2))
    return content[:b] + content[a:b] * draw.randint(1, 5) + content[b:]


def _lost(content: bytes, draw: Random) -> bytes:
    a = draw.randrange(len(content))
    return content[:a] + content[a + draw.choice((1, 2, 50, 2000)) :]


def _put_in(content: bytes, draw: Random) -> bytes:
    made = content
    for _ in range(draw.randint(1, 8)):
        a = draw.randrange(len(made) + 1)
        made = made[:a] + draw.choice((*_NASTY, draw.randbytes(4))) * draw.choice((1, 1, 1, 300)) + made[a:]
    return made


def _tags(content: bytes, draw: Random) -> bytes:
    """Tags lost, doubled, changed places, given other names and spans."""
    parts = re.split(rb"(<[^<>]{1,200}>)", content)
    places = range(1, len(parts), 2)
    if not places:
        return _put_in(content, draw)
    for _ in range(draw.choice((1, 3, 20, 200))):
        place, other = draw.choice(places), draw.choice(places)
        parts[place] = draw.choice((
            b"",
            parts[place][:LONGEST_TAG] * 2,
            parts[other],
            re.sub(rb"\d+", str(draw.choice((0, -1, 7, 999, 10**9))).encode(), parts[place]),
            b"<table><tr><td rowspan=60000 colspan=60000>",
            b"<!--",
            parts[place][:LONGEST_TAG] * 500,
        ))
    return b"".join(parts)


def _members(content: bytes, draw: Random) -> bytes:
    """A package whose members are damaged, lost, doubled, exchanged, or stored under other names."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            files = [(info.filename, package.read(info)) for info in package.infolist()]
    except Exception:  # not a whole package any more
        return _flipped(content, draw)
    if not files:
        return _put_in(content, draw)
    target = draw.choice([i for i, (_, inner) in enumerate(files) if inner] or [0])
    large = max(range(len(files)), key=lambda i: len(files[i][1]))
    target = draw.choice((target, large, large))
    name, inner = files[target]
    kind = draw.randrange(5)
    if kind < 3 and inner:
        change = draw.choice((*BYTES, _tags, _tags, _tags))
        files[target] = (name, change(inner, draw))
    elif kind == 3:
        files.pop(target)
    else:
        other = draw.randrange(len(files))
        files[target] = (draw.choice(("../" + name, name.upper(), "\x01", name)), files[other][1])
    out = io.BytesIO()
    kept = draw.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w", kept) as package:
        for name, inner in files:
            package.writestr(name, inner)
    return out.getvalue()


def grown(content: bytes, draw: Random) -> bytes:
    """One token, a tag, a word, a number, a sign, a line, repeated in its place ten, a hundred or a thousand times."""
    if content[:2] == b"PK":
        return _grown_member(content, draw)
    found = list(draw.choice(_TOKENS).finditer(content))
    if not found:
        return content
    token = draw.choice(found)
    times = min(draw.choice((10, 100, 1_000)), LARGEST // len(token[0]))
    return content[: token.start()] + token[0] * times + content[token.end() :]


def _grown_member(content: bytes, draw: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        largest = max(package.infolist(), key=lambda info: info.file_size).filename
        for info in package.infolist():
            inner = package.read(info)
            chosen = info.filename == largest and inner[:2] != b"PK"
            made.writestr(info.filename, grown(inner, draw) if chosen else inner)
    return out.getvalue()


# Tags; whole elements without others inside; lines; runs of digits; runs of letters of any writing; single signs.
_TOKENS = tuple(
    re.compile(pattern)
    for pattern in (
        rb"<[^<>]{1,200}>",
        rb"<(\w+)[^<>]{0,200}>[^<>]{0,200}</\1>",
        rb"[^\n]{1,300}\n",
        rb"\d+",
        rb"(?:[\xc0-\xf7][\x80-\xbf]+)+",
        rb"[|\t ,.:;()-]",
    )
)
LARGEST = 300_000  # bytes that a token may grow to
LONGEST_TAG = 200
Damage = Callable[[bytes, Random], bytes]
BYTES: tuple[Damage, ...] = (_cut, _flipped, _swapped, _repeated, _lost, _put_in)
DAMAGES: dict[str, tuple[Damage, ...]] = {
    "txt": BYTES,
    "csv": BYTES,
    "html": (*BYTES, *[_tags] * 6),
    "docx": (*BYTES[:2], *[_members] * 6),
    "xlsx": (*BYTES[:2], *[_members] * 6),
    "pdf": BYTES,
    "zip": (*BYTES, *[_members] * 3),
}


def damaged(kind: str, content: bytes, draw: Random) -> bytes:
    """The document with one to three things done to it."""
    for _ in range(draw.choice((1, 1, 2, 3))):
        if content:
            content = draw.choice(DAMAGES[kind])(content, draw)
    return content


def worn(text: str, draw: Random) -> str:
    """A line of prose with characters lost, added, exchanged, doubled."""
    signs = list(text)
    for _ in range(draw.choice((1, 2, 5, 30))):
        place = draw.randrange(len(signs) + 1)
        signs[place : place + draw.choice((0, 1, 1, 4))] = draw.choice((
            [],
            [draw.choice(_SIGNS)],
            [draw.choice(_SIGNS), draw.choice(_SIGNS)],
            signs[place : place + 3] * 2,
            [chr(draw.randrange(0x21, 0xD7FF))],
        ))
    return "".join(signs)


_LOOKS = ("style", "script")  # what they hold says how the tables look: to damage it is to damage them


def page_worn_outside_tables(content: bytes, draw: Random) -> bytes:
    """A page whose prose is damaged, and its tables not."""
    root = lxml_html.document_fromstring(content.decode("utf-8"))
    for node in root.iter():
        if isinstance(node.tag, str) and not any(above.tag == "table" for above in (node, *node.iterancestors())):
            for part in ("tail",) if node.tag in _LOOKS else ("text", "tail"):
                written = getattr(node, part)
                if written and written.strip() and draw.random() < 0.3:
                    setattr(node, part, _writable(worn(written, draw)))
    return lxml_html.tostring(root, encoding="utf-8")


def word_worn_outside_tables(content: bytes, draw: Random) -> bytes:
    """A Word document whose prose is damaged, and its tables not."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for info in package.infolist():
            inner = package.read(info)
            if info.filename == "word/document.xml":
                root = etree.fromstring(inner)
                for node in root.iter(f"{W}t"):
                    inside = any(above.tag == f"{W}tbl" for above in node.iterancestors())
                    if node.text and not inside and draw.random() < 0.3:
                        node.text = _writable(worn(node.text, draw))
                inner = etree.tostring(root)
            made.writestr(info.filename, inner)
    return out.getvalue()


def _writable(text: str) -> str:
    return "".join(sign for sign in text if sign in "\t\n" or (ord(sign) >= 32 and not 0xD800 <= ord(sign) <= 0xDFFF))
