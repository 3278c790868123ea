"""What arrives in a January: a roster, and twenty documents in many formats, some of them faulty."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from data.demo.render import flattened
from data.demo.render.docx import docx
from data.demo.render.html import html
from data.demo.render.parts import Part, Prose, Title, parts
from data.demo.render.pdf import pdf
from data.model import Report
from data.store import provenance
from tests.factory import report, with_cell
from tests.workbook import workbook

YEAR = 2023
COUNTY = "清水县"
TOTAL = "3.new.total"
UNITS = (
    *("云山镇", "河西镇", "双桥乡", "石门乡", "青林镇", "白塔街道", "红旗街道", "柳溪镇", "长岭乡", "金沙镇"),
    *("大湾镇", "南屏乡", "北坡乡", "麒麟山乡", "梅园镇", "松林乡", "竹溪镇", "桃源乡"),
)


def made(name: str, busy: bool = False, parents: tuple[str, ...] = ()) -> Report:
    """A report without a fault."""
    return report(len(name) + ord(name[0]), name, YEAR, busy=busy, parents=parents)


def old_word(folder: Path, printed: list[Part]) -> bytes | None:
    """The parts as Word wrote them before 2007, if LibreOffice is here to do it."""
    office = shutil.which("soffice")
    if office is None:
        return None
    (folder / "x.docx").write_bytes(docx(printed))
    where = ["--outdir", str(folder), f"-env:UserInstallation={(folder / 'office').as_uri()}"]
    subprocess.run(
        [office, "--headless", "--convert-to", "doc", *where, str(folder / "x.docx")], check=True, timeout=90
    )
    return (folder / "x.doc").read_bytes()


def documents(folder: Path) -> dict[str, bytes]:
    """The twenty documents, by name."""

    def of(name: str, busy: bool = False) -> list[Part]:
        return list(parts(made(name, busy)))

    wrong = list(parts(with_cell(made("云山镇", True), TOTAL, "77")))
    wrong_too = list(parts(with_cell(made("红旗街道", True), "4.reviews.total", "8")))
    doubtful = list(parts(with_cell(made("河西镇", True), "3.new.natural", "5", raw="约5")))
    claims = made("长岭乡", True)
    said = {**claims.narrative, "1": claims.narrative["1"] + f"{YEAR}年共收到政府信息公开申请99件。"}
    claiming = list(parts(replace(claims, narrative=said)))
    nameless = replace(made("桃源乡"), title=f"{YEAR}年政府信息公开工作年度报告")
    unsigned = [part for part in parts(nameless) if not (isinstance(part, Prose) and part.closing)]
    unsigned = [replace(p, text=p.text.replace("桃源乡", "本机关")) if isinstance(p, Prose) else p for p in unsigned]
    other = list(parts(made("青龙镇", parents=("白水县",))))
    other[0] = Title(f"白水县青龙镇{YEAR}年政府信息公开工作年度报告")
    return {
        f"云山镇{YEAR}年年报.pdf": pdf(wrong),
        "河西镇年报.docx": docx(doubtful),
        "双桥乡.html": html(of("双桥乡")),
        "石门乡.txt": flattened.flattened(of("石门乡"), "tabs").encode(),
        "青林镇.xlsx": workbook(of("青林镇")),
        **(
            {"白塔街道.doc": old}
            if (old := old_word(folder, of("白塔街道")))
            else {"白塔街道.docx": docx(of("白塔街道"))}
        ),
        "红旗街道.docx": docx(wrong_too),
        "柳溪镇.pdf": pdf(of("柳溪镇", True)),
        "长岭乡.html": html(claiming, "gb18030"),
        "金沙镇.txt": flattened.flattened(of("金沙镇"), "tabs").encode("gb18030"),
        "大湾镇.docx": docx(of("大湾镇"))[:900],
        "扫描件.pdf": pdf([], scans=2),
        "青龙镇.html": html(other),
        "北坡乡.html": html(of("北坡乡")),
        "北坡乡（改）.docx": docx(list(parts(with_cell(made("北坡乡"), "2.licences.decisions", "3")))),
        "麒麟乡.docx": docx(of("麒麟乡")),
        "年报.docx": docx(unsigned),
        "梅园镇.pdf": pdf(of("梅园镇"), ruled=False),
        "松林乡.docx": docx(of("松林乡", True)),
        "竹溪镇.html": html(of("竹溪镇"), broken_up=True),
    }


def roster() -> bytes:
    """The county's own units."""
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, provenance.HEADER)
    rows.writeheader()
    for name in UNITS:
        kind = next(kind for kind in ("街道", "镇", "乡") if name.endswith(kind))
        rows.writerow({"名称": name, "类别": kind})
    return out.getvalue().encode("utf-8-sig")


def archive(path: Path, files: Mapping[str, bytes]) -> Path:
    """A ZIP of these."""
    with zipfile.ZipFile(path, "w") as out:
        for name, content in files.items():
            out.writestr(name, content)
    return path
