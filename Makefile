# Two commands are enough on a bare machine with Python 3.11+ and make:
#   make serve    install what is missing, then answer on http://127.0.0.1:8000
#   make test     install what is missing, then run the tests
PORT ?=
EXTRAS ?=
PYTHON ?= python3
VENV := .venv
UV_VERSION := 0.13.9
INSTALLED := $(VENV)/.installed$(EXTRAS:%=-%)

.PHONY: install serve test check eval bench soak clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# \{0,1\}//p;/^PORT/q' Makefile

install: $(INSTALLED)

# uv installs in seconds what takes pip minutes. It does not read pip's settings, so the index, extra indexes and
# find-links that pip would use are passed on. Bytecode is compiled here because an uncompiled start takes 4.4 s
# instead of 2.8 s. torch: with find-links the local wheel is taken; else the CPU build is asked for; where its index
# cannot be reached, the plain registry serves the large build.
$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "parkbot needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV) || { echo "Could not make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)" 
	@setting() { env_value=$$(printenv "$$1"); if [ -n "$$env_value" ]; then echo "$$env_value"; else $(VENV)/bin/python -m pip config get "global.$$2" 2>/dev/null | tr '\n' ' '; fi; }; \
	index=$$(setting PIP_INDEX_URL index-url); [ -z "$$index" ] || export UV_DEFAULT_INDEX="$$index"; \
	links=$$(setting PIP_FIND_LINKS find-links); [ -z "$$links" ] || export UV_FIND_LINKS="$$links"; \
	install="$(VENV)/bin/uv pip install --python $(VENV)/bin/python --compile-bytecode -c constraints.txt --group dev -e .$(EXTRAS:%=[%])"; \
	if [ -n "$$links" ]; then $$install; \
	else $$install --torch-backend cpu || { echo "The CPU build of torch could not be reached: installing the large build (about 5 GB) from the package registry."; $$install; }; fi
	@touch $@

serve: $(INSTALLED)
	$(VENV)/bin/parkbot serve $(if $(PORT),--port $(PORT))

test: $(INSTALLED)
	$(VENV)/bin/python -m pytest

check: $(INSTALLED)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

eval: $(INSTALLED)
	$(VENV)/bin/parkbot eval

bench: $(INSTALLED)
	$(VENV)/bin/python -m evals.bench

soak: $(INSTALLED)
	$(VENV)/bin/python -m evals.bench.kills
	$(VENV)/bin/python -m evals.bench.mutations

clean:
	rm -rf $(VENV) build *.egg-info
