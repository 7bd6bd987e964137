# make demo   lint the small projects in testdata/
# make test   everything that has to pass: formatting, types, architecture, tests
# make golden ask the real frameworks again what they make of testdata/projects (needs node; GOLDEN_CACHE=… keeps them)
# make index  regenerate what is generated (rules/index.json, iaclint/schemas)
#
# Needs Python 3.11 or newer (PYTHON=… chooses one) and a package index; the rest is installed into .venv.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.DEFAULT_GOAL := help
.PHONY: help demo test check format golden index clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

$(READY): pyproject.toml setup.py
	@test -n "$(PYTHON)" || { echo "iaclint needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

demo: $(READY)
	$(BIN)/iaclint check --exit-zero testdata/projects

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/python -m tools.rule_index --check
	$(BIN)/python -m tools.schemas --check
	$(BIN)/pytest -n 2

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

index: $(READY)
	$(BIN)/python -m tools.rule_index
	$(BIN)/python -m tools.schemas

golden: $(READY)
	$(BIN)/python -m tools.golden $(if $(GOLDEN_CACHE),--cache $(GOLDEN_CACHE))

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .import_linter_cache .hypothesis
