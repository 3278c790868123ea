"""What goes into a store comes out again, and what becomes of each document."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from data.checks import check
from data.forms import TABLE_SECTIONS, indicators
from data.model import Finding, Place, Reading, Report, Status
from data.roster import Entry, Roster
from data.store import Ingested, Snapshot, State, Store, manifest
from tests.factory import document, ingested, report, reports, store, with_cell, with_extra_row, without_tables


def rows(snapshot: Snapshot | None, query: str, *values: object) -> list[tuple]:
    assert snapshot is not None
    return snapshot.cursor().execute(query, values).fetchall()


def add(folder: Path, *made: Report, roster: Roster | None = None) -> list[State]:
    return [outcome.state for outcome in Store(folder).add(map(ingested, made), roster).outcomes]


def read_back(snapshot: Snapshot) -> set[Reading]:
    found = rows(snapshot, "SELECT * EXCLUDE (report, jurisdiction, year) FROM observation")
    return {
        Reading(code, raw, value, unit, Status(status), Place(*place), confidence, label)
        for code, label, raw, value, unit, status, confidence, *place in found
    }


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports())
def test_every_reading_comes_back_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, made: Report) -> None:
    snapshot = store(tmp_path_factory.mktemp("store"), [made])
    assert read_back(snapshot) == set(made.readings)
    assert dict(rows(snapshot, "SELECT section, text FROM narrative")) == made.narrative


def test_a_report_comes_back_with_all_it_says_of_itself(tmp_path: Path) -> None:
    made = report(1, year=2022, parents=("清水县",), forms={"2": "2021", "3": "2019", "4": "2019"}, made_up=True)
    snapshot = store(tmp_path, [made])
    assert rows(snapshot, "SELECT year, title, published, source_file, sha256, made_up FROM report") == [
        (2022, made.title, date.fromisoformat(made.published or ""), made.source_file, made.sha256, True)
    ]
    assert rows(snapshot, "SELECT form2, form3, form4, parser_version, supersedes, live FROM report") == [
        ("2021", "2019", "2019", "test", None, True)
    ]
    assert rows(snapshot, "SELECT name, kind, parents, path FROM jurisdiction") == [
        ("云山镇", "镇", ["清水县"], "云山镇")
    ]
    assert Store(tmp_path).document(made.sha256) == document(made)


def test_findings_come_back_in_order_with_their_evidence(tmp_path: Path) -> None:
    made = with_cell(report(1, busy=False), "3.new.total", "7")
    extra = Finding("place_disagrees", (), {"a": "1"}, Place(line=3, page=2))
    snapshot = store(tmp_path, [replace(made, findings=(extra,))])
    expected = (extra, *check(made))
    assert rows(snapshot, "SELECT rule, severity, cells, evidence, page, line FROM finding ORDER BY rowid") == [
        (f.rule, str(f.severity), list(f.cells), dict(f.evidence), f.place.page, f.place.line) for f in expected
    ]


@pytest.mark.parametrize("exact", ["687856", "0.1234", "-3", "9999999999999999.9999", "152790.01"])
def test_numbers_are_exact(tmp_path: Path, exact: str) -> None:
    snapshot = store(tmp_path, [with_cell(report(), "2.procurement.amount", exact)])
    [(value,)] = rows(snapshot, "SELECT value FROM observation WHERE indicator = '2.procurement.amount'")
    assert value == Decimal(exact)


@pytest.mark.parametrize("beyond", ["0.12345", "10000000000000000"])
def test_a_number_that_would_have_to_be_rounded_is_no_report_for_the_store(beyond: str) -> None:
    with pytest.raises(ValueError, match="Decimal"):
        ingested(with_cell(report(), "2.procurement.amount", beyond))


def test_a_cell_read_twice_or_of_another_form_is_no_report_for_the_store() -> None:
    made = report(year=2020)
    with pytest.raises(ValueError, match="twice"):
        ingested(replace(made, readings=(*made.readings, made.readings[0])))
    strange = replace(made.readings[0], indicator="2.fees.amount")
    with pytest.raises(ValueError, match="no such cell"):
        ingested(replace(made, readings=(*made.readings, strange)))


def test_cells_that_were_not_read_are_missing_and_not_zero(tmp_path: Path) -> None:
    made = without_tables(report(year=2023), ("2", "3"))
    snapshot = store(tmp_path, [made])
    found = rows(snapshot, "SELECT indicator, raw, value, unit FROM observation WHERE status = 'missing'")
    expected = [i for section in ("2", "3") for i in indicators("2021", section)]
    assert sorted(found) == sorted((i.code, "", None, i.unit) for i in expected)


def test_an_extra_row_and_prose_are_kept_beside_the_form(tmp_path: Path) -> None:
    made = with_extra_row(report(), "其他主动公开文件", ("3", "2", "14"))
    prose = Reading("prose.items_disclosed", "公开信息80条", Decimal(80), "条", Status.DOUBTFUL)
    one = ingested(replace(made, readings=(*made.readings, prose)))
    assert sum(one.counts.values()) == 201
    Store(tmp_path).add([one])
    beside = "row_label IS NOT NULL OR indicator LIKE 'prose.%'"
    query = f"SELECT indicator, row_label, value FROM observation WHERE {beside} ORDER BY indicator"
    assert rows(Store(tmp_path).live(), query) == [
        ("2.extra.disclosed", "其他主动公开文件", Decimal(2)),
        ("2.extra.disclosed_total", "其他主动公开文件", Decimal(14)),
        ("2.extra.made", "其他主动公开文件", Decimal(3)),
        ("prose.items_disclosed", None, Decimal(80)),
    ]


def test_observations_lie_sorted_for_the_commonest_filter(tmp_path: Path) -> None:
    snapshot = store(tmp_path, [report(1, "乙镇", 2021), report(1, "甲镇", 2020), report(1, "乙镇", 2019)])
    keys = rows(snapshot, "SELECT indicator, year, jurisdiction FROM observation ORDER BY rowid")
    assert keys == sorted(keys)


def test_the_same_document_again_is_nothing_to_do(tmp_path: Path) -> None:
    made = report()
    add(tmp_path, made)
    before = Store(tmp_path).live()
    [again] = Store(tmp_path).add([ingested(replace(made, source_file="另存.txt"))]).outcomes
    assert (again.state, again.other) == (State.KNOWN, "云山镇_2020.txt")
    assert Store(tmp_path).live() == before


def test_a_later_document_supersedes_and_the_earlier_one_stays(tmp_path: Path) -> None:
    first, second = report(1), replace(report(2), source_file="云山镇_2020_更正.txt")
    add(tmp_path, first)
    [outcome] = Store(tmp_path).add([ingested(second)]).outcomes
    assert (outcome.state, outcome.other) == (State.SUPERSEDING, "云山镇_2020.txt")
    assert rows(Store(tmp_path).live(), "SELECT id, supersedes, live, sha256 FROM report ORDER BY id") == [
        (1, None, False, first.sha256),
        (2, 1, True, second.sha256),
    ]
    assert rows(Store(tmp_path).live(), "SELECT count(*) FROM observation") == [(396,)]
    assert add(tmp_path, report(3)) == [State.SUPERSEDING]
    assert rows(Store(tmp_path).live(), "SELECT supersedes FROM report WHERE live") == [(2,)]
    assert Store(tmp_path).document(first.sha256) == document(first)


def test_a_superseded_document_does_not_come_back_by_itself(tmp_path: Path) -> None:
    add(tmp_path, report(1))
    add(tmp_path, replace(report(2), source_file="更正.txt"))
    [again] = Store(tmp_path).add([ingested(report(1))]).outcomes
    assert (again.state, again.other) == (State.SUPERSEDED, "更正.txt")
    assert rows(Store(tmp_path).live(), "SELECT sha256 FROM report WHERE live") == [(report(2).sha256,)]


def read_by(parser: str, made: Report) -> Ingested:
    return Ingested.of(made, document(made), parser)


def test_a_later_parser_reads_a_known_document_anew(tmp_path: Path) -> None:
    add(tmp_path, report(1))
    corrected = replace(report(2), source_file="更正.txt")
    Store(tmp_path).add([read_by("2", corrected), read_by("2", report(3, "河西镇"))])
    came = rows(Store(tmp_path).live(), "SELECT received FROM report WHERE live AND sha256 = ?", corrected.sha256)
    better = replace(with_cell(corrected, "2.procurement.amount", "123"), sha256=corrected.sha256)
    [outcome] = Store(tmp_path).add([read_by("3", replace(better, source_file="另存.txt"))]).outcomes
    assert (outcome.state, outcome.other, outcome.file) == (State.REREAD, None, "另存.txt")
    snapshot = Store(tmp_path).live()
    assert rows(
        snapshot, "SELECT supersedes, parser_version, sha256, source_file FROM report WHERE live ORDER BY id"
    ) == [
        (1, "3", corrected.sha256, "另存.txt"),
        (None, "2", report(3, "河西镇").sha256, "河西镇_2020.txt"),
    ]
    assert rows(snapshot, "SELECT received FROM report WHERE live AND sha256 = ?", corrected.sha256) == came
    assert rows(snapshot, "SELECT count(*) FROM report") == [(3,)]
    amounts = "SELECT value FROM observation JOIN report r ON r.id = report WHERE sha256 = ? AND indicator = ?"
    assert rows(snapshot, amounts, corrected.sha256, "2.procurement.amount") == [(Decimal(123),)]
    for table in ("observation", "narrative", "finding", "fact"):
        assert rows(snapshot, f"SELECT count(*) FROM {table} WHERE report NOT IN (SELECT id FROM report)") == [(0,)]


@pytest.mark.parametrize("parser", ["2", "1"])
def test_the_same_or_an_earlier_parser_reads_nothing_anew(tmp_path: Path, parser: str) -> None:
    Store(tmp_path).add([read_by("2", report())])
    before = Store(tmp_path).live()
    [again] = Store(tmp_path).add([read_by(parser, report())]).outcomes
    assert again.state == State.KNOWN
    assert Store(tmp_path).live() == before


def test_a_superseded_document_is_not_read_anew(tmp_path: Path) -> None:
    Store(tmp_path).add([read_by("2", report(1))])
    Store(tmp_path).add([read_by("2", report(2))])
    assert [o.state for o in Store(tmp_path).add([read_by("3", report(1))]).outcomes] == [State.SUPERSEDED]


def test_a_document_that_the_store_has_lost_comes_back_when_it_is_imported_again(tmp_path: Path) -> None:
    add(tmp_path, report(1))
    (tmp_path / "documents" / report(1).sha256).unlink()
    assert add(tmp_path, report(1)) == [State.KNOWN]
    assert Store(tmp_path).document(report(1).sha256) == document(report(1))


@pytest.mark.parametrize(
    "wrong",
    [{"published": "2021年1月"}, {"source_file": "\udcff.txt"}, {"title": "\ud800"}],
    ids=lambda w: next(iter(w)),
)
def test_what_a_table_could_not_hold_is_found_before_the_import(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"isoformat|surrogates"):
        ingested(replace(report(), **wrong))


def test_two_documents_for_one_place_and_year_in_one_call_are_both_refused_and_named(tmp_path: Path) -> None:
    one, two = report(1), replace(report(2), source_file="别处/云山镇.txt")
    [first, second, other] = Store(tmp_path).add(map(ingested, (one, two, report(1, "河西镇")))).outcomes
    assert [first.state, second.state, other.state] == [State.REFUSED, State.REFUSED, State.ADDED]
    for outcome, rival in ((first, two), (second, one)):
        assert outcome.error is not None
        assert outcome.file in outcome.error.say("zh")
        assert rival.source_file in outcome.error.say("zh")
        assert "云山镇 2020" in outcome.error.say("en")
    assert rows(Store(tmp_path).live(), "SELECT path FROM jurisdiction") == [("河西镇",)]
    assert manifest.originals(tmp_path) == [report(1, "河西镇").sha256]


def test_two_documents_in_one_call_are_refused_even_if_one_is_in_the_store(tmp_path: Path) -> None:
    add(tmp_path, report(1))
    assert add(tmp_path, report(1), report(2)) == [State.REFUSED, State.REFUSED]
    assert rows(Store(tmp_path).live(), "SELECT sha256 FROM report WHERE live") == [(report(1).sha256,)]


def test_one_document_under_two_names_in_one_call_is_taken_once(tmp_path: Path) -> None:
    made = report()
    assert add(tmp_path, made, replace(made, source_file="复件.txt")) == [State.ADDED, State.KNOWN]


def test_a_document_copied_from_the_neighbour_counts_for_each_of_them(tmp_path: Path) -> None:
    made = report(parents=("清水县",))
    copied = replace(made, jurisdiction=replace(made.jurisdiction, parents=("红旗县",)))
    assert add(tmp_path, made, copied) == [State.ADDED, State.ADDED]


def test_units_of_one_name_get_their_paths_once_there_are_two(tmp_path: Path) -> None:
    add(tmp_path, report(1, parents=("清水县",)))
    assert rows(Store(tmp_path).live(), "SELECT path FROM jurisdiction") == [("云山镇",)]
    [outcome] = Store(tmp_path).add([ingested(report(2, parents=("红旗县",)))]).outcomes
    assert (outcome.state, outcome.place) == (State.ADDED, "红旗县/云山镇")
    paths = [path for (path,) in rows(Store(tmp_path).live(), "SELECT path FROM jurisdiction ORDER BY id")]
    assert paths == ["清水县/云山镇", "红旗县/云山镇"]
    [refused] = Store(tmp_path).add([ingested(report(3, year=2021))]).outcomes
    assert refused.error is not None
    assert "清水县/云山镇、红旗县/云山镇" in refused.error.say("zh")


def test_a_refused_report_teaches_the_store_nothing_about_bodies(tmp_path: Path) -> None:
    add(tmp_path, report(1, year=2019))
    rivals = [report(seed, parents=("清水县",)) for seed in (1, 2)]
    assert add(tmp_path, *rivals) == [State.REFUSED, State.REFUSED]
    assert rows(Store(tmp_path).live(), "SELECT parents FROM jurisdiction") == [([],)]


COUNTY, NEW = ("清水县",), ("云河镇",)
ROSTER = Roster(
    "名册.csv",
    (
        Entry(2, "云山镇", "镇", COUNTY, last=2020, population={2020: 9000}, successors=NEW, succession="merged"),
        Entry(3, "河西镇", "镇", COUNTY, last=2020, successors=NEW, succession="merged"),
        Entry(4, "云河镇", "镇", COUNTY, aliases=("云河",), first=2021),
    ),
)


def test_a_roster_fills_bodies_and_successions(tmp_path: Path) -> None:
    add(tmp_path, report(1), report(1, "云河", 2021), roster=ROSTER)
    columns = "name, parents, aliases, valid_from, valid_to, population"
    assert rows(Store(tmp_path).live(), f"SELECT {columns} FROM jurisdiction ORDER BY id") == [
        ("云山镇", ["清水县"], [], None, 2020, {2020: 9000}),
        ("河西镇", ["清水县"], [], None, 2020, {}),
        ("云河镇", ["清水县"], ["云河"], 2021, None, {}),
    ]
    assert rows(Store(tmp_path).live(), "SELECT * FROM succession ORDER BY predecessor") == [
        (1, 3, 2021, "merged"),
        (2, 3, 2021, "merged"),
    ]
    assert rows(Store(tmp_path).live(), "SELECT jurisdiction, year FROM report ORDER BY year") == [(1, 2020), (3, 2021)]


def test_a_corrected_roster_replaces_what_the_first_one_said(tmp_path: Path) -> None:
    add(tmp_path, roster=ROSTER)
    add(tmp_path, roster=replace(ROSTER, entries=(Entry(2, "云山镇", "镇", ("清水县",)), *ROSTER.entries[1:])))
    assert rows(Store(tmp_path).live(), "SELECT valid_to FROM jurisdiction WHERE name = '云山镇'") == [(None,)]
    assert rows(Store(tmp_path).live(), "SELECT predecessor FROM succession") == [(2,)]


def test_a_roster_after_the_reports_joins_bodies_it_calls_one(tmp_path: Path) -> None:
    add(tmp_path, report(1, "云河", 2022), report(1, "云河镇", 2021))
    add(tmp_path, roster=ROSTER)
    for table in ("report", "observation"):
        query = f"SELECT DISTINCT jurisdiction, year FROM {table} ORDER BY year"
        assert rows(Store(tmp_path).live(), query) == [(2, 2021), (2, 2022)]
    assert add(tmp_path, report(1, "云河", 2022)) == [State.KNOWN]


def test_a_roster_that_would_join_two_reports_of_one_year_is_refused_alone(tmp_path: Path) -> None:
    add(tmp_path, report(1, "云河", 2021), report(1, "云河镇", 2021))
    written = Store(tmp_path).add([ingested(report(1, "双桥乡"))], ROSTER)
    assert written.roster_error is not None
    assert "“云河”列为“云河镇”的别名，但库中两者都有2021年" in written.roster_error.say("zh")
    assert [outcome.state for outcome in written.outcomes] == [State.ADDED]
    names = [name for (name,) in rows(Store(tmp_path).live(), "SELECT name FROM jurisdiction ORDER BY id")]
    assert names == ["云河", "云河镇", "双桥乡"]


def test_nothing_taken_makes_no_snapshot(tmp_path: Path) -> None:
    add(tmp_path / "s", report(1), report(2))
    assert Store(tmp_path / "s").live() is None
    assert add(tmp_path / "s", report(1)) == [State.ADDED]


def test_reports_may_come_one_by_one(tmp_path: Path) -> None:
    def one_by_one() -> Iterable[Ingested]:
        for year in (2019, 2020):
            yield ingested(report(year=year))

    assert len(Store(tmp_path).add(one_by_one()).outcomes) == 2


def test_a_store_keeps_the_kind_it_was_made_with(tmp_path: Path) -> None:
    Store(tmp_path).add([ingested(report(1))], kind="demo")
    Store(tmp_path).add([ingested(report(2))], kind="own")
    live = Store(tmp_path).live()
    assert live is not None
    assert live.kind == "demo"


def test_indicators_are_declared_in_the_order_of_the_form(tmp_path: Path) -> None:
    snapshot = store(tmp_path, [report()])
    for form in ("2019", "2021"):
        query = "SELECT code FROM indicator WHERE form = ? AND code NOT LIKE '%.extra.%' ORDER BY position"
        found = rows(snapshot, query, form)
        assert [code for (code,) in found] == [i.code for section in TABLE_SECTIONS for i in indicators(form, section)]
