"""The documents say what the code does: nothing left out, nothing named that is not there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from PIL import Image

import words
from analytics.measures import CATEGORIES, MEASURES, find
from cli.main import COMMANDS, command
from data.model import Status
from data.readers import SUFFIXES
from docs import pictures, tables
from tests.test_architecture import ALLOWED, ROOT, tracked

ROOT_DOCUMENTS = ("README.md", "CHANGELOG.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
DOCUMENTS = [*(ROOT / name for name in ROOT_DOCUMENTS), *sorted((ROOT / "docs").glob("*.md"))]
NAMED = {path.name: path.read_text(encoding="utf-8") for path in DOCUMENTS}
PROSE = "".join(NAMED.values())


def slug(heading: str) -> str:
    """The anchor that a heading gets: without signs, blanks as hyphens."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def links(path: Path) -> Iterator[str]:
    return (found[1] for found in re.finditer(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")))


def commands(text: str) -> Iterator[list[str]]:
    """The words of each `gongkai …` that a document gives, up to a comment, a full-width sign or the code's end."""
    return (found[1].split() for found in re.finditer(r"gongkai(?: |\.exe )((?:[^\s`#，。；、]+ ?)+)", text))


@pytest.mark.parametrize("document", tables.TABLES)
def test_long_tables_are_those_that_the_code_gives(document):
    assert tables.written(document) == NAMED[document]


def test_every_measure_category_state_and_status_is_explained():
    method = NAMED["method.md"]
    assert [code for code in MEASURES if f"`{code}`" not in method] == []
    assert [code for code in CATEGORIES if f"### {CATEGORIES[code].label['zh']}\n" not in method] == []
    states = words.family("states")
    assert [code for code, said in states.items() if f"{said['zh']}（`{code}`）" not in method] == []
    assert [code for code, said in states.items() if said["sign"] and said["sign"] not in method] == []
    assert [status for status in Status if f"`{status}`" not in method] == []


def test_no_code_is_named_that_does_not_exist():
    known = {*words.rules.rules(), *MEASURES, *words.family("states"), *words.family("defects"), "test_planted_defect"}
    named = re.findall(r"`([a-z]+(?:_[a-z0-9]+)+)(?=[`\[])", PROSE)
    assert len(named) > 100
    assert {code for code in named if not code.startswith("test_")} - known == set()


def test_commands_in_the_documents_can_be_given():
    """Known commands, their own options, measures that there are; whatever command there is, is shown."""
    shown = set()
    for name, *rest in commands(PROSE):
        if re.fullmatch(r"[a-z]+", name) is None:
            continue
        assert name in COMMANDS, name
        shown.add(name)
        allowed = {
            option for written, *_ in tables.parameters(command(name)) for option in re.findall(r"`([^`]+)`", written)
        }
        assert {word for word in rest if re.fullmatch(r"-{1,2}[a-z]+", word)} <= allowed, (name, rest)
        if name == "trend" and rest and re.fullmatch(r"[a-z_.0-9]+", rest[0]):
            assert find(rest[0])
    assert shown == set(COMMANDS)


def test_every_environment_variable_is_explained_and_no_other():
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix == ".py" or path.name in ("Makefile", "run")
    )
    used = set(re.findall(r"GONGKAI_[A-Z_]+", code)) - {"GONGKAI_"}
    assert used == set(re.findall(r"^\| `(GONGKAI_[A-Z_]+)` \|", NAMED["operations.md"], re.MULTILINE))


def test_file_types_that_can_be_read_are_named():
    said = NAMED["operations.md"]
    plain = {".text": "TXT", ".md": "TXT", ".htm": "HTML", ".shtml": "HTML", ".xhtml": "HTML"}
    office = {".docm": "DOCX", ".xlsm": "XLSX"}
    names = {(plain | office).get(suffix, suffix.lstrip(".").upper()) for suffix in SUFFIXES}
    assert {name for name in names if name not in said} == set()


def test_every_page_of_the_screens_is_in_the_guide():
    labels = [said["zh"] for key, said in words.family("ui").items() if key.startswith("page_")]
    assert len(labels) >= 3 and [label for label in labels if label not in NAMED["guide.md"]] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_pictures_lead_somewhere(path):
    for link in links(path):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name) if name else path
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(slug, headings), link


def test_pictures_are_those_of_the_script_shown_and_light():
    files = {file.stem: file for file in pictures.FOLDER.glob("*")}
    assert set(files) == set(pictures.PICTURES)
    assert [name for name in files if f"pictures/{name}.png" not in PROSE] == []
    assert {name for name, file in files.items() if file.stat().st_size > pictures.MOST_BYTES} == set()
    for name, picture in pictures.PICTURES.items():
        with Image.open(files[name]) as image:
            assert image.width <= picture.width and image.getcolors(pictures.COLOURS), name


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_places_in_the_house_are_there(name):
    """Capitals stand for a name to be chosen."""
    named = set(re.findall(r"`([\w.]+(?:/[\w.]+)*/?)`", NAMED[name]))
    places = {one for one in named if "/" in one and not re.search(r"[A-Z]{4}", one)}
    assert len(places) > 15
    assert sorted(place for place in places if not (ROOT / place).exists()) == []


def test_the_rooms_on_the_map_are_those_of_the_house():
    rooms = re.findall(
        r"^\| `(\w+)/` \|.*\| ([^|]+) \|$", NAMED["ARCHITECTURE.md"].partition("Inside")[0], re.MULTILINE
    )
    assert {room for room, _ in rooms} >= {*ALLOWED, "tests", "bench"}
    for room, may in rooms:
        named = set(re.findall(r"`(\w+)`", may))
        below = set(ALLOWED[next(iter(re.findall(r"`(\w+)` and below", may)))]) if "and below" in may else set()
        assert may in ("any", "–") or named | below | {room} == ALLOWED[room], room


def test_there_are_no_more_than_25_house_words_and_each_is_one_line():
    words_ = re.findall(
        r"^\| ([a-z, ]+) \| .+ \|$", NAMED["ARCHITECTURE.md"].partition("## House words")[2], re.MULTILINE
    )
    assert 15 < len(set(words_)) == len(words_) <= 25


def test_the_quick_tests_are_there_and_need_no_browser():
    quick = re.search(r"^QUICK := ((?:.*\\\n)*.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    paths = quick[1].replace("\\", " ").split()
    assert len(paths) > 5 and [path for path in paths if not (ROOT / path).exists() or "browser" in path] == []


def test_hooks_are_local():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {repo["repo"] for repo in hooks["repos"]} == {"local"}
    assert {hook["language"] for repo in hooks["repos"] for hook in repo["hooks"]} == {"system"}


def test_the_change_log_goes_by_versions_and_its_first_is_that_of_the_project():
    versions = re.findall(r"^## (\d+\.\d+\.\d+) ", NAMED["CHANGELOG.md"], re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert versions[0] == project["version"]
    assert versions == sorted(set(versions), key=lambda one: [*map(int, one.split("."))], reverse=True)
