"""Whose report it is: from title, signature, file name and folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from data.model import Document, Grid, Jurisdiction
from data.recognise.glyphs import clean, simplify

# A body above: 省, 市, 县 … of at least three characters (or 某县, 某市's 东区), so that 沙市街道 stays whole.
_ABOVE = re.compile(
    r"^(?:[^\W\d]{2,6}?(?:自治区|省)|[^\W\d]{2,8}?(?:自治州|地区|盟)|[^\W\d]{2,6}?市|[^\W\d]{2,10}?(?:自治县|自治旗|林区|新区|开发区)"
    r"|[^\W\d]{1,6}?县|[^\W\d]{2,5}?[区旗])"
)
_TAIL = re.compile(r"(?:人民)?政府$|街道办事处$|街道办$|街办$")
_TOWN = re.compile(r"^[^\W\d]{1,10}?(?:镇|乡|街道|苏木|街道办事处|街道办)$")
_NAME = r"[\u3400-\u9fff·]{2,40}?"
_TITLE = re.compile(
    rf"(?P<name>{_NAME})(?P<year>(?:19|20)\d\d)年?度?(?:本级)?(?:关于)?(?:政府|政务)?(?:信息)?公开(?P<rest>.{{0,20}})"
)
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年?度?(?P<name>[\u3400-\u9fff·]{2,40}?)(?P<rest>(?:政府|政务)信息公开.{0,20})"
)
_NAMELESS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年?度?(?:政府|政务)?信息公开(?P<rest>.{0,20})")
_SIGNATURE = re.compile(
    rf"^({_NAME}(?:人民政府|政府|街道办事处|街道|镇|乡|局|委员会|办公室|办公厅|中心|厅))(?:办公室)?$"
)
_NOT_NAMES = re.compile(
    r"首页|当前位置|年报|报告|政府信息公开|信息公开|公开|年度|关于|附件|标题|索引|发布|文章|名称|政务|栏目|正文|来源|索取"
)
_BEFORE = re.compile(r"^.*(?:关于|标题|名称|附件|正文|年度报告|年报|首页)\W*")
_BUREAUS = re.compile(
    r"(?:局|委|委员会|厅|办公室|办公厅|中心|院|处|队|站|所|社|会|部|馆|集团|公司|管委会|大队|支队|法院|检察院)$"
)
_FILE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TITLE_LINES = 60


@dataclass(frozen=True, slots=True)
class Title:
    """The title as printed, the name before the year as it stands there, and the year."""

    text: str
    name: str
    year: int


def title(document: Document) -> Title | None:
    """The line that names body, year and 政府信息公开; it may run over two lines or stand within a longer one."""
    lines = list(_lines(document))[:TITLE_LINES]
    for joined in (1, 2):
        for index in range(len(lines)):
            line = "".join(lines[index : index + joined])
            if (joined == 1 or len(line) < 60) and (found := _title_in(line)):
                return _completed(found, lines[index - 1] if index else "", "".join(lines[index + joined :][:1]))
    return None


def _completed(found: Title, above: str, below: str) -> Title:
    """The name may stand on the line above the title, its last characters (度报告) on the one below."""
    name = found.name or _name_only(above)
    text = found.text if found.name or not name else above + found.text
    if not text.endswith(("报告", "年报")) and re.match(r"^.{0,6}(?:报告|年报)$", below):
        text += below
    return Title(text, name, found.year)


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        texts = (
            (cell.text for row in block.rows for cell in dict.fromkeys(row))
            if isinstance(block, Grid)
            else (block.text,)
        )
        for text in texts:
            for part in re.split(r"[|｜\n]|\s>\s", text):
                plain = "".join(clean(part).split()).lstrip("#*")
                if plain:
                    yield plain


def _title_in(line: str) -> Title | None:
    plain = simplify(line)
    for pattern in (_TITLE, _YEAR_FIRST, _NAMELESS):
        for found in pattern.finditer(plain):
            if len(set(found["rest"][:16]) & set("工作年度报告")) < 2 or re.search(r"[,，。;；]", found["rest"][:6]):
                continue
            name = found["name"] if "name" in found.groupdict() else ""
            # Kept as printed where folding did not change its length.
            start, end = found.span("name") if name else found.span()
            if name and start and plain[start - 1].isdigit():
                start += len(name) - len(re.sub("^年度?", "", name))
            text = line if len(plain) == len(line) else plain
            return Title(_cut(text[start:]), _name_only(text[start:end]) if name else "", int(found["year"]))
    return None


def _cut(line: str) -> str:
    found = re.match(r".{0,70}?(?:报告|年报|告年度报)(?!时|期)|.{0,70}", line)
    return found[0] if found else line


def _name_only(text: str) -> str:
    """A body's name without the words of page furniture around it; "" if none is left."""
    text = simplify(_BEFORE.sub("", text)) if _NOT_NAMES.search(text) else simplify(text)
    text = re.sub(r"\(.*?\)|[《》“”\"']|^.*?[:：>]", "", text)
    return "" if _NOT_NAMES.search(text) or not re.fullmatch(r"[\u3400-\u9fff·]{2,40}", text) else text


def signature(document: Document) -> str:
    """The body that signs: a short line that is nothing but a name, the last such; "" if none."""
    names = [found[1] for line in _lines(document) if len(line) <= 30 and (found := _SIGNATURE.match(simplify(line)))]
    names = [name for name in names if not _NOT_NAMES.search(name) and body(name).kind]
    return names[-1] if names else ""


def from_file(name: str) -> tuple[str, int | None]:
    """The name and year that a file's own name gives: 云山镇_2020.txt."""
    stem = simplify(PurePosixPath(name.replace("\\", "/")).stem)
    years = [int(year) for year in _FILE_YEAR.findall(stem)]
    plain = re.sub(r"(?:政府|政务)?信息公开.*|年度?报告.*|年报.*", "", _FILE_YEAR.sub("_", stem))
    names = re.findall(r"[\u3400-\u9fff·]{2,}", plain.replace("_年度", "_").replace("_年", "_"))
    known = [name for name in names if body(name).kind]
    return (known[0] if known else ""), (years[0] if len(set(years)) == 1 and names else None)


def body(printed: str) -> Jurisdiction:
    """A printed name taken apart: 清水县云山镇人民政府 → 云山镇, 镇, (清水县,). A bureau keeps its whole name."""
    name = simplify(printed)
    parents: list[str] = []
    rest = name
    while (found := _ABOVE.match(rest)) and _can_stand(rest[found.end() :]):
        parents.append(found[0])
        rest = rest[found.end() :]
    short = _TAIL.sub("", rest)
    if rest.endswith(("街道办事处", "街道办", "街办")):
        return Jurisdiction(short + "街道", "街道", tuple(parents))
    if _TOWN.match(short):
        kind = "街道" if short.endswith("街道") else "乡" if short.endswith(("乡", "苏木")) else "镇"
        return Jurisdiction(short, kind, tuple(parents))
    if _BUREAUS.search(name):
        return Jurisdiction(name, _department(name, parents), tuple(parents))
    whole = _ABOVE.fullmatch(short)
    if whole:
        return Jurisdiction(short, _level(short), tuple(parents))
    return Jurisdiction(name, "", tuple(parents))


def _can_stand(rest: str) -> bool:
    """Whether what is left is a body of its own (镇 or 街道 alone is not, nor 人民政府)."""
    short = _TAIL.sub("", rest) + ("街道" if rest.endswith(("街道办事处", "街道办")) else "")
    return (
        bool(short)
        and short not in ("街道", "镇", "乡", "市", "县", "区", "人民")
        and len(short) >= 2
        and not rest.startswith(("人民政府", "政府", "街道", "镇人民", "乡人民", "市人民", "区人民"))
    )


def _level(name: str) -> str:
    for kind, endings in (
        ("省", ("省", "自治区")),
        ("市", ("市", "自治州", "地区", "盟")),
        ("县", ("县", "旗")),
        ("区", ("区",)),
    ):
        if name.endswith(endings):
            return kind
    return ""


def _department(name: str, parents: Sequence[str]) -> str:
    """县直部门 unless the body above is a city or a province."""
    above = parents[-1] if parents else ""
    return {"市": "市直部门", "省": "省直部门"}.get(_level(above), "县直部门")
