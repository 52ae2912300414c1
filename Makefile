# The two commands: `make run` and `make test`. Both make their own environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TORCH := torch==2.13.0
PIP := $(BIN)/python -m pip --disable-pip-version-check
PINS := -c .ci/constraints.txt
EXTRAS := $(if $(shell command -v nvidia-smi),[cuda])

.PHONY: run test install bench clean

run: install
	$(BIN)/yibao serve

test: $(VENV)/dev browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 -m "not model and not chaos and not browser"
	$(BIN)/pytest -m "chaos or browser"
	$(BIN)/pytest -m model

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks

install: $(VENV)/installed

# PyTorch comes first: a wheel that pip already has at hand, else the build that fits this machine (CPU, or CUDA where
# there is a driver), else whatever the index gives. A plain install would bring gigabytes of CUDA to every laptop.
$(VENV)/torch:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "yibao needs Python 3.11 or newer: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@echo "Installing PyTorch (about 200 MB to fetch)…"
	@$(PIP) install --no-index --no-deps $(TORCH) 2>/dev/null \
	  || { $(PIP) install -q uv && $(BIN)/python -m uv pip install --torch-backend=auto $(TORCH); } \
	  || $(PIP) install $(TORCH)
	@touch $@

$(VENV)/installed: $(VENV)/torch pyproject.toml .ci/constraints.txt
	@echo "Installing yibao and what it needs…"
	@$(PIP) install $(PINS) -e '.$(EXTRAS)'
	@touch $@

$(VENV)/dev: $(VENV)/installed
	@$(PIP) install $(PINS) -e '.[dev]'
	@touch $@

# Chromium and a Chinese font for the browser tests, from the system's packages where we may install them.
.PHONY: browser
browser:
	@.ci/browser

clean:
	rm -rf $(VENV) build *.egg-info
