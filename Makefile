# make run    build the graph of seeds/ into output/
# make test   run the tests
# make lint   check style and types
# make model  train the English pipeline anew, from the data in KGBUILD_SHARED (hours)
#
# Each needs Python 3.11 or newer and nothing else: the first call makes .venv.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := run
.PHONY: run test lint clean model

run: $(BIN)/.run
	$(BIN)/kgbuild build seeds -o output

test: $(BIN)/.dev
	$(BIN)/python -m pytest $(PYTEST)

lint: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

TRAINING := .venv-training/bin
KGBUILD_SHARED ?= ../shared
CHECKPOINTS ?= .training
MODEL := src/kgbuild/parse/english

model: $(TRAINING)/.ready
	$(TRAINING)/python training/train.py $(KGBUILD_SHARED) $(CHECKPOINTS)
	$(TRAINING)/python training/export.py $(KGBUILD_SHARED) $(CHECKPOINTS) $(MODEL)
	$(TRAINING)/python training/measure.py $(KGBUILD_SHARED)
	$(TRAINING)/python training/calibrate.py $(KGBUILD_SHARED)

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist output/graph.*

# A stamp each: what a run needs, and what the tests need as well.
$(BIN)/.run: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(BIN)/.dev: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(BIN)/.run

$(TRAINING)/.ready: pyproject.toml training/requirements.txt
	$(PYTHON) -m venv .venv-training
	$(TRAINING)/python -m pip --disable-pip-version-check install --quiet --editable . \
		-r training/requirements.txt
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "kgbuild needs Python 3.11 or newer; install it, or call make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }
