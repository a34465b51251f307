# slimbench: one door to everything a user or a maintainer does. `make help` lists the doors.

SHELL := /bin/bash
# Swift's tarball is commonly unpacked there without anybody touching PATH.
export PATH := $(PATH):/opt/swift/usr/bin

PREFIX ?= /usr/local
DESTDIR ?=
# Options for the program (`make demo ARGS='--dpi 300'`), for `swift build`, for `swift test`.
ARGS ?=
SWIFT_BUILD_FLAGS ?=
SWIFT_TEST_FLAGS ?=

sources := Package.swift Sources Tests Benchmarks
release := .build/release/slimbench

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup build demo test check bench install format clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## install the Debian packages that building and running lack
	@Scripts/setup

build: setup ## build the program: .build/release/slimbench
	swift build -c release --product slimbench $(SWIFT_BUILD_FLAGS)

demo: build ## see it work: two embedded servers, a sample corpus (ARGS='--dpi 300' for options)
	$(release) demo $(ARGS)

test: ## run the tests (ten to fifteen minutes from nothing on two cores, three to five after that)
	@Scripts/setup --test
	@Scripts/test $(SWIFT_TEST_FLAGS)

check: ## run what CI runs: lint, boundaries, tests, demo, servers, exports, terminal, engine, sanitizers, fuzzing
	@Scripts/setup --test
	@Scripts/check

bench: build ## measure load generator, dashboard, verdicts: wrk, hey, ab (ARGS='--rounds 3' for options)
	@Scripts/setup --bench
	swift build -c release --product judgement-bench $(SWIFT_BUILD_FLAGS)
	Benchmarks/bench $(ARGS)

install: build ## install program, themes and shell completions below PREFIX (/usr/local)
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' Scripts/install $(release)

format: ## format the Swift sources in place
	swift format --in-place --parallel --recursive $(sources)

clean: ## remove what was built
	rm -rf .build .build-*
