# Everything happens below this folder; `make start` and `make test` set up what they need.
VEIVISER = .venv/bin/veiviser
export RASA_TELEMETRY_ENABLED = false
export TF_CPP_MIN_LOG_LEVEL = 3

.PHONY: start test install train evaluate bench review check lock setup

start: setup        ## sets up, trains if data or config changed, serves on http://127.0.0.1:8080
	@$(VEIVISER) train
	@exec $(VEIVISER) serve

test: install       ## sets up and runs every test, browser tests included
	@.venv/bin/ruff check --quiet . && .venv/bin/ruff format --quiet --check .
	@.venv/bin/mypy
	@$(VEIVISER) train
	@.venv/bin/python -m pytest

install: setup      ## only sets up, with browser and Redis for the tests
	@scripts/test-tools.sh

train: setup        ## trains
	@$(VEIVISER) train

evaluate: setup     ## prints the quality report
	@$(VEIVISER) train
	@$(VEIVISER) evaluate

bench: install      ## the benchmark tables
	@$(VEIVISER) train
	@.venv/bin/python -m tests.bench

review: setup       ## the staff tool
	@$(VEIVISER) review

check: setup        ## looks over everything that people edit under data/
	@$(VEIVISER) check

setup:
	@scripts/setup.sh

lock: setup         ## resolves anew; the lock names no download address
	@.tools/bin/uv pip compile pyproject.toml --group dev --override overrides.txt --quiet \
		--python-platform linux --python-version 3.10 --generate-hashes \
		--custom-compile-command "make lock" -o requirements.lock
