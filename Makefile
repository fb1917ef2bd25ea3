# Targets:
#
#   help       print this list
#   run        install what is missing, build, and run the whole job on the example data into store/rules.git and report/
#   test       install what is missing, and run every test
#   test-spark install Apache Spark too, and run the tests of jobs/spark (downloads 460 MB once)
#   build      build the program (.build/release/ltm)
#   deps       install what is missing: Debian packages, the grammars of programming languages, the schema validator
#   lint       check the form of the sources, and the scripts where shellcheck is installed
#   format     bring the sources into that form
#   golden     record the expected outputs of the tests anew; look at the difference before you commit it
#   eval       compare the trained model with the baseline on labelled suites (those in config/suites, or SUITES="dir ...")
#   fuzz       give a million damaged inputs to the readers of transcripts (FUZZ_OPTIONS="--seed N --count N"); minutes
#   kills      kill the store's writer and the job at random moments and named ones; the next run makes each good; minutes
#   bench      measure speed and memory beside peers, as ratios; Tests/bench.sh says what can be set
#   bench-deps install those peers; only 'make bench' needs them
#   fsck       check the store of rules with git
#   nightly    run the nightly script with your own settings (jobs/README.md)
#   install    install the program and what schedules it below PREFIX (default /usr/local; DESTDIR is heeded)
#   uninstall  remove what install put there; rules, reports and settings stay
#   clean      remove what was built, and report/; the store stays

SHELL := /bin/sh
PREFIX ?= /usr/local
PYTHON ?= python3
DESTDIR ?=

PACKAGES := ca-certificates git libcurl4-openssl-dev libdeflate-dev libgit2-dev libre2-dev libsimdjson-dev libsqlite3-dev \
  libtree-sitter-dev libzstd-dev pkg-config python3-pip python3-venv zlib1g-dev
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

LTM := .build/release/ltm
GRAMMARS := .build/grammars/languages.so
# Python with the JSON parser that 'make bench' measures against.
BENCH_PYTHON := .build/bench-venv/bin/python
VALIDATOR := .build/venv/bin/check-jsonschema
SPARK := .build/spark/installed
# What 'make eval' measures on beside what is made up for it: directories of suites, or suites; without spaces.
SUITES ?= config/suites
EVAL_SEEDS := 5001 5002 5003
INPUTS := --input config/examples/transcripts --tasks config/examples/tasks.json

BIN := $(DESTDIR)$(PREFIX)/bin
LIB := $(DESTDIR)$(PREFIX)/lib/ltm
SHARE := $(DESTDIR)$(PREFIX)/share/ltm
UNITS := $(DESTDIR)$(PREFIX)/share/systemd/user

.PHONY: help run test test-spark build deps packages lint format golden eval fuzz kills bench bench-deps fsck nightly install uninstall clean

help:
	@sed -n 's/^#   //p' $(firstword $(MAKEFILE_LIST))

run: build
	$(LTM) run --config config/pipeline_config.json $(INPUTS) --store store/rules.git --output report

test: deps
	swift test

test-spark: deps $(SPARK)
	swift test --filter Spark

# The standard library is linked in, so that the program runs where no Swift is.
build: deps
	swift build -c release --static-swift-stdlib --product ltm

deps: packages $(GRAMMARS) $(VALIDATOR)

# Asks the network only when something is missing.
packages:
	@command -v swift >/dev/null || { echo "Swift 6.2 or later is missing: https://www.swift.org/install" >&2; exit 1; }
	@missing=; \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${db:Status-Abbrev}' $$package 2>/dev/null | grep -q '^.i' || missing="$$missing $$package"; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	command -v apt-get >/dev/null || { echo "no apt-get here; install what stands for$$missing" >&2; exit 1; }; \
	set -x; \
	$(SUDO) apt-get update -q && \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing

# The grammars come from a Python wheel: one library with all of them, built for each architecture. Nothing of Python is
# used. The hashes are those of the wheels for x86_64 and aarch64.
$(GRAMMARS): | packages
	rm -rf .build/grammars.part
	mkdir -p .build/grammars.part .build/grammars
	printf '%s \\\n' 'tree-sitter-languages==1.10.2' \
	  '--hash=sha256:9ae34ac314a7170be24998a0f994c1ac80761d8d4bd126af27ee53a023d3b849' \
	  '--hash=sha256:6f370cd7845c6c81df05680d5bd96db8a99d32b56f4728c5d05978911130a853' \
	  | sed '$$ s/ \\$$//' > .build/grammars.part/wheel.txt
	$(PYTHON) -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
	  --python-version 3.11 --implementation cp --abi cp311 -d .build/grammars.part -r .build/grammars.part/wheel.txt
	$(PYTHON) -m zipfile -e .build/grammars.part/*.whl .build/grammars.part/wheel
	mv .build/grammars.part/wheel/tree_sitter_languages/languages.so $@
	rm -rf .build/grammars.part

# Debian's Python takes no packages of others, so the validator gets an environment of its own.
$(VALIDATOR): | packages
	$(PYTHON) -m venv .build/venv
	.build/venv/bin/python -m pip install --quiet --disable-pip-version-check check-jsonschema==0.39.0

# Spark is large and few need it, so 'make deps' leaves it out. It runs on any Java from 17 on.
$(SPARK): jobs/spark/requirements.txt | packages
	command -v java >/dev/null || \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends openjdk-17-jre-headless
	$(PYTHON) -m venv --clear .build/spark
	.build/spark/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

lint:
	swift format lint --strict --parallel --recursive Sources Tests Package.swift
	@if command -v shellcheck >/dev/null; then set -x; shellcheck jobs/nightly .ci/run Tests/bench.sh Tests/bench/*.sh; \
	else echo "left out: shellcheck is not installed"; fi

format:
	swift format --in-place --parallel --recursive Sources Tests Package.swift

golden: deps
	RECORD=1 swift test

suites = $(foreach place,$(SUITES),$(if $(wildcard $(place)/labels),$(place),\
  $(patsubst %/labels,%,$(sort $(wildcard $(place:/=)/*/labels)))))

eval: build
	@made=$$(mktemp -d) && trap 'rm -rf "$$made"' EXIT && \
	for seed in $(EVAL_SEEDS); do \
	  $(LTM) generate --quiet --seed $$seed --transcripts 40 --output "$$made/generated-$$seed" || exit 1; \
	done && \
	$(LTM) evaluate --quiet --suite $(suites) "$$made"/generated-* --method model patterns \
	  --bootstrap 1000 --mistakes 20 $(EVAL_OPTIONS)

fuzz: deps
	swift build -c release --static-swift-stdlib --product reader-fuzz
	.build/release/reader-fuzz --output .build/fuzz $(FUZZ_OPTIONS)

KILLS ?= 200
STORE_KILLS ?= 1000
WRITES ?= 250
kills: build
	LTM_STORE_KILLS=$(STORE_KILLS) LTM_STORE_WRITES=$(WRITES) swift test --filter 'CrashTests|ConcurrencyTests'
	LTM_KILLS=$(KILLS) LTM_PROGRAM=$(abspath $(LTM)) swift test --filter KillTests

bench: build bench-deps
	swift build -c release --static-swift-stdlib --product encoder-bench
	swift build -c release --static-swift-stdlib --product store-bench
	PYTHON=$(PYTHON) BENCH_PYTHON=$(BENCH_PYTHON) Tests/bench.sh $(LTM) $(dir $(LTM))encoder-bench \
	  $(dir $(LTM))store-bench

# A peer that can't be had leaves its rows out; the table says so.
bench-deps: packages
	-@command -v rg >/dev/null || { set -x; $(SUDO) env DEBIAN_FRONTEND=noninteractive \
	  apt-get install -q -y --no-install-recommends ripgrep; }
	-@$(BENCH_PYTHON) -c 'import orjson' 2>/dev/null || { set -x; $(PYTHON) -m venv .build/bench-venv && \
	  $(BENCH_PYTHON) -m pip install --quiet --disable-pip-version-check --only-binary :all: orjson==3.13.0; }

fsck:
	git -C store/rules.git fsck --strict

nightly: build
	jobs/nightly

install:
	@test -x $(LTM) && test -e $(GRAMMARS) || { echo "nothing to install yet: run 'make build' first" >&2; exit 1; }
	install -d '$(BIN)' '$(LIB)' '$(SHARE)/schemas' '$(SHARE)/models' '$(SHARE)/jobs/spark' '$(UNITS)'
	install -m 755 $(LTM) '$(BIN)/ltm'
	install -m 644 $(GRAMMARS) '$(LIB)/languages.so'
	install -m 644 config/pipeline_config.json '$(SHARE)/pipeline_config.json'
	install -m 644 config/schemas/*.schema.json '$(SHARE)/schemas'
	install -m 644 $(addprefix config/models/,changes.json clauses.json fits.json README.md) config/models/*.bin LICENSE \
	  '$(SHARE)/models'
	install -m 755 jobs/nightly '$(SHARE)/jobs/nightly'
	install -m 644 jobs/spark/ltm_spark.py jobs/spark/requirements.txt '$(SHARE)/jobs/spark'
	sed 's|/usr/local|$(PREFIX)|g' jobs/README.md > '$(SHARE)/jobs/README.md'
	sed 's|/usr/local|$(PREFIX)|g' jobs/ltm.crontab > '$(SHARE)/jobs/ltm.crontab'
	sed 's|/usr/local|$(PREFIX)|g' jobs/ltm.service > '$(UNITS)/ltm.service'
	sed 's|/usr/local|$(PREFIX)|g' jobs/ltm.timer > '$(UNITS)/ltm.timer'
	chmod 644 '$(SHARE)/jobs/README.md' '$(SHARE)/jobs/ltm.crontab' '$(UNITS)/ltm.service' '$(UNITS)/ltm.timer'

uninstall:
	rm -f '$(BIN)/ltm' '$(UNITS)/ltm.service' '$(UNITS)/ltm.timer'
	rm -rf '$(LIB)' '$(SHARE)'

clean:
	rm -rf .build report
