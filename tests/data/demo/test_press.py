"""Demo documents in every format, with every kind of damage, and the score of reading them."""

import json
from collections import Counter

import pytest

import words
from data.demo.county import county
from data.demo.damage import DAMAGES
from data.demo.folder import SEED, TOWNSHIPS, YEARS, write
from data.demo.press import jobs, printed
from data.demo.score import Mark, score
from data.errors import BadRequest
from data.ingest import ingest
from data.store import Store


@pytest.fixture(scope="module")
def published():
    return jobs(county(TOWNSHIPS, YEARS, SEED).reports, SEED)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A folder of two townships' plain reports, and the store that holds them."""
    folder, store = tmp_path_factory.mktemp("small"), tmp_path_factory.mktemp("store")
    write(folder, 2, (2021, 2021), 1, plain=True)
    assert ingest([folder], store).ok
    return folder, Store(store).live()


def tampered(small, tmp_path, change):
    """The score after the key of the first report was changed."""
    folder, snapshot = small
    key = json.loads((folder / "答案.json").read_text(encoding="utf-8"))
    change(key["reports"][0])
    (tmp_path / "答案.json").write_text(json.dumps(key), encoding="utf-8")
    return score(tmp_path, snapshot)


def test_every_format_and_every_damage_occurs(published):
    formats = Counter(job.format for job in published)
    assert set(formats) == {"txt", "html", "docx", "pdf"} and min(formats.values()) >= 10
    assert {job.damage for job in published} == {*DAMAGES, None}


def test_a_unit_keeps_to_its_format(published):
    formats = {(job.made.report.jurisdiction.name, job.format) for job in published}
    assert len(formats) == len({name for name, _ in formats})


def test_documents_come_out_the_same_byte_for_byte(published):
    few = [next(job for job in published if job.format == suffix) for suffix in ("txt", "html", "docx", "pdf")]
    assert [content for *_, content in printed(few, SEED)] == [content for *_, content in printed(few, SEED)]


def test_every_defect_has_a_name():
    planted = {planted.defect for made in county(TOWNSHIPS, YEARS, SEED).reports for planted in made.planted}
    assert planted | set(DAMAGES) | {"none"} == set(words.family("defects"))


def test_nothing_is_read_wrong_and_nearly_all_is_right(tmp_path):
    write(tmp_path / "d", townships=9)
    assert ingest([tmp_path / "d"], tmp_path / "s").ok
    done = score(tmp_path / "d", Store(tmp_path / "s").live())
    assert done.faults == ()
    assert done.all[Mark.RIGHT] >= 0.99 * done.all.total()


def test_plain_reports_are_all_right(small):
    done = score(*small)
    assert (
        done.all == {Mark.RIGHT: 400} and done.by_defect == {"none": done.all} and done.by_format == {"txt": done.all}
    )


def test_another_number_is_wrong(small, tmp_path):
    done = tampered(small, tmp_path, lambda report: report["cells"].update({"2.licences.decisions": "77"}))
    assert [(fault.cell, fault.want) for fault in done.faults] == [("2.licences.decisions", "77")]
    assert done.all[Mark.WRONG] == 1


def test_number_for_a_cell_that_is_lost_is_wrong(small, tmp_path):
    done = tampered(small, tmp_path, lambda report: report["cells"].pop("2.licences.decisions"))
    assert [(fault.cell, fault.want) for fault in done.faults] == [("2.licences.decisions", "None")]


def test_number_for_a_blank_cell_is_wrong(small, tmp_path):
    def blank(report):
        report["cells"]["3.new.total"] = None
        report["not_reported"]["3.new.total"] = "blank"

    assert [fault.cell for fault in tampered(small, tmp_path, blank).faults] == ["3.new.total"]


@pytest.mark.parametrize(
    ("what", "other"), [("unit", "别处镇"), ("year", 1999), ("forms", {"2": "2019", "3": "2021", "4": "2021"})]
)
def test_another_body_year_or_form_is_wrong(small, tmp_path, what, other):
    assert len(tampered(small, tmp_path, lambda report: report.update({what: other})).faults) == 1


def test_document_that_is_not_in_the_store_is_missing_and_not_wrong(small, tmp_path):
    done = tampered(small, tmp_path, lambda report: report.update({"sha256": "0" * 64}))
    assert done.faults == () and done.all[Mark.MISSING] == 200


def test_doubtful_cell_that_may_be_doubted_does_not_count(small, tmp_path):
    done = tampered(small, tmp_path, lambda report: report.update({"sha256": "0" * 64, "doubt": list(report["cells"])}))
    assert done.all.total() == 200


def test_folder_without_a_key_is_told(small, tmp_path):
    with pytest.raises(BadRequest):
        score(tmp_path, small[1])
