"""Whose report it is: from title, signature, file name and folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePosixPath

from data.model import Document, Grid, Jurisdiction
from data.recognise.glyphs import clean, simplify

# A body above: 省, 市, 县 … each with the fewest characters that such a name has, so that 沙市街道 stays whole.
_ABOVE = tuple(
    re.compile(rf"[^\W\d]{{{least},{most}}}?(?:{ends})")
    for least, most, ends in (
        (2, 6, "自治区|省"),
        (2, 8, "自治州|地区|盟"),
        (2, 6, "市"),
        (2, 10, "自治县|自治旗|林区|新区|开发区"),
        (1, 6, "县"),
        (2, 5, "区|旗"),
    )
)
# Districts of two characters, taken for one only below a city.
_SHORT_DISTRICTS = re.compile(r"(?:城区|郊区|矿区|东区|西区)(?=[^\W\d]{2,}(?:街道|镇|乡))")
_TAIL = re.compile(r"(?:人民)?政府$|人民$|街道办事处$|街道办$|街办$")
_TOWN = re.compile(r"[^\W\d]{1,10}?(?:镇|乡|街道|苏木)")
_OFFICE = re.compile(r"(.+?)(?:人民)?政府办公[厅室]")
_BUREAUS = re.compile(
    r"(?:局|委|委员会|厅|办公室|办公厅|中心|院|处|队|站|所|社|会|部|馆|集团|公司|管委会|大队|支队|法院|检察院)$"
)

# What is left of a name whose beginning is lost: 镇人民政府, 道办事处.
_KIND_ALONE = re.compile(r"[镇乡]?(?:人民)?政府|人民|(?:街?道)?办事处|街?道办?|[镇乡]")

LOST = "?□�"  # stand where a letter of a name was lost
_HELD = "〇"  # in their place while a name is taken apart
_NAME = rf"[\u3400-\u9fff·{re.escape(LOST)}]{{2,40}}?"
_YEAR = r"(?<!\d)(?:20)?(?P<year>(?:19|20)\d\d)年?度?"
_OPEN = r"(?:政府|政务)?(?:信息)?公开"
_TITLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{_NAME})(?:20)?(?P<year>(?:19|20)\d\d)年?度?(?:本级)?(?:关于)?{_OPEN}(?P<rest>.{{0,20}})",
        rf"{_YEAR}(?P<name>{_NAME})(?P<rest>(?:政府|政务)信息公开.{{0,20}})",
        rf"(?P<name>{_NAME})(?P<rest>(?:政府|政务)信息公开(?:工作)?(?:年度)?(?:报告|年报))\(?(?P<year>(?:19|20)\d\d)",
        rf"(?P<name>{_NAME})(?P<rest>(?:政府|政务)信息公开(?:工作)?(?P<year>(?:19|20)\d\d)年?度?(?:工作)?(?:报告|年报))",
        rf"{_YEAR}(?:政府|政务)?信息公开(?P<rest>.{{0,20}})",
        rf"^(?P<name>{_NAME})(?P<rest>(?:政府|政务)信息公开(?:工作)?(?:年度报告|报告|年报))$",
    )
)
_MAY_BE_TITLE = re.compile(r".{2,60}公开.{0,20}(?:报告|年报)")
_HANZI_YEAR = re.compile(r"二[〇零○oO0][〇零○oO0一二三四五六七八九]{2}(?=年)")
_HANZI_DIGITS = str.maketrans("〇零○oO一二三四五六七八九", "00000123456789")
_SIGNATURE = re.compile(
    rf"^({_NAME}(?:人民政府|政府|街道办事处|街道|镇|乡|局|委员会|办公室|办公厅|中心|厅))(?:办公室)?$"
)
_BEFORE_DATE = re.compile(
    rf"(?<![\u3400-\u9fff])({_NAME}(?:人民政府|政府|街道办事处|街道|镇|乡|局|委员会|办公室))\s*(?=20\d\d\s*年\s*\d)"
)
_FILLED_IN = re.compile(rf"^(?:填报|报送|编制|公开)?(?:单位|机构|机关)(?:名称)?(?:\(盖?公?章\))?:({_NAME})(?:\(|$|20)")
MOST_BELOW = 2_000  # characters at the end of a page in one line
_SIGNATURE_ENDS = "府处道镇鎮乡鄉局会會室厅廳心處"
_NOT_NAMES = re.compile(
    r"首页|当前位置|年报|报告|信息公开|公开|年度|附件|标题|索引|发布|文章|名称|政务|栏目|正文|来源|索取"
    r"|公布|根据|按照|依据|依照|编制|现将|社会|特此|制定|我[镇乡县市区局街]|本[镇乡县市区局]|联系|地址"
)
_BEFORE = re.compile(r"^.*(?:关于印发|关于|标题|名称|附件|正文|年度报告|年报|首页|公开(?!办)|目录|导航)[^\w?□�]*(?=.)")
_PARTY = re.compile(r"^(?:中共|中国共产党).{2,12}?委员会(?=.{3,})")
_FILE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
TITLE_LINES = 80
LONGEST_NAME = 30
OPENING, MOST_ABOVE = "一、总体情况", 4_000  # characters above the first section
LONGEST_LINE = 80  # a longer line is prose, or a page in one line: its title stands near its beginning


@dataclass(frozen=True, slots=True)
class Title:
    """The title as printed, the name before the year as it stands there, and the year if it gives one."""

    text: str
    name: str
    year: int | None


def title(document: Document, period: int | None = None) -> Title | None:
    """The line that names body, year and 政府信息公开; it may run over two lines or stand within a longer one.

    Pages list other reports too: a title with a name goes before one without, then one of the `period`.
    """
    lines = list(islice(_lines(document), TITLE_LINES))
    found = list(_titles(lines, 1)) or list(_titles(lines, 2))
    named = [one for one in found if body(one.name).kind] or [one for one in found if one.name]
    best = sorted(named or found, key=lambda one: one.year is None)
    return next((one for one in best if one.year == period), best[0]) if best else None


def _titles(lines: Sequence[str], joined: int) -> Iterator[Title]:
    for index in range(len(lines)):
        line = "".join(lines[index : index + joined])
        if (joined == 1 or len(line) < LONGEST_LINE) and (found := title_in(line)):
            yield _completed(found, lines[index - 1] if index else "", "".join(lines[index + joined :][:1]))


def _completed(found: Title, above: str, below: str) -> Title:
    """The name may stand on the line above the title, its last characters (度报告) on the one below."""
    name = found.name or (_name_only(above) if len(above) <= LONGEST_NAME else "")
    text = found.text if found.name or not name else above + found.text
    if not text.endswith(("报告", "年报")) and re.match(r"^.{0,6}(?:报告|年报)$", below):
        text += below
    return Title(text, name, found.year)


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        texts = (
            (cell.text for row in block.rows for cell in {id(cell): cell for cell in row}.values())
            if isinstance(block, Grid)
            else (block.text,)
        )
        for text in texts:
            for part in re.split(r"[|｜\n]|\s>\s", text):
                plain = "".join(clean(part).split()).lstrip("#*")
                if len(plain) > LONGEST_LINE:  # a page in one line: its title may be parted by blanks
                    yield from (one for one in clean(part).split() if _MAY_BE_TITLE.fullmatch(one))
                if plain:
                    yield plain


def title_in(line: str) -> Title | None:
    """The title in a line, if there is one."""
    plain = simplify(line)
    if "公开" not in plain:  # every title has it
        return None
    plain = _HANZI_YEAR.sub(lambda year: year[0].translate(_HANZI_DIGITS), plain)
    # Kept as printed where folding did not change its length.
    text = line if len(plain) == len(line) else plain
    head = plain[: 4 * LONGEST_LINE]
    if len(plain) > len(head) and OPENING in plain:  # a page in one line may have all its navigation before the title
        head = plain[: plain.index(OPENING)][-MOST_ABOVE:]
        text = text[: plain.index(OPENING)][-MOST_ABOVE:]
    for pattern in _TITLES:
        for found in pattern.finditer(head):
            if len(set(found["rest"][:16]) & set("工作年度报告")) < 2 or re.search(r"[,，。;；]", found["rest"][:6]):
                continue
            parts = found.groupdict()
            year = int(parts["year"]) if parts.get("year") else None
            if "name" not in parts:
                return Title(_cut(text[found.start() :]), "", year)
            start, end = found.span("name")
            if start and head[start - 1].isdigit():  # the rest of another year: 2023年桐岭乡2024年
                start += len(parts["name"]) - len(re.sub("^年度?", "", parts["name"]))
            if name := _name_only(text[start:end]):
                return Title(_cut(text[min(start, found.start("year") if year else start) :]), name, year)
    return None


def _cut(line: str) -> str:
    found = re.match(r".{0,70}?(?:报告|年报|告年度报)(?!时|期)|.{0,70}", line)
    return found[0] if found else line


def _name_only(text: str) -> str:
    """A body's name without the words of page furniture around it; "" if none is left."""
    text = re.sub(r"\([^()]*\)|[《》“”\"']", "", simplify(text)).removesuffix("关于")
    text = _PARTY.sub("", re.sub(r"^.*[:>]", "", _BEFORE.sub("", text)))
    return "" if _KIND_ALONE.fullmatch(text) or _NOT_NAMES.search(text) or not re.fullmatch(_NAME, text) else text


def signature(document: Document) -> str:
    """The body that signs: a short line that is nothing but a name, the last such; "" if none.

    In a workbook it is a cell alone in its row, in a page of one line a name before the date at its end.
    """
    names: list[str] = []
    for text in _signing(document):
        if 2 <= len(text) <= LONGEST_NAME and text[-1] in _SIGNATURE_ENDS:
            names += [found[1] for found in [_SIGNATURE.match(simplify(text))] if found]
        elif len(text) > LONGEST_LINE:
            names += _BEFORE_DATE.findall(clean(text[-MOST_BELOW:]))
        if len(text) <= LONGEST_LINE and (found := _FILLED_IN.match(simplify(text))):
            names.append(found[1])
    names = [name for name in names if not _NOT_NAMES.search(name) and body(name).kind]
    return names[-1] if names else ""


def _signing(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            texts = ({cell.text.strip() for cell in row} - {""} for row in block.rows)
            yield from (text for own in texts if len(own) == 1 for text in own)
        else:
            yield block.text.strip()


def from_file(name: str) -> tuple[str, int | None]:
    """The name and year that a file's own name gives: 云山镇_2020.txt."""
    stem = simplify(PurePosixPath(name.replace("\\", "/")).stem)
    years = [int(year) for year in _FILE_YEAR.findall(stem)]
    plain = re.sub(r"(?:政府|政务)?信息公开.*|年度?报告.*|年报.*", "", _FILE_YEAR.sub("_", stem))
    names = re.findall(r"[\u3400-\u9fff·]{2,}", plain.replace("_年度", "_").replace("_年", "_"))
    known = [name for name in names if body(name).kind]
    return (known[0] if known else ""), (years[0] if len(set(years)) == 1 and names else None)


def damaged(name: str) -> bool:
    """Whether letters of a name were lost."""
    return any(sign in LOST for sign in name)


def may_be(name: str, printed: str) -> bool:
    """Whether a damaged name may be this one, each sign standing for one letter or several."""
    pattern = "".join("." if sign in LOST else re.escape(sign) for sign in name)
    return bool(re.fullmatch(pattern.replace("..", ".+"), printed))


def beheaded(name: str, signed: str) -> bool:
    """Whether a town's name is the end of the one that signs: its first letters are lost."""
    whole, town = body(signed), _TOWN.fullmatch(name)
    return (
        bool(town) and len(name) < len(whole.name) and bool(_TOWN.fullmatch(whole.name)) and whole.name.endswith(name)
    )


def folder_year(name: str) -> int | None:
    """The year that the nearest folder on a file's path names, if one does: 2023年报/云山镇.docx."""
    folders = PurePosixPath(name.replace("\\", "/")).parts[:-1]
    years = [int(found[0]) for part in reversed(folders) if (found := _FILE_YEAR.search(part))]
    return years[0] if years else None


def body(printed: str) -> Jurisdiction:
    """A printed name taken apart: 清水县云山镇人民政府 → 云山镇, 镇, (清水县,). A bureau keeps its whole name.

    The class is "" where the name tells none.
    """
    name = simplify(printed)
    if damaged(name):
        whole = body(name.translate(dict.fromkeys(map(ord, LOST), _HELD)))
        return replace(whole, name=whole.name.replace(_HELD, "□"))
    if office := _OFFICE.fullmatch(name):
        above = body(office[1])
        return Jurisdiction(name, _department(above.name), (*above.parents, above.name))
    parents, rest = _parted(name)
    short = _TAIL.sub("", rest)
    if rest.endswith(("街道办事处", "街道办", "街办")):
        return Jurisdiction(short + "街道", "街道", parents)
    if _TOWN.fullmatch(short):
        kind = "街道" if short.endswith("街道") else "乡" if short.endswith(("乡", "苏木")) else "镇"
        return Jurisdiction(short, kind, parents)
    if name.endswith(("管委会", "管理委员会")):
        return Jurisdiction(name, "开发区", parents)
    if _BUREAUS.search(name):
        return Jurisdiction(name, _department(parents[-1] if parents else ""), parents)
    return Jurisdiction(short or name, _level(short), parents)


def _parted(name: str) -> tuple[tuple[str, ...], str]:
    """The bodies above, and what is left of the name."""
    parents: list[str] = []
    rest = name
    while True:
        found = [match[0] for pattern in _ABOVE if (match := pattern.match(rest))]
        if parents and parents[-1].endswith("市") and (short := _SHORT_DISTRICTS.match(rest)):
            found.append(short[0])
        above = min(found, key=len, default="")
        if not above or not _can_stand(rest[len(above) :]):
            return tuple(parents), rest
        parents.append(above)
        rest = rest[len(above) :]


def _can_stand(rest: str) -> bool:
    """Whether what is left is a body of its own: 镇, 街道, 人民政府 or 管委会 alone is not."""
    return len(_TAIL.sub("", rest)) >= 2 and not re.match(
        r"街道|管委会|管理委员会|行政公署|(?:[镇乡市区]?(?:人民)?政府)|[镇乡市县区]$|[镇乡市县区]人民", rest
    )


_LEVELS = {"省": ("省", "自治区"), "市": ("市", "自治州", "地区", "盟"), "县": ("县", "旗"), "区": ("区",)}


def _level(name: str) -> str:
    if len(name) < 2:
        return ""
    return next((kind for kind, endings in _LEVELS.items() if name.endswith(endings)), "")


def _department(above: str) -> str:
    """县直部门 unless the body above is a city or a province."""
    return {"市": "市直部门", "省": "省直部门"}.get(_level(above), "县直部门")
