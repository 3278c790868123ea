"""docs/performance.md has a place for every section of the bench."""

import pytest

from bench import __main__ as bench
from bench import written


@pytest.mark.parametrize("section", bench.SECTIONS)
def test_each_section_has_its_place(section):
    text = written.DOCUMENT.read_text(encoding="utf-8")
    assert text.index(f"<!-- {section} -->\n") < text.index(f"<!-- /{section} -->\n")


def test_only_what_is_named_is_measured(monkeypatch):
    put = []
    monkeypatch.setattr(written, "put", lambda section, text: put.append(section))
    bench.main(["machine"])
    assert put == ["machine"]
