# The commands of the project. Everything they do stands in the scripts of .ci/.

PREFIX ?= /usr/local
DESTDIR ?=
BENCH ?=
FUZZ ?= 20

.DEFAULT_GOAL := help
.PHONY: help demo test check bench fuzz format docs install deb clean

help: ## show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: ## install what is missing, build, load the bundled sample and print its reports
	@.ci/demo

test: ## install what tests need, build, and run all tests
	@.ci/test

check: ## what CI runs: format, warnings as errors, explicit imports, generated docs, tests
	@.ci/check

bench: ## time Sinergi against DuckDB and sqlite3 on national-scale files (BENCH="--runs 5 --only wide")
	@.ci/bench $(BENCH)

fuzz: ## run the fuzz tests for longer (FUZZ=20 times the usual number of cases)
	@.ci/fuzz $(FUZZ)

format: ## bring the Swift sources into the project's format
	@.ci/format

docs: ## write the generated pages of docs/ anew
	@.ci/docs

install: ## install commands, plugins, manual pages and completions (PREFIX=/usr/local DESTDIR=)
	@.ci/install '$(DESTDIR)' '$(PREFIX)'

deb: ## make a Debian package in dist/ and try it where no Swift is
	@.ci/deb

clean: ## remove what was built; stores and other data stay
	@.ci/clean
