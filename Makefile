# King Salmon: every task of the repository. Needs Python 3.11+, git and make; the rest is set up here.
# `make demo` and `make test` work as the first command after a clone.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev assets browser checkers demo test quick journeys fuzz lint format bench messages lock build clean

VENV := .venv
PYTHON := $(VENV)/bin/python
STAMPS := $(VENV)/.stamps
# hashes are checked and nothing is compiled here: a bare machine has no compiler
PIP_INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check
LOCKED := --require-hashes --only-binary :all:

export PIP_ROOT_USER_ACTION := ignore
export PYTHONUTF8 := 1

help:
	@echo "make demo      set up, load the sample data, serve, print the address and logins (ARGS=\"--port 8080\")"
	@echo "make test      set up, with a browser where none is, and run all tests (ARGS=\"-k words\")"
	@echo "make quick     lint, and the tests of what changed since main (SINCE=REVISION)"
	@echo "make journeys  the chain on every device, and every page by axe and the Nu checker"
	@echo "make fuzz      strange input for a while (SECONDS=600, SEED=7 to see the same again)"
	@echo "make lint      ruff, import contract, house rules, mypy --strict"
	@echo "make format    let ruff put the code in order"
	@echo "make bench     measurements (ARGS=\"name …\" for some of them)"
	@echo "make messages  add texts that lack an English translation to the catalogues"
	@echo "make lock      pin dependencies again (UPGRADE=1 for the newest)"
	@echo "make build     a wheel in dist/ with styles, scripts and fonts"
	@echo "make clean     remove what was built and set up"

setup: $(STAMPS)/project assets

setup-dev: $(STAMPS)/dev assets

$(STAMPS)/venv:
	@scripts/make_venv.sh $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements.txt requirements-build.txt | $(STAMPS)/venv
	@echo "Installing the libraries …"
	@$(PIP_INSTALL) $(LOCKED) -r requirements.txt -r requirements-build.txt
	@touch $@

$(STAMPS)/project: pyproject.toml $(STAMPS)/runtime
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: requirements-dev.txt $(STAMPS)/project
	@echo "Installing the tools for tests and checks …"
	@$(PIP_INSTALL) $(LOCKED) -r requirements-dev.txt
	@touch $@

assets: $(STAMPS)/project
	@$(PYTHON) -m scripts.fetch_assets

browser: $(STAMPS)/project
	@$(PYTHON) -m scripts.ensure_browser

checkers: browser
	@$(PYTHON) -m scripts.fetch_assets --checkers
	@$(PYTHON) -m scripts.ensure_browser --java

demo: setup
	@exec $(VENV)/bin/kingsalmon demo $(ARGS)

test: setup-dev browser
	@$(PYTHON) -m pytest -n 2 $(ARGS)

quick: setup-dev
	@$(PYTHON) -m scripts.quick $(SINCE)

journeys: setup-dev checkers
	@$(PYTHON) -m pytest -n 2 -m exhaustive tests/journeys $(ARGS)

fuzz: setup-dev
	@KS_FUZZ_SECONDS=$(or $(SECONDS),300) KS_FUZZ_SEED=$(or $(SEED),$(shell date +%s)) $(PYTHON) -m pytest -n 2 tests/fuzzing $(ARGS)

lint: setup-dev
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(VENV)/bin/lint-imports
	@$(PYTHON) -m scripts.house_lint
	@$(PYTHON) -m mypy

format: setup-dev
	@$(PYTHON) -m ruff check --fix --quiet . || true
	@$(PYTHON) -m ruff format .

bench: setup
	@$(PYTHON) -m benchmarks $(ARGS)

messages: setup-dev
	@$(PYTHON) -m scripts.messages

lock: setup-dev
	@scripts/lock.sh $(if $(UPGRADE),--upgrade)

build: setup
	@rm -rf dist
	@$(PYTHON) -m hatchling build --target wheel

clean:
	rm -rf $(VENV) dist node_modules src/foundation/web/static/vendor src/foundation/documents/fonts
