"""The rows of an import wait in files, not in memory."""

from contextlib import closing

from data.store.batch import ROWS, Batch, Ingested
from tests import factory

MORE_THAN_ONE_PIECE = 205


def test_rows_come_back_in_the_order_of_their_reports(tmp_path):
    given = [Ingested.of(factory.report(number % 3), b"document", "1") for number in range(MORE_THAN_ONE_PIECE)]
    with closing(Batch(tmp_path)) as batch:
        for item in given:
            batch.put(item)
    for name in ROWS:
        with batch.rows(name) as rows:
            found = rows.to_pylist()
        wanted = [{"slot": slot, **row} for slot, item in enumerate(given) for row in getattr(item, name).to_pylist()]
        assert found == wanted, name


def test_what_stays_in_memory_of_a_report_is_small(tmp_path):
    with closing(Batch(tmp_path)) as batch:
        for number in range(MORE_THAN_ONE_PIECE):
            batch.put(Ingested.of(factory.report(number % 3), b"document", "1"))
    assert {len(item.content) for item in batch.items} == {0}
    assert {getattr(item, name).num_rows for item in batch.items for name in ROWS} == {0}


def test_an_import_without_reports_has_empty_rows(tmp_path):
    with closing(Batch(tmp_path)) as batch:
        pass
    for name in ROWS:
        with batch.rows(name) as rows:
            assert rows.num_rows == 0
