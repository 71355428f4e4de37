# Everything a person does with this repository. `make help` lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
IMAGE ?= tieout-env:latest
BIN := .venv/bin

.PHONY: help setup demo test soak mutants lint bench reading image image-test lock docs judge-test
.DEFAULT_GOAL := help

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-11s %s\n", $$1, $$2}'

.venv/ready: requirements.lock tests/requirements.lock pyproject.toml judge/pyproject.toml scripts/make-venv.sh
	@scripts/make-venv.sh "$(PYTHON)" .venv
	@touch $@

setup: .venv/ready  ## make .venv from the lock files

demo: setup  ## start the server, let four agents close three tasks over the WebSocket, print the scores
	@scripts/demo.sh

test: setup  ## run every test; installs hledger and ledger where it may, the referees of our ledger
	@scripts/install-referees.sh
	@$(BIN)/python -m pytest -n auto

soak: setup  ## hold the score to its contract over 1,000 months of each family and level, let the adversary search for half an hour, and measure reading
	@TIEOUT_EPISODES=1000 $(BIN)/python -m pytest -n auto tests/contracts
	@TIEOUT_ADVERSARY_SECONDS=1800 $(BIN)/python -m pytest -n auto tests/properties/test_adversary.py
	@$(BIN)/python -m benchmarks.reading

mutants: setup  ## plant 400 small mistakes in the ledger and the grading, and list those that no test notices
	@$(BIN)/python scripts/mutants.py $(MUTANTS)

lint: setup  ## style, types and the import rules
	@$(BIN)/ruff check . && $(BIN)/ruff format --check -q . && $(BIN)/mypy && $(BIN)/lint-imports
	@cd judge && ../$(BIN)/ruff check src tests && ../$(BIN)/mypy

bench: setup  ## measure, and write the results into docs/; installs hledger and ledger where it may, to compare with
	@scripts/install-referees.sh
	@$(BIN)/python -m benchmarks

reading: setup  ## measure how much reading decides, and write docs/reading.md; fails where a target is missed
	@$(BIN)/python -m benchmarks.reading

image: setup  ## build the container image
	@docker build --tag $(IMAGE) .

image-test: setup  ## build the image and put a container of it through every check
	@scripts/image-test.sh $(IMAGE)

lock: setup  ## renew requirements.lock and tests/requirements.lock, and make uv.lock
	@scripts/make-lock.sh

docs: setup  ## write the generated pages of docs/ again
	@$(BIN)/python -m tieout.docgen docs
	@$(BIN)/envjudge list --markdown > judge/docs/checks.md

judge-test: setup  ## run the tests of the judge
	@cd judge && ../$(BIN)/python -m pytest -n auto --dist loadfile
