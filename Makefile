# make run and make test need Python 3.11 or newer with its venv module; they install everything else into $(VENV).
#
# Settings of the service pass through: QUOTH_PORT=9000 make run. Another Python: make run PYTHON=/path/to/python3.

VENV := .venv
LOCK := requirements.lock
TORCH_INDEX := https://download.pytorch.org/whl/cpu

# Fails, with what to do, where a Python cannot make the virtual environment.
SUITABLE := import sys, importlib.util as u; n = "python%d.%d" % sys.version_info[:2]; \
	sys.version_info < (3, 11) and sys.exit(n + " is too old: Quoth needs Python 3.11 or newer."); \
	u.find_spec("ensurepip") or sys.exit(n + " has no venv. On Debian or Ubuntu: sudo apt install " + n + "-venv")
PYTHON = $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c '$(SUITABLE)' 2>/dev/null && { command -v $$name; exit; }; done; echo python3)

# Exits 0 when the index of CPU builds answers pip's requests; the alarm bounds what the time limit does not reach.
ANSWERS := import pip, signal, urllib.request as r; signal.alarm(10); \
	r.urlopen(r.Request("$(TORCH_INDEX)/torch/", headers={"User-Agent": "pip/" + pip.__version__}), timeout=5)
TORCH = $(shell sed -n 's/.*"\(torch==[^"]*\)".*/\1/p' pyproject.toml)

# The virtual environment holds what is pinned and nothing of what the caller's Python has.
unexport PYTHONPATH PYTHONHOME PIP_TARGET PIP_PREFIX PIP_USER
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test fuzz lint format answers install torch lock clean

help:
	@echo "make run      start the service on $${QUOTH_HOST:-127.0.0.1}:$${QUOTH_PORT:-8000}"
	@echo "make test     check style, types and imports, then run all tests"
	@echo "make fuzz     ask for 1,000 requests of each kind that openapi.yaml allows, 1,000 that it does not, and"
	@echo "              10,000 damaged articles"
	@echo "make lint     check style, types and imports alone"
	@echo "make format   put the code into the style"
	@echo "make answers  write the example answers in README.md and openapi.yaml anew, after a change of the engine"
	@echo "make install  make the command $(VENV)/bin/quoth"
	@echo "make lock     write requirements.lock anew from pyproject.toml"
	@echo "make clean    remove $(VENV) and caches"

run: install
	@$(VENV)/bin/quoth serve

test: lint
	$(VENV)/bin/python -m pytest

fuzz: $(VENV)/.for-tests
	SCHEMATHESIS_EXAMPLES=1000 QUOTH_FUZZ_VARIANTS=10000 \
		$(VENV)/bin/python -m pytest tests/test_schemathesis.py tests/test_damaged_text.py

lint: $(VENV)/.for-tests
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check --quiet .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/.for-tests
	$(VENV)/bin/ruff check --fix-only --quiet .
	$(VENV)/bin/ruff format .

answers: $(VENV)/.for-tests
	$(VENV)/bin/python -m tests.documented

install: $(VENV)/.for-use

torch: $(VENV)/.torch

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "No Python found: Quoth needs Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c '$(SUITABLE)'
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# PyTorch is a step of its own: the CPU build has its own index, and anywhere else pip brings gigabytes of CUDA along.
# Where that index answers, nothing else is asked, so that a download that breaks off does not end in CUDA either.
$(VENV)/.torch: $(VENV)/.made pyproject.toml $(LOCK)
	@if $(VENV)/bin/python -c '$(ANSWERS)' 2>/dev/null; then \
		set -x; $(VENV)/bin/pip install --no-deps --index-url $(TORCH_INDEX) '$(TORCH)'; \
	else \
		echo "$(TORCH_INDEX) does not answer: asking the package index"; \
		set -x; $(VENV)/bin/pip install --constraint $(LOCK) '$(TORCH)'; \
	fi
	@touch $@

$(VENV)/.for-use: $(VENV)/.torch
	$(VENV)/bin/pip install --quiet --constraint $(LOCK) --editable .
	@touch $@

$(VENV)/.for-tests: $(VENV)/.for-use
	$(VENV)/bin/pip install --quiet --constraint $(LOCK) --editable '.[test,dev,otel]'
	@touch $@

# What pip chooses for pyproject.toml in an empty environment; torch's build ("+cpu") is the machine's affair.
lock:
	$(MAKE) VENV=build/lock LOCK=/dev/null build/lock/.for-tests
	build/lock/bin/pip install --quiet --editable '.[train,stock]'
	build/lock/bin/pip freeze --all --exclude pip --exclude quoth | sed 's/+cpu$$//' > build/$(LOCK)
	mv build/$(LOCK) $(LOCK)
	rm -rf build/lock

clean:
	rm -rf $(VENV) build dist .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
