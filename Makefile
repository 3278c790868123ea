# Two commands: `make run` starts the screens on demo data, `make test` runs every check there is.
# Each sets up from nothing; only Python 3.11 or newer must be there (another one: PYTHON=path/to/python).
PORT ?= 8501
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))'
# The first that runs and is new enough: a name on the path may be a stub for a Python that is not there.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name $(NEW_ENOUGH) 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test quick test-long bench precision converted judging lint lock fonts clean browser strace

run: $(VENV)/.ready
	$(BIN)/gongkai serve --demo --port $(PORT)

test: $(VENV)/.ready browser lint
	$(BIN)/python -m pytest -q -n 2 --dist loadscope --durations=40

# Style, types and the tests of the core, for while one works: under a minute on two idle processors, no browser.
QUICK := tests/words tests/test_architecture.py tests/test_error_words.py tests/docs/test_documents.py \
	tests/data/checks tests/data/prose tests/data/readers/test_looks.py tests/data/recognise/test_cells.py \
	tests/data/recognise/test_numerals.py tests/data/test_fired.py tests/analytics/judgement \
	tests/analytics/test_measures.py tests/analytics/test_statistics.py tests/server tests/ui

quick: $(VENV)/.ready lint
	$(BIN)/python -m pytest -q -n 2 --dist loadscope $(QUICK)

# The same as `make test`, with the long fuzzing, the hostile files, the fifty killed imports, and an import that dies or meets a full
# or failing disk at each of its system calls. GONGKAI_TEST_REPORTS=FOLDER adds reports to damage.
test-long: $(VENV)/.ready browser strace
	GONGKAI_TEST_KILLS=50 HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q
	$(BIN)/python -m tests.fuzz.run --count 100000 --jobs 2
	$(BIN)/python -m tests.hostile.linear
	$(BIN)/python -m tests.hostile.run
	$(BIN)/python -m tests.disk.run

# How fast it all is, beside the least that could do the same; written into docs/performance.md. Six minutes of an idle
# machine.
bench: $(VENV)/.ready browser
	$(BIN)/python -m bench

# How many planted faults the findings tell of, and how often wrongly, into docs/method.md (ARGS="--seed 7" for one seed).
precision: $(VENV)/.ready
	$(BIN)/python -m bench.precision $(ARGS)

# Made-up reports through LibreOffice, pandoc, the browser, pdftotext, lynx, w3m and links, where they are installed, and
# how well the documents and texts are read, into docs/method.md (ARGS="--seed 7 --reports 20"). Half an hour.
converted: $(VENV)/.ready
	$(BIN)/python -m bench.converted $(ARGS)

# How often the words on changes, trends and places are wrong, and how often they are found, into docs/method.md: ten
# minutes of one processor.
judging: $(VENV)/.ready
	$(BIN)/python -m bench.judging $(ARGS)

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Every version pinned with its hashes, for all systems, without the address of any index.
lock:
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --quiet -o requirements.lock

fonts: $(VENV)/.ready
	$(BIN)/python fonts/build.py

clean:
	rm -rf $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新版本（PYTHON=…）/ Python 3.11 or newer is needed (PYTHON=…)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

# The browser tests need Chromium and a Chinese font; Debian has both.
browser:
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; \
		else echo "浏览器测试需要 chromium 和 fonts-noto-cjk / the browser tests need chromium and fonts-noto-cjk" >&2; exit 1; fi; fi

# What meets system calls with faults: Linux alone has it.
strace:
	@if ! command -v strace >/dev/null; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq strace >/dev/null; \
		else echo "需要 strace / strace is needed" >&2; exit 1; fi; fi
