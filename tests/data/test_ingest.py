"""From paths to a store: which files are taken, and what each is told."""

import os
import zipfile
from pathlib import Path

import pytest

import data.ingest
import data.reading
from data.demo.render import text
from data.errors import BadDocument
from data.ingest import Ingest, ingest
from data.model import Report, Status
from data.reading import prepare
from data.sources import sources
from data.store import Ingested, Store, manifest
from tests.factory import report, with_cell

ROSTER = "名称,类别,上级,撤销年份,接续单位,接续方式\n云山镇,镇,清水县,2021,云河镇,合并\n云河镇,镇,清水县,,,\n"


def put(folder: Path, name: str, content: str | bytes | Report) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = text(content) if isinstance(content, Report) else content
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(done: Ingest) -> dict[str, str]:
    """For each file the error's key, or how it was taken."""
    return {
        line.file: line.error.key if line.error else line.outcome.state if line.outcome else f"{line.units} units"
        for line in done.lines
    }


def places(store: Path) -> list[tuple]:
    live = Store(store).live()
    assert live is not None
    query = "SELECT path, year FROM report JOIN jurisdiction j ON j.id = jurisdiction WHERE live ORDER BY ALL"
    return live.cursor().execute(query).fetchall()


def test_a_folder_is_read_through_and_other_types_are_counted(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    put(docs, "甲/云山镇_2020.txt", report())
    put(docs, "乙.TXT", report(1, "河西镇", 2023))
    for name in ("照片.jpg", "甲/Thumbs.db", "甲/~$云山镇.docx", ".隐藏.txt", "无后缀"):
        put(docs, name, b"x")
    done = ingest([docs], tmp_path / "s")
    assert told(done) == {"乙.TXT": "added", "甲/云山镇_2020.txt": "added"}
    assert (done.skipped, done.ok) == (5, True)
    assert places(tmp_path / "s") == [("云山镇", 2020), ("河西镇", 2023)]


def test_files_that_give_no_report_are_told_and_the_others_go_in(tmp_path: Path) -> None:
    bad = {
        "空.txt": b"",
        "通知.txt": "关于召开会议的通知\n请准时参加。\n".encode(),
        "图.jpg": b"\xff\xd8\xff",
        "乱.txt": bytes(range(128, 256)) * 30,
    }
    paths = [put(tmp_path, name, content) for name, content in bad.items()]
    good = put(tmp_path, "云山镇_2020.txt", report())
    done = ingest([*paths, tmp_path / "没有.txt", good], tmp_path / "s")
    assert list(told(done).values()) == [
        "file_empty",
        "not_a_report",
        "format_picture",
        "encoding_unknown",
        "file_not_found",
        "added",
    ]
    assert not done.ok
    for line in done.lines[:-1]:
        assert line.error is not None
        for lang in ("zh", "en"):
            said = line.error.say(lang)
            assert said.startswith(f"{line.file}")
            assert "\n" not in said
    assert len(manifest.originals(tmp_path / "s")) == 1


def test_a_report_without_place_or_year_is_refused(tmp_path: Path) -> None:
    whole = text(report())
    nameless = put(tmp_path, "a.txt", whole.replace("云山镇", ""))
    yearless = put(tmp_path, "b.txt", whole.replace("2020", "").replace("2021", ""))
    assert list(told(ingest([nameless, yearless], tmp_path / "s")).values()) == ["no_place", "no_year"]
    assert Store(tmp_path / "s").live() is None


def test_two_documents_for_one_place_and_year_are_both_named(tmp_path: Path) -> None:
    one, two = put(tmp_path, "一.txt", report(1)), put(tmp_path, "二.txt", report(2))
    done = ingest([one, two, put(tmp_path, "三.txt", report(3, year=2019))], tmp_path / "s")
    assert list(told(done).values()) == ["two_documents", "two_documents", "added"]
    said = [line.error.say("zh") for line in done.lines if line.error]
    assert all(one.name in line and two.name in line for line in said)


def test_a_later_document_supersedes_and_the_same_one_is_known(tmp_path: Path) -> None:
    ingest([put(tmp_path, "一.txt", report(1))], tmp_path / "s")
    assert told(ingest([put(tmp_path, "二.txt", report(2))], tmp_path / "s")) == {"二.txt": "superseding"}
    done = ingest([tmp_path / "二.txt", put(tmp_path, "三.txt", report(2))], tmp_path / "s")
    assert list(told(done).values()) == ["known", "known"]
    assert done.ok


def test_folders_tell_bodies_of_one_name_apart(tmp_path: Path) -> None:
    docs = tmp_path / "各县年报"
    for county in ("清水县", "东海市/红旗区", "2020年"):
        put(docs, f"{county}/云山镇.txt", report(1))
    done = ingest([docs], tmp_path / "s")
    assert sorted(told(done).values()) == ["added", "added", "place_ambiguous"]
    assert places(tmp_path / "s") == [("清水县/云山镇", 2020), ("红旗区/云山镇", 2020)]


def test_names_that_a_chinese_windows_wrote_are_read_as_such() -> None:
    path = Path("docs/清水县/云山镇.txt".encode("gb18030").decode("utf-8", "surrogateescape"))
    [source] = sources([path])
    assert (source.name, source.parents) == ("docs/清水县/云山镇.txt", ("清水县",))


def test_a_county_is_not_under_itself(tmp_path: Path) -> None:
    put(tmp_path, "docs/东海市/清水县/清水县_2020.txt", report(1, "清水县"))
    ingest([tmp_path / "docs"], tmp_path / "s")
    live = Store(tmp_path / "s").live()
    assert live is not None
    assert live.cursor().execute("SELECT name, parents FROM jurisdiction").fetchall() == [("清水县", ["东海市"])]


def test_an_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "清水县.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (("年报/云山镇.txt", text(report())), ("图.jpg", "x"), ("名册.csv", ROSTER)):
            archive.writestr(name, content)
    done = ingest([path], tmp_path / "s")
    assert told(done) == {"清水县.zip/年报/云山镇.txt": "added", "清水县.zip/名册.csv": "2 units"}
    assert done.skipped == 1


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    done = ingest([put(tmp_path, "年报.zip", b"PK\x03\x04 nothing")], tmp_path / "s")
    assert told(done) == {"年报.zip": "file_damaged"}


def test_a_roster_in_the_folder_describes_the_bodies(tmp_path: Path) -> None:
    put(tmp_path, "docs/云山镇_2020.txt", report())
    put(tmp_path, "docs/名册.csv", ROSTER.encode("gb18030"))
    done = ingest([tmp_path / "docs"], tmp_path / "s")
    assert list(told(done).values()) == ["2 units", "added"]
    live = Store(tmp_path / "s").live()
    assert live is not None
    assert live.cursor().execute("SELECT path, parents, valid_to FROM jurisdiction ORDER BY id").fetchall() == [
        ("云山镇", ["清水县"], 2020),
        ("云河镇", ["清水县"], None),
    ]


def test_a_roster_that_can_not_be_used_is_told_and_the_reports_go_in(tmp_path: Path) -> None:
    put(tmp_path, "docs/云山镇_2020.txt", report())
    put(tmp_path, "docs/名册.csv", ROSTER.replace("云河镇,镇,清水县,,,\n", ""))
    done = ingest([tmp_path / "docs"], tmp_path / "s")
    assert list(told(done).values()) == ["roster_successor", "added"]
    put(tmp_path, "docs/名册.csv", ROSTER.replace("2021", "去年"))
    assert list(told(ingest([tmp_path / "docs"], tmp_path / "s")).values()) == ["roster_number", "known"]


def test_a_report_that_takes_long_to_be_told_from_a_roster_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data.ingest, "ROSTER_SECONDS", 1e-6)
    (tmp_path / "云山镇.csv").write_text(text(report()), encoding="utf-8")
    assert told(ingest([tmp_path / "云山镇.csv"], tmp_path / "store")) == {"云山镇.csv": "added"}


def test_a_fault_of_ours_on_one_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = data.reading.recognise

    def faulty(document, parents):
        if "坏" in document.name:
            raise IndexError("list index out of range")
        return real(document, parents)

    monkeypatch.setattr(data.reading, "recognise", faulty)
    put(tmp_path, "docs/坏.txt", report(1, "河西镇"))
    put(tmp_path, "docs/好.txt", report())
    bad, good = (prepare(source) for source in sources([tmp_path / "docs"]))
    assert isinstance(good, Ingested)
    assert isinstance(bad, BadDocument)
    assert bad.key == "file_unexpected"


def test_a_line_tells_what_was_read(tmp_path: Path) -> None:
    made = with_cell(with_cell(report(busy=False), "3.new.total", "7"), "3.new.legal", None, Status.DOUBTFUL, "见附件")
    [line] = ingest([put(tmp_path, "a.txt", made)], tmp_path / "s").lines
    assert line.outcome is not None
    assert line.outcome.counts == {Status.REPORTED: 197, Status.DOUBTFUL: 1}
    assert sum(line.outcome.severities.values()) > 0


def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    for year in (2019, 2020):
        put(tmp_path, f"docs/{year}.txt", report(year=year))
    seen: list[tuple[int, int, str]] = []
    ingest([tmp_path / "docs"], tmp_path / "s", progress=lambda *given: seen.append(given))
    assert seen == [(0, 2, "2019.txt"), (1, 2, "2020.txt"), (2, 2, "")]


def test_several_processes_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in range(2015, 2025):
        put(tmp_path, f"docs/{year}.txt", report(year=year))
    put(tmp_path, "docs/空.txt", b"")
    with zipfile.ZipFile(tmp_path / "docs" / "河西镇.zip", "w") as archive:
        archive.writestr("河西镇_2020.txt", text(report(1, "河西镇")))
        archive.writestr("坏.docx", b"PK\x03\x04 word/")
    one = ingest([tmp_path / "docs"], tmp_path / "one")
    monkeypatch.setattr(data.ingest, "WORTH_PROCESSES", 0)
    two = ingest([tmp_path / "docs"], tmp_path / "two", jobs=2)
    assert list(told(two).items()) == list(told(one).items())
    assert sorted({*told(two).values()}) == ["added", "file_damaged", "file_empty"]
    assert places(tmp_path / "two") == places(tmp_path / "one")


def test_more_processes_are_started_only_where_they_pay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(data.ingest.Pool, "grow", lambda pool, jobs: asked.append(jobs))
    for number in range(20):
        put(tmp_path, f"pages/{number}.html", b"<p>x</p>")
        put(tmp_path, f"printed/{number}.pdf", b"%PDF-1.4")
    for folder, jobs in (("pages", 4), ("printed", 1), ("printed", 4), ("printed/1.pdf", 4)):
        ingest([tmp_path / folder], tmp_path / "s", jobs=jobs)
    assert asked == [1, 1, 4, 1]


def test_links_out_of_the_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    elsewhere = put(tmp_path, "elsewhere/河西镇_2020.txt", report(1, "河西镇"))
    put(tmp_path, "docs/云山镇_2020.txt", report())
    for name, target in {
        "file.txt": elsewhere,
        "folder": elsewhere.parent,
        "lost.txt": tmp_path / "nowhere",
        "picture.jpg": elsewhere,
        "again.txt": tmp_path / "docs" / "云山镇_2020.txt",
        "round": tmp_path / "docs",
    }.items():
        (tmp_path / "docs" / name).symlink_to(target)
    done = ingest([tmp_path / "docs"], tmp_path / "s")
    assert {Path(name).name: became for name, became in told(done).items()} == {
        "again.txt": "added",
        "file.txt": "file_elsewhere",
        "folder": "file_elsewhere",
        "lost.txt": "file_not_found",
        "云山镇_2020.txt": "known",
    }
    assert places(tmp_path / "s") == [("云山镇", 2020)]


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(put(tmp_path, "elsewhere/云山镇_2020.txt", report()).parent)
    assert list(told(ingest([tmp_path / "link"], tmp_path / "s")).values()) == ["added"]


def test_a_file_or_folder_that_must_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "docs/closed/a.txt", report(2, year=2019))
    put(tmp_path, "docs/locked.txt", report(1, year=2018))
    put(tmp_path, "docs/open.txt", report())
    listing, opening = os.scandir, Path.open

    def scandir(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    def opened(path, *given, **named):
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opening(path, *given, **named)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "open", opened)
    read = [prepare(source) for source in sources([tmp_path / "docs"])]
    assert [result.key for result in read if isinstance(result, BadDocument)] == ["file_unreadable", "file_unreadable"]
    assert len(read) == 3


def test_a_document_written_to_while_it_is_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = Path.open

    def opened(path, *given, **named):
        file = opening(path, *given, **named)
        if path.suffix == ".txt" and given == ("rb",):
            with opening(path, "ab") as more:
                more.write("又一行\n".encode())
        return file

    put(tmp_path, "a.txt", report())
    [source] = sources([tmp_path / "a.txt"])
    monkeypatch.setattr(Path, "open", opened)
    changing = prepare(source)
    assert isinstance(changing, BadDocument)
    assert changing.key == "file_changing"
    monkeypatch.undo()
    assert isinstance(prepare(source), Ingested)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert list(told(ingest([tmp_path / "a.txt"], tmp_path / "s")).values()) == ["file_unreadable"]


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.truncate(200 * 2**20)
    [line] = ingest([tmp_path / "a.pdf"], tmp_path / "s").lines
    assert line.error is not None
    assert line.error.say("zh") == "a.pdf：文件有200 MB，超过50 MB，未导入。请只保留年报本身（图片可删去）后再导入。"


def test_an_archive_in_an_archive_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.zip", b"PK")
        archive.writestr("云山镇_2020.txt", text(report()))
    assert list(told(ingest([tmp_path / "a.zip"], tmp_path / "s")).values()) == ["archive_nested", "added"]


def test_names_that_would_command_the_terminal_are_told_without_effect(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("\x1b[2J\n云山镇\u202etxt.txt", b"")
    [line] = ingest([tmp_path / "a.zip"], tmp_path / "s").lines
    assert line.error is not None
    assert line.file == "a.zip/�[2J�云山镇�txt.txt"
    assert line.error.say("zh").isprintable()


@pytest.mark.parametrize(
    ("path", "parents"),
    [
        ("四川省/东海市/清水县/a.txt", ("四川省", "东海市", "清水县")),
        ("某地/内蒙古自治区/阿拉善盟/某旗/a.txt", ("内蒙古自治区", "阿拉善盟", "某旗")),
        ("全区/各县/2024年各市/报送县区材料/云山镇/a.txt", ()),
        ("docs/county/a.txt", ()),
    ],
)
def test_folder_names_give_the_bodies_above(path: str, parents: tuple[str, ...], tmp_path: Path) -> None:
    put(tmp_path, path, "")
    [source] = sources([tmp_path])
    assert source.parents == parents


def stored_names(store: Path) -> list[str]:
    live = Store(store).live()
    assert live is not None
    return [name for (name,) in live.cursor().execute("SELECT source_file FROM report ORDER BY ALL").fetchall()]


@pytest.mark.parametrize("way", ["absolute", "relative", "in the folder", "link"])
def test_documents_are_known_by_what_lies_below_the_path_that_was_named(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = tmp_path / "某用户/清水县"
    put(docs, "2020/云山镇.txt", report())
    put(docs, "河西镇_2020.txt", report(1, "河西镇"))
    with zipfile.ZipFile(docs / "补报.zip", "w") as archive:
        archive.writestr("再补/石桥镇_2020.txt", text(report(2, "石桥镇")))
    (tmp_path / "link").symlink_to(docs)
    monkeypatch.chdir(docs if way == "in the folder" else tmp_path)
    named = {"absolute": docs, "relative": Path("某用户/清水县"), "in the folder": Path(), "link": tmp_path / "link"}
    ingest([named[way]], tmp_path / "s")
    assert stored_names(tmp_path / "s") == ["2020/云山镇.txt", "河西镇_2020.txt", "补报.zip/再补/石桥镇_2020.txt"]
    parents = {parent for source in sources([named[way]]) for parent in source.parents}
    assert parents == (set() if way == "link" else {"清水县"})


def test_a_file_or_archive_named_itself_is_known_by_its_name(tmp_path: Path) -> None:
    one = put(tmp_path, "清水县/甲/云山镇_2020.txt", report())
    with zipfile.ZipFile(tmp_path / "清水县/补报.zip", "w") as archive:
        archive.writestr("再补/石桥镇_2020.txt", text(report(2, "石桥镇")))
    found = list(sources([one, tmp_path / "清水县/补报.zip"]))
    assert [source.name for source in found] == ["云山镇_2020.txt", "补报.zip/再补/石桥镇_2020.txt"]
    assert {source.parents for source in found} == {("清水县",)}


def test_lines_tell_files_of_one_name_apart(tmp_path: Path) -> None:
    first, second = put(tmp_path, "一月/云山镇.txt", report(1)), put(tmp_path, "二月/云山镇.txt", report(2))
    put(tmp_path, "二月/空.txt", "")
    done = ingest([first.parent, second.parent], tmp_path / "s")
    assert list(told(done)) == [first.as_posix(), second.as_posix(), "空.txt"]
    one, other, _ = [line.error.say("zh") for line in done.lines if line.error]
    assert one.startswith(first.as_posix()) and second.as_posix() in one and one.count(first.as_posix()) == 1
    assert other.startswith(second.as_posix()) and first.as_posix() in other


def test_a_folder_or_archive_of_which_nothing_can_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "空/更空").mkdir(parents=True)
    put(tmp_path, "图片/图.jpg", b"x")
    with zipfile.ZipFile(tmp_path / "图片.zip", "w") as archive:
        archive.writestr("a/图.jpg", b"x")
        archive.writestr("b/图.png", b"x")
    done = ingest([tmp_path / "空", tmp_path / "图片", tmp_path / "图片.zip"], tmp_path / "s")
    assert list(told(done).values()) == ["nothing_inside", "nothing_readable", "nothing_readable"]
    assert (done.ok, done.skipped) == (False, 3)
    assert "其他类型2个" in done.lines[-1].error.say("zh")


def test_a_folder_with_a_roster_alone_is_a_success(tmp_path: Path) -> None:
    put(tmp_path, "名册/名册.csv", ROSTER)
    assert ingest([tmp_path / "名册"], tmp_path / "s").ok
