# Two commands matter: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Compiled once, whatever the environment says: the tests start Python some hundreds of times.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test check format bench catalogue docs lock clean
.DEFAULT_GOAL := help

help: ## List what can be made
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: $(VENV)/.run ## Start the collector and open the dashboard
	@$(BIN)/python -m collector serve

# Two processes; what shares a browser stays in one of them. What fails is tried once more, alone: a real browser
# on a busy machine may be late. What fails twice has failed.
PYTEST    = $(BIN)/python -m pytest -n 2
ONCE_MORE = || { [ $$? = 1 ] && echo "Once more, what failed:" && $(BIN)/python -m pytest --last-failed; }

test: $(VENV)/.dev ## Run every test and the gates of the benchmarks (QUICK=1: the quick part)
	@bash tests/install.sh
	@$(BIN)/python -m ruff check . && $(BIN)/python -m ruff format --check .
ifdef QUICK
	@$(PYTEST) -m "not slow and not browser"
	@$(PYTEST) -m "not slow" tests/browser/test_first_hour.py $(ONCE_MORE)
else
	@$(PYTEST) -m "not browser"
	@$(PYTEST) -m browser $(ONCE_MORE)
	@$(BIN)/python -m bench --gates
endif

check: $(VENV)/.dev ## Look for mistakes without running the tests
	@$(BIN)/python -m ruff check . && $(BIN)/python -m ruff format --check .

format: $(VENV)/.dev ## Put the Python source in its standard form
	@$(BIN)/python -m ruff check --fix . && $(BIN)/python -m ruff format .

bench: $(VENV)/.dev ## Measure, and compare with the limits (ratios within one run)
	@$(BIN)/python -m bench

catalogue: $(VENV)/.dev ## Copy the catalogue's files into the module that the background reads
	@$(BIN)/python -m tests.extension.catalogue_module

docs: $(VENV)/.run ## Write docs/value-models.md again, from the models and the parameters
	@$(BIN)/python -m collector.valuation.document

lock: ## Write the hash-pinned requirements again, without any index address
	@$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip -q install pip-tools
	@$(VENV)/lock/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links -o requirements.txt pyproject.toml
	@$(VENV)/lock/bin/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --extra dev -c requirements.txt \
	  -o requirements-dev.txt pyproject.toml

clean: ## Remove the environment and everything that can be made again
	@rm -rf $(VENV) build dist node_modules *.egg-info .pytest_cache .ruff_cache .hypothesis

$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Pointeuse needs Python 3.11 or newer; say which with: make run PYTHON=python3.12"; exit 1; }
	@echo "Installing what Pointeuse needs into $(VENV) (once) ..."
	@$(PYTHON) -m venv $(VENV) && $(BIN)/pip -q install --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing what the tests need into $(VENV) (once) ..."
	@$(BIN)/pip -q install --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
