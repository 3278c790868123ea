"""Documents that wait: kept whole, looked at without being taken in, taken in together, given to a unit by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from data import waiting
from data.demo.render import text
from data.store import State, Store, journal, pointer
from data.waiting import Item, Look, Read
from tests import factory
from tests.factory import report

ROSTER = "名称,类别,上级\n云山镇,镇,清水县\n河西镇,镇,清水县\n".encode()


def document(name: str, year: int, seed: int = 1) -> bytes:
    return text(report(seed, name, year)).encode("utf-8")


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"清水县/{name}", content)
    return out.getvalue()


def looked(store: Path, known: dict[Item, Read] | None = None) -> dict[str, Look]:
    """What waits, by its first name."""
    found = dict(known or {}) | dict(waiting.read(store, [i for i in waiting.items(store) if i not in (known or {})]))
    return {look.item.original: look for look in waiting.looks(Store(store).live(), found)}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Item, Read]]:
    """A store of one report; an archive of five files, a roster and a damaged document wait beside it."""
    store = tmp_path_factory.mktemp("desk") / "store"
    waiting.arrive(store, [("云山镇_2022.txt", document("云山镇", 2022))], "王敏")
    waiting.take(store, dict(waiting.read(store, waiting.items(store))), "王敏")
    files = {
        "云山镇_2022.txt": document("云山镇", 2022, 9),
        "云山镇_2023.txt": document("云山镇", 2023),
        "河西镇_2023.txt": document("河西镇", 2023),
        "河西镇_2023改.txt": document("河西镇", 2023, 5),
        "说明.exe": b"MZ",
    }
    problems = waiting.arrive(
        store, [("一月.zip", packed(**files)), ("名录.csv", ROSTER), ("坏.pdf", b"%PDF-1.4 no")], "王敏"
    )
    assert [(one.key, one.values["names"]) for one in problems] == [("skipped_inside", "一月.zip/清水县/说明.exe")]
    return store, dict(waiting.read(store, waiting.items(store)))


def test_each_file_of_an_archive_waits_and_nothing_is_in_the_store(desk: tuple[Path, dict[Item, Read]]) -> None:
    store, read = desk
    assert len(read) == 6 and {item.by for item in read} == {"王敏"}
    assert {item.parents for item in read if item.original.startswith("一月.zip")} == {("清水县",)}
    live = Store(store).live()
    assert live and live.cursor().execute("SELECT count(*) FROM report").fetchall() == [(1,)]


def test_a_look_tells_what_would_become_of_each(desk: tuple[Path, dict[Item, Read]]) -> None:
    store, read = desk
    found = {look.item.original: look for look in waiting.looks(Store(store).live(), read)}
    assert found["名录.csv"].units == 2
    assert found["一月.zip/清水县/云山镇_2022.txt"].outcome.state is State.SUPERSEDING
    assert found["一月.zip/清水县/云山镇_2023.txt"].outcome.state is State.ADDED
    for name in ("河西镇_2023.txt", "河西镇_2023改.txt"):
        assert found[f"一月.zip/清水县/{name}"].error.key == "two_documents"
    assert found["坏.pdf"].error and not found["坏.pdf"].takes


def test_taking_in_is_one_snapshot_by_a_name_and_the_rest_stays(desk: tuple[Path, dict[Item, Read]]) -> None:
    store, read = desk
    before = pointer.read(store)
    chosen = {item: one for item, one in read.items() if "云山镇" in item.name or item.name == "名录.csv"}
    lines = waiting.take(store, chosen, "李四")
    assert not [line.error for line in lines if line.error] and len(lines) == 3
    told = [entry for entry in journal.entries(store) if entry.by == "李四"]
    assert {(entry.kind, entry.base) for entry in told} == {("import", before), ("roster", before)}
    assert len({entry.snapshot for entry in told}) == 1
    assert sorted(item.original for item in waiting.items(store)) == [
        "一月.zip/清水县/河西镇_2023.txt",
        "一月.zip/清水县/河西镇_2023改.txt",
        "坏.pdf",
    ]
    Store(store).undo("李四", pointer.read(store))
    assert pointer.read(store) == before


def test_a_file_whose_unit_is_not_told_is_given_to_one_by_hand(tmp_path: Path) -> None:
    nameless = document("云山镇", 2023).decode().replace("云山镇人民政府", "").replace("云山镇", "").encode()
    waiting.arrive(tmp_path / "s", [("收到.txt", nameless)], "王敏")
    [item] = waiting.items(tmp_path / "s")
    [look] = looked(tmp_path / "s").values()
    assert look.error and look.error.key == "no_place"
    waiting.name(tmp_path / "s", item, "清水县/河西镇", 2023)
    [look] = looked(tmp_path / "s").values()
    assert look.outcome and (look.outcome.place, look.outcome.year) == ("河西镇", 2023)


def test_what_was_cut_off_while_it_arrived_does_not_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr(waiting.os, "replace", killed)
        waiting.arrive(tmp_path / "s", [("云山镇_2022.txt", document("云山镇", 2022))], "王敏")
    assert waiting.items(tmp_path / "s") == []
    assert waiting.arrive(tmp_path / "s", [("云山镇_2022.txt", document("云山镇", 2022))], "王敏") == []
    assert len(waiting.items(tmp_path / "s")) == 1
    waiting.drop(tmp_path / "s", [waiting.items(tmp_path / "s")[0].id])
    assert waiting.items(tmp_path / "s") == []


@pytest.mark.parametrize(
    "name", ["../../出去.txt", "/etc/云山镇_2022.txt", "a\\..\\b.txt", "CON?.txt", "x" * 400 + ".txt"]
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    waiting.arrive(tmp_path / "s", [(name, document("云山镇", 2022))], "王敏")
    assert {path.name for path in tmp_path.iterdir()} == {"s"}
    assert {path.name for path in (tmp_path / "s").iterdir()} == {pointer.WAITING}


def test_a_look_refuses_the_roster_that_taking_in_would_refuse(tmp_path: Path) -> None:
    """One that calls a body with a report of a year the alias of another with a report of that year."""
    store = tmp_path / "s"
    waiting.arrive(store, [(f"{name}_2023.txt", document(name, 2023)) for name in ("云山镇", "河西镇")], "王敏")
    waiting.take(store, dict(waiting.read(store, waiting.items(store))), "王敏")
    waiting.arrive(store, [("名录.csv", "名称,类别,别名\n云山镇,镇,河西镇\n".encode())], "王敏")
    read = dict(waiting.read(store, waiting.items(store)))
    [look] = waiting.looks(Store(store).live(), read)
    [line] = waiting.take(store, read, "王敏")
    assert look.error and line.error and look.error.key == line.error.key and not look.takes
    assert len(waiting.items(store)) == 1


def test_a_name_that_no_roster_has_is_told_with_the_likeliest_of_it(tmp_path: Path) -> None:
    store = tmp_path / "s"
    files = [("名录.csv", ROSTER), ("a.txt", document("河酉镇", 2023)), ("b.txt", document("云山镇", 2023))]
    waiting.arrive(store, files, "王敏")
    found = looked(store)
    assert [found[name].unlisted for name in ("a.txt", "b.txt")] == [True, False]
    assert found["a.txt"].near == ("河西镇", "云山镇")
    waiting.take(store, dict(waiting.read(store, waiting.items(store))), "王敏")  # taken in as a new unit, it is one
    waiting.arrive(store, [("c.txt", document("河酉镇", 2022))], "王敏")
    assert not looked(store)["c.txt"].unlisted


def test_a_person_is_believed_rather_than_the_title(tmp_path: Path) -> None:
    store = tmp_path / "s"
    waiting.arrive(store, [("名录.csv", ROSTER), ("河西镇.txt", document("河西镇", 2023))], "王敏")
    waiting.arrive(store, [("云山镇.txt", document("河西镇", 2023, seed=9))], "王敏")  # with the other's title
    assert looked(store)["云山镇.txt"].error
    [wrong] = [item for item in waiting.items(store) if item.original == "云山镇.txt"]
    waiting.name(store, wrong, "清水县/云山镇", 2023)
    found = looked(store)
    assert not found["河西镇.txt"].error and found["云山镇.txt"].outcome
    assert (found["云山镇.txt"].outcome.place, found["云山镇.txt"].outcome.said) == ("清水县/云山镇", "河西镇 2023")
    lines = waiting.take(store, dict(waiting.read(store, waiting.items(store))), "王敏", "导入时指明")
    assert not [line for line in lines if line.error] and waiting.items(store) == []
    live = Store(store).live()
    assert live
    standing = live.cursor().execute(
        "SELECT name, source_file FROM report JOIN jurisdiction j ON j.id = jurisdiction WHERE live ORDER BY name"
    )
    assert [(name, file[:3]) for name, file in standing.fetchall()] == [("云山镇", "云山镇"), ("河西镇", "河西镇")]


def test_two_that_a_person_gave_to_one_unit_both_wait(tmp_path: Path) -> None:
    store = tmp_path / "s"
    waiting.arrive(store, [("a.txt", document("河西镇", 2023)), ("b.txt", document("云山镇", 2023))], "王敏")
    [one] = [item for item in waiting.items(store) if item.original == "a.txt"]
    waiting.name(store, one, "云山镇", 2023)
    assert {look.error.key for look in looked(store).values() if look.error} == {"two_documents"}


def given_beside(store: Path, place: str, *others: tuple[str, bytes]) -> dict[str, Look]:
    """海口乡 2023, given to that unit, waits beside others in a store of the only 云山镇, which is 清水县's."""
    factory.store(store, [report(1, "云山镇", 2023, parents=("清水县",))])
    waiting.arrive(store, [("a.txt", document("海口乡", 2023)), *others], "王敏")
    [one] = [item for item in waiting.items(store) if item.original == "a.txt"]
    waiting.name(store, one, place, 2023)
    return looked(store)


@pytest.mark.parametrize("place", ["云山镇", "清水县/云山镇"])
def test_a_unit_under_a_longer_name_is_the_same_one(tmp_path: Path, place: str) -> None:
    """What stands there is told, and another that is given there under its other name is a rival."""
    found = given_beside(tmp_path / "s", place, ("b.txt", document("河西镇", 2023)))
    assert found["a.txt"].outcome and found["a.txt"].outcome.state is State.SUPERSEDING
    assert found["a.txt"].outcome.other == "清水县/云山镇_2023.txt"
    [other] = [item for item in waiting.items(tmp_path / "s") if item.original == "b.txt"]
    waiting.name(tmp_path / "s", other, "清水县/云山镇", 2023)
    assert {look.error.key for look in looked(tmp_path / "s").values() if look.error} == {"two_documents"}


def test_a_name_that_several_have_is_asked_about_before_anything_is_taken_in(tmp_path: Path) -> None:
    store = tmp_path / "s"
    factory.store(store, [report(1, "云山镇", 2023, parents=("东山县",))])
    found = given_beside(store, "云山镇")
    assert found["a.txt"].error and found["a.txt"].error.key == "place_ambiguous"
    [line] = waiting.take(store, dict(waiting.read(store, waiting.items(store))), "王敏", "导入时指明")
    assert line.error and len(waiting.items(store)) == 1
    live = Store(store).live()
    assert live and live.cursor().execute("SELECT count(*) FROM report").fetchall() == [(2,)]
