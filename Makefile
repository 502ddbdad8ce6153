# Two commands do all: `make demo` and `make test`. The rest is for those who work on Upline.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11
# A process for each core, up to four, each with a database of its own (about 1 GB).
SIDE_BY_SIDE := --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test test-full check lock clean

demo: $(VENV)/ready
	$(BIN)/upline demo

test: $(VENV)/ready check
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) -m "not full"

test-full: $(VENV)/ready check
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(VENV)/ready: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Upline needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

lock:
	$(LOCK) -o requirements.lock pyproject.toml
	$(LOCK) --extra dev --extra py2neo -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .import_linter_cache .mypy_cache .ruff_cache .hypothesis
