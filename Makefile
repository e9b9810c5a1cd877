# Two commands matter: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Compiled once, whatever the environment says: the tests start Python some hundreds of times.
export PYTHONDONTWRITEBYTECODE :=

# What looks at the JavaScript, at the version that tests/repo/package.json says.
BIOME  := tests/repo/node_modules

.PHONY: help now run test pictures again check format bench catalogue docs figures lock clean
.DEFAULT_GOAL := help

help: ## List what can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: $(VENV)/.linked ## Start the collector and open the dashboard
	@$(BIN)/pointeuse serve

# One process more than cores, since a browser test also waits; with two more, all of them wait longer. What fails is
# tried once more, alone: a real browser on a busy machine may be late. What fails twice has failed.
PROCESSES ?= 3
ifndef SEED
SEED      := $(shell od -An -N3 -tu4 /dev/urandom | tr -d ' ')
endif
WHICH     = $(if $(LONG),long or drawn,$(if $(QUICK),not slow and not long and (quick or not browser),not long))
TIMED     = bash tests/timed.sh
PYTEST    = $(BIN)/python -m pytest
FAILED    = --last-failed --last-failed-no-failures none
ONCE_MORE = || { [ $$? = 1 ] && $(TIMED) "once more" $(PYTEST) -m "$(WHICH)" $(FAILED); }

test: $(VENV)/.dev ## Run every test and the gates of the benchmarks (QUICK=1: the quick part; LONG=1: what is too long for every day)
	@rm -f build/stages.txt
	@$(TIMED) installing bash tests/install.sh
	@$(TIMED) style $(MAKE) -s check
ifdef LONG
	@LONG=1 SEED=$(SEED) $(TIMED) long $(PYTEST) -n $(PROCESSES) -m "$(WHICH)" --hypothesis-seed=$(SEED)
else
	@$(TIMED) tests $(PYTEST) -n $(PROCESSES) -m "$(WHICH)" $(ONCE_MORE)
endif
ifeq ($(LONG)$(QUICK),)
	@$(TIMED) gates $(BIN)/python -m bench --gates
endif

pictures: $(VENV)/.dev ## Keep a picture of every page at every size, in both languages, in build/screenshots
	@PICTURES=1 $(PYTEST) -n $(PROCESSES) tests/dashboard/test_dashboard_every_page.py

again: $(VENV)/.dev ## Run alone what failed last, or TEST=file::name; pages and logs are kept in build/failures
	@$(PYTEST) $(if $(TEST),"$$TEST",$(FAILED))

check: $(VENV)/.dev $(BIOME)/.made ## Look for mistakes without running the tests
	@$(BIN)/python -m ruff check . && $(BIN)/python -m ruff format --check .
	@$(BIOME)/.bin/biome check --error-on-warnings
	@$(BIN)/python -m mypy

format: $(VENV)/.dev $(BIOME)/.made ## Put the Python and the JavaScript in their standard form
	@$(BIN)/python -m ruff check --fix . && $(BIN)/python -m ruff format .
	@$(BIOME)/.bin/biome check --write --error-on-warnings

bench: $(VENV)/.dev ## Measure, and compare with the limits (ratios within one run)
	@$(BIN)/python -m bench

catalogue: $(VENV)/.dev ## Copy the catalogue's files into what the background and the settings read
	@$(BIN)/python -m tests.extension.catalogue_module

docs: $(VENV)/.linked ## Write again what docs/ holds of the models, the routes and the catalogue
	@$(BIN)/python -m pointeuse.collector.valuation.document
	@$(BIN)/python -m pointeuse.collector.valuation.changes_document
	@$(BIN)/python -m pointeuse.collector.openapi
	@$(BIN)/python -m pointeuse.collector.rules.table.document
	@$(BIN)/python -m pointeuse.dashboard.referee.document

figures: $(VENV)/.dev ## Write the exchange rates that ship again, from a package with those of the European Central Bank
	@$(BIN)/python -m tests.valuation.rates_of_ecb

lock: ## Write the hash-pinned requirements again, without any index address
	@$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip -q install pip-tools
	@$(VENV)/lock/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --build-deps-for editable -o requirements.txt pyproject.toml
	@$(VENV)/lock/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --extra dev -c requirements.txt \
	  -o requirements-dev.txt pyproject.toml

clean: ## Remove the environment and everything that can be made again
	@rm -rf $(VENV) build dist node_modules *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis

$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Pointeuse needs Python 3.11 or newer; say which with: make run PYTHON=python3.12"; exit 1; }
	@echo "Installing what Pointeuse needs into $(VENV) (once) ..."
	@$(PYTHON) -m venv $(VENV) && $(BIN)/pip -q install --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run | $(VENV)/.linked
	@echo "Installing what the tests need into $(VENV) (once) ..."
	@$(BIN)/pip -q install --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(BIOME)/.made: tests/repo/package.json
	@{ command -v npm && command -v node; } >/dev/null || { echo "The JavaScript is looked at by a program from npm: \
	install nodejs and npm (as root on Debian: bash tests/install.sh), then run make again." >&2; exit 1; }
	@echo "Installing what looks at the JavaScript into $(BIOME) (once) ..."
	@cd tests/repo && npm install --silent --no-save --no-package-lock --ignore-scripts --no-audit --no-fund
	@touch $@

# The environment sees our folders as `pointeuse.…`, through one link for each file: when files came or went, or the
# links are gone, they are made again.
LINKS  := build/__editable__.pointeuse
LISTED := { cksum setup.py pyproject.toml; find collector dashboard extension -type f ! -name '*.pyc' | LC_ALL=C sort; }

$(VENV)/.linked: now | $(VENV)/.run
	@$(LISTED) | cmp -s - $@ && ls -d $(LINKS)* >/dev/null 2>&1 || { \
	  rm -rf $(LINKS)* && $(BIN)/pip -q install --disable-pip-version-check --no-deps --no-build-isolation \
	    --config-settings editable_mode=strict -e . 2>$(VENV)/.linking || { cat $(VENV)/.linking; exit 1; }; \
	  $(LISTED) >$@; }

now:
