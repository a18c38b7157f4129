# make chat, make test: the two commands of the README. Both install first; run again, they are quick.
# The first Python of 3.11 or later that is found, unless one is named: make PYTHON=python3.12 chat
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help install chat test test-fast test-llm check lint types borders evaluate screenshots browser clean

help:
	@echo "make chat       install what is needed and serve the page on this computer"
	@echo "make test       install what is needed and run all tests"
	@echo "make test-fast  the tests without the slow ones and the browser"
	@echo "make test-llm   the test with a real language model: MODEL=/path/model.gguf make test-llm"
	@echo "make check      lint, types, borders between the packages, tests"
	@echo "make evaluate   measure the answers on the built-in quotes, and hold them to their floors"
	@echo "make browser    install Chromium for the browser tests"
	@echo "make clean      remove .venv and caches; interviews and indexes stay"

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; install it, or name it: make PYTHON=/path/to/python $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into $(VENV); the first time takes a few minutes"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --constraint constraints.txt --editable '.[dev]'
	@touch $@

chat: install
	@$(BIN)/whatsworking chat

# Two files of tests at a time: half of what the browser tests take is waiting.
test: install
	$(BIN)/python -m pytest -n 2

test-fast: install
	$(BIN)/python -m pytest -n 2 -m 'not slow and not browser'

# One real small model writes, and is checked: MODEL=/path/model.gguf make test-llm (needs pip install llama-cpp-python).
test-llm: install
	WHATSWORKING_TEST_MODEL="$(MODEL)" $(BIN)/python -m pytest tests/assistant/test_real_model.py -m llm

check: lint types borders test

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install
	$(BIN)/mypy

borders: install
	$(BIN)/lint-imports

# The floors are in one place; REPORT=evaluation.html writes the page with plots and the worst questions as well.
evaluate: install
	$(BIN)/whatsworking eval all --floors evals/data/floors.yaml $(if $(REPORT),--report $(REPORT))

screenshots: install
	$(BIN)/python docs/screenshots.py

# Chromium from the system's packages where we may install them, else Playwright's own.
browser: install
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then \
	    echo "a Chromium is installed"; \
	elif command -v apt-get >/dev/null && test "$$(id -u)" = 0; then apt-get update && apt-get install -y chromium; \
	else $(BIN)/python -m playwright install chromium; fi

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
