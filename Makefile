# make setup · run · test · quick · check · tables · bench · room NAME=choir SEALED=1
# `test` is everything, by three workers, since on two cores each of two waits for programs a fifth of its time;
# `quick` is what one runs while working, without what starts halls, browsers and programs.
# Each target first makes the environment in .venv/, and does nothing there when it is up to date.

SHELL := /bin/sh
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# pip compiles the packages that it installs, and not what it only points at: each process would do it anew.
READY = $(BIN)/python -m compileall -q -j 0 src && $(BIN)/unionhall translate
QUICK := not beyond and not browser and not kill and not setup and not slow and not tool
NEEDS := requirements.lock pyproject.toml

.PHONY: setup develop run test quick check tables bench room

setup: $(VENV)/.complete

develop: $(VENV)/.complete-dev

run: setup
	$(BIN)/unionhall run --stop-with-parent

test: develop
	$(BIN)/python -m pytest --numprocesses 3 --dist loadgroup

quick: develop
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup -m "$(QUICK)"

check: export UNIONHALL_HOME := $(CURDIR)/$(VENV)/check
check: develop
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/unionhall check
	$(BIN)/unionhall manage makemigrations --check --dry-run
	$(BIN)/unionhall translate --check
	$(BIN)/python -m pytest -q tests/setup/test_documents.py

tables: develop
	$(BIN)/python -m tests.structure

bench: develop
	$(BIN)/python -m bench

room: setup
	@test -n "$(NAME)" || { echo "Say which room: make room NAME=choir"; exit 2; }
	$(BIN)/unionhall room $(NAME) $(if $(SEALED),--sealed)

$(VENV)/.complete: $(NEEDS) | $(BIN)/pip
	@test -e $(VENV)/.complete-dev || { echo "Installing what the hall needs …"; $(INSTALL) --require-hashes -r requirements.lock; }
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(READY)
	@touch $@

$(VENV)/.complete-dev: requirements-dev.lock $(NEEDS) | $(BIN)/pip
	@echo "Installing what the hall and its tests need …"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(READY)
	@touch $@ $(VENV)/.complete

$(BIN)/pip:
	@test -n "$(PYTHON)" || { echo "The hall needs Python 3.11 or newer, and none was found."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) can't make an environment. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
