# Corridors: make run · make demo · make test · make check · make bench · make neo4j
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKBENCH := $(shell find workbench -name node_modules -prune -o -type f -not -name '*.gen.ts' \
  -not -name wire.d.ts -not -name openapi.json -print) viz/style.py tools/workbench_build.py
export CORRIDORS_HOME ?= $(CURDIR)/var
# Constraints also bind the build's own tools.
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run demo test check bench neo4j clean

run: demo $(VENV)/.workbench
	$(BIN)/corridors serve

demo: $(VENV)/.installed
	$(BIN)/corridors demo

test: $(VENV)/.dev $(VENV)/.workbench
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.workbench_build --check

bench: $(VENV)/.bench
	@for script in bench/bench_*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

# A Neo4j community server on loopback, until Ctrl-C; needs Java 17 and, once, Maven.
neo4j: $(VENV)/.installed
	$(BIN)/python -m tools.neo4j_server --home $(CORRIDORS_HOME)/neo4j

$(VENV)/.bench: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --editable '.[dev,bench]'
	@touch $@

clean:
	rm -rf $(VENV) var

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Corridors needs Python 3.11 or newer; $(PYTHON) is older. Try: make run PYTHON=python3.12"; exit 1; }
	@echo "Preparing $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "This Python cannot make environments; on Debian or Ubuntu install python3-venv."; exit 1; }

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

# The page that `corridors serve` opens; needs Node, or brings it along.
$(VENV)/.workbench: $(VENV)/.installed $(WORKBENCH)
	$(BIN)/python -m tools.workbench_build
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@
