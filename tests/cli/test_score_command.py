"""gongkai score."""

import json

from typer.testing import CliRunner

from cli.main import app


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


def test_score_of_documents_read_right(tmp_path):
    documents, store = tmp_path / "d", tmp_path / "s"
    assert run("demo", "--out", documents, "--townships", 1, "--years", "2020").exit_code == 0
    assert run("ingest", documents, "--store", store).exit_code == 0
    done = run("score", documents, "--store", store, "--lang", "en")
    assert done.exit_code == 0 and "WRONG" in done.stdout and "198" in done.stdout
    key = json.loads((documents / "答案.json").read_text(encoding="utf-8"))
    key["reports"][0]["cells"]["3.new.total"] = "999"
    (documents / "答案.json").write_text(json.dumps(key), encoding="utf-8")
    wrong = run("score", documents, "--store", store, "--lang", "en")
    assert wrong.exit_code == 1 and "3.new.total" in wrong.stdout and "999" in wrong.stdout


def test_score_of_an_empty_store_is_one_line(tmp_path):
    assert run("demo", "--out", tmp_path / "d", "--townships", 1, "--years", "2020").exit_code == 0
    refused = run("score", tmp_path / "d", "--store", tmp_path / "s")
    assert refused.exit_code == 1 and refused.stderr.count("\n") == 1
