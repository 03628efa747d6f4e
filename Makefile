# Every way to run Fazhi. A bare Python >= 3.11 and make are enough; all else goes into .venv.

PYTHON ?= $(shell for name in python3 python python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PORT ?= 8501
OPEN ?= 1
MINUTES ?= 10
KILLS ?= 200
CLIENTS ?= 20
SECONDS ?= 60
# Tests run side by side: one more than there are processors, as a browser is often waited for.
# They keep their order, in which those with a browser come early: the last ones are short.
WORKERS ?= $(shell "$(PYTHON)" -c 'import os; print(1 + (os.cpu_count() or 1))' 2>/dev/null)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup run test prove check evaluate bench scale likeness clients fuzz faults screenshots lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r name text; do printf '%-16s %s\n' "$$name" "$$text"; done

setup: ## make the environment in .venv, with the command fazhi in it
	@python="$(PYTHON)"; if [ -z "$$python" ]; then \
		echo "Fazhi needs Python 3.11 or newer: install it, or name it with 'make PYTHON=/path/to/python ...'." >&2; \
		exit 1; fi; \
	"$$python" bin/environment.py

run: setup ## load the bundled data and open the dashboard (PORT=8501, OPEN=0 opens no browser)
	@$(BIN)/fazhi serve --demo --port $(PORT) $(if $(filter 0 no false,$(OPEN)),--no-open,--open)

test: setup ## run every test, in a real browser too (ARGS="-k name" picks some)
	@browser=$$($(BIN)/python bin/browser.py) && \
	FAZHI_BROWSER="$$browser" $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

prove: setup ## run what make test leaves out: what takes minutes, further cases of browser tests
	@browser=$$($(BIN)/python bin/browser.py) && \
	FAZHI_BROWSER="$$browser" $(BIN)/python -m pytest -n $(WORKERS) -m long $(ARGS)

check: setup ## check style, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

evaluate: setup ## score extraction on all labelled sets (GOLD=paths for others, ARGS=--raise-floors)
	@$(BIN)/fazhi evaluate $(or $(GOLD),data/samples/gold.jsonl tests/gold) --floors tests/gold/floors.json $(ARGS)

TOOLS := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
	-r benchmarks/requirements.lock

bench: setup ## measure reading and pages, beside others (MEMORY=n reads n reports, REPORTS=n on the pages)
	@$(TOOLS)
	@$(BIN)/python -m benchmarks $(if $(MEMORY),--memory $(MEMORY))
	@browser=$$($(BIN)/python bin/browser.py) && FAZHI_BROWSER="$$browser" \
		$(BIN)/python -m benchmarks.pages $(if $(REPORTS),--reports $(REPORTS)) \
		$(if $(WAREHOUSE),--warehouse "$(WAREHOUSE)")

scale: setup ## load 1,000 to 100,000 made-up reports (REPORTS="1000 5000" others, MILLION=1 a million)
	@$(TOOLS)
	@$(BIN)/python -m benchmarks.scale $(if $(REPORTS),--reports $(REPORTS)) $(if $(MILLION),--million) \
		$(if $(FOLDER),--folder "$(FOLDER)")

likeness: setup ## compare REPORTS=100000 made-up reports with earlier ones and with peers
	@$(TOOLS)
	@$(BIN)/python -m benchmarks.likeness --reports $(or $(REPORTS),100000)

clients: setup ## let CLIENTS=20 readers use the pages for SECONDS=60 while versions are published
	@$(BIN)/python -m benchmarks.clients --clients $(CLIENTS) --seconds $(SECONDS)

fuzz: setup ## read hostile files for MINUTES=10 (SEED=n the same again, REPLAY=path a kept one)
	@$(BIN)/python -c 'import atheris' 2>/dev/null || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: \
		'atheris>=3,<4' >/dev/null 2>&1 || true
	@$(BIN)/python -m tests.fuzz --minutes $(MINUTES) $(if $(SEED),--seed $(SEED)) \
		$(if $(REPLAY),--replay "$(REPLAY)")

faults: setup ## kill KILLS=200 loads at random moments; nothing may be lost (SEED=n the same again)
	@$(BIN)/python -m tests.faults --kills $(KILLS) $(if $(SEED),--seed $(SEED))

screenshots: setup ## take the pictures of every page for docs/screenshots anew
	@browser=$$($(BIN)/python bin/browser.py) && FAZHI_BROWSER="$$browser" \
		$(BIN)/python bin/screenshots.py

LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet

lock: ## renew the lock files from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	@$(LOCK) --extra dev -o requirements.lock
	@$(LOCK) --extra dev --extra bench -c requirements.lock -o benchmarks/requirements.lock

clean: ## remove .venv and caches; data/warehouse is yours and stays
	@rm -rf .venv build fazhi.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .fazhi
	@find etl pages tests benchmarks bin -name __pycache__ -type d -prune -exec rm -rf {} +
