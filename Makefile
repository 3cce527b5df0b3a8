# `make demo` translates a sample document; `make test` runs every test.
# Both install what they need once, and then work without a network.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test clients faults emulate bench format clean build model reference-model \
  peers bench-peers converter made-documents page packages test-packages

DRAGOMAN := .build/release/dragoman
SAMPLE := Models/samples/session-minutes.zh.txt
PEERS := .build/peers
BERGAMOT := .build/peers-bergamot
CONVERTER := .build/peers-converter
CONVERTED := .build/peer-models/opus-mt-en-fr
MAKING := .build/making
MADE := .build/made
MADE_STAMP := $(MADE)/made-$(shell cat Tests/DocumentsTests/Making/*.* | cksum | cut -d ' ' -f 1)
PEERS_STAMP := $(PEERS)/installed-$(shell cksum < Benchmarks/requirements.txt | cut -d ' ' -f 1)

PACKAGES := pkg-config libopenblas-dev libcld2-dev libopencc-dev libarchive-dev libxxhash-dev libssl-dev libxml2-dev libzip-dev \
  libsqlite3-dev poppler-utils python3-pip
# The training recipe runs on Debian's torch; that of PyPI brings gigabytes for GPUs.
TEST_PACKAGES := $(PACKAGES) libsentencepiece-dev python3-venv python3-torch groff gettext fonts-dejavu-core \
  libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui
# Started all at once, tests that wait for a program would wait half a minute behind those that compute.
FEW_AT_A_TIME := --experimental-maximum-parallelization-width 4
WAITING := ^(Live|DragomanServer|DragomanClient|DragomanCLI|Batch)Tests[.]
# Arguments. What failed is said again at the end.
define swift_tests
	DRAGOMAN_MADE=$(CURDIR)/$(MADE) swift test -c release --skip-build $(FEW_AT_A_TIME) $(1) 2>&1 | tee .build/tests.log \
	  || { grep -a '✘' .build/tests.log; exit 1; }
endef
PAGE_PACKAGES := chromium chromium-driver fonts-noto-cjk fonts-noto-core python3-venv
EMULATION_PACKAGES := qemu-user-static libc6-dev-arm64-cross

help:
	@echo 'make demo    build, install the default models, translate a sample document'
	@echo 'make test    build and run all tests'
	@echo 'make emulate check the kernels of other CPUs, NEON under QEMU among them'
	@echo 'make page    drive the server'"'"'s page in a browser'
	@echo 'make bench   measure beside the peers'
	@echo 'make bench-peers  install what more of it needs: Bergamot, and en-fr for CTranslate2'
	@echo 'make format  format the Swift sources'
	@echo 'make clean   remove everything built'

demo: build model
	@echo "--- $(SAMPLE), from Chinese to English"
	@TIMEFORMAT='--- translated in %1R s, model loading included'; \
	time $(DRAGOMAN) translate --from zh --to en $(SAMPLE)

test: test-packages build reference-model peers made-documents
	swift build -c release --build-tests
	$(call swift_tests,--skip '$(WAITING)')
	$(call swift_tests,--filter '$(WAITING)')
	$(MAKING)/bin/python Tests/DocumentsTests/Making/open-office.py $(MADE)/written
	$(MAKING)/bin/python Tests/DocumentsTests/Making/open-bilingual.py $(MADE)/written-bilingual
	$(MAKING)/bin/python Tests/DocumentsTests/Making/values.py --check $(MADE)/values $(MADE)/written-values
	$(MAKING)/bin/python Tests/DocumentsTests/Making/read-latex.py $(MADE)/latex $(MADE)/written-latex
	$(MAKING)/bin/python Tests/DocumentsTests/Making/open-interchange.py $(MADE)/interchange $(MADE)/written-interchange
	$(MAKING)/bin/python Tests/DocumentsTests/Making/show-libreoffice.py $(MADE)/written $(MADE)/office $(MADE)/opendocument
	$(MAKING)/bin/python Tests/BatchTests/Killing/kill.py $(DRAGOMAN) $(MADE)/batch
	$(MAKING)/bin/python Tests/TerminologyTests/Doors/doors.py --binary $(DRAGOMAN)
	$(MAKE) clients
	$(MAKE) faults
	$(MAKE) page
	bash Tests/Emulation/run.sh
	bash Tests/Training/run.sh
	@if [ -f Tests/Fuzz/run.sh ]; then bash Tests/Fuzz/run.sh 5; fi

emulate:
	$(call install,$(EMULATION_PACKAGES))
	bash Tests/Emulation/run.sh

# Other projects' clients against the server, and its own description.
clients: build model
	/usr/bin/python3 -m venv .build/clients
	.build/clients/bin/python -m pip install --disable-pip-version-check --quiet --only-binary :all: \
	  --requirement Tests/DragomanServerTests/Clients/requirements.txt
	.build/clients/bin/python Tests/DragomanServerTests/Clients/clients.py --binary $(DRAGOMAN) -- --log-level warning

# Kills, stops and ill-behaved clients, from outside.
faults: build model
	/usr/bin/python3 Tests/DragomanServerTests/Faults/faults.py --binary $(DRAGOMAN)

# Pictures of the page are left in .build/page.
page: build model
	$(call install,$(PAGE_PACKAGES))
	/usr/bin/python3 -m venv .build/page-driver
	.build/page-driver/bin/python -m pip install --disable-pip-version-check --quiet --only-binary :all: \
	  --requirement Tests/DragomanServerTests/Page/requirements.txt
	.build/page-driver/bin/python Tests/DragomanServerTests/Page/drive.py .build/page/server --binary $(DRAGOMAN)
	.build/page-driver/bin/python Tests/DragomanServerTests/Page/drive.py .build/page/fake --fake

bench: test-packages build reference-model peers
	swift build -c release --product dragoman-bench
	$(PEERS)/bin/python Benchmarks/compare.py

format:
	swift format format --in-place --recursive --parallel Package.swift Sources Tests/*Tests Tests/Support Tests/Fuzz/Targets Tests/Fuzz/Driver Models Benchmarks

clean:
	rm -rf .build

build: packages
	swift build -c release --product dragoman

model: build
	$(DRAGOMAN) models install

# Peers read the model's own files, which an installation otherwise gives up.
reference-model: build
	$(DRAGOMAN) models install --keep-original zh-en en-zh en-pt pt-en

peers: $(PEERS_STAMP)

# Some Pythons lack the venv module, so each on the machine is tried in turn.
$(PEERS_STAMP): | test-packages
	@rm -rf $(PEERS); mkdir -p .build
	@for python in python3 /usr/bin/python3; do \
	  if command -v $$python > /dev/null && $$python -m venv $(PEERS) 2> /dev/null; then break; fi; \
	  rm -rf $(PEERS); \
	done; \
	if [ ! -x $(PEERS)/bin/python ]; then \
	  echo 'No python3 with the venv module: apt install python3-venv' >&2; exit 1; \
	fi
	$(PEERS)/bin/python -m pip install --disable-pip-version-check --quiet \
	  --only-binary :all: --requirement Benchmarks/requirements.txt
	@touch $@

# Documents and subtitles that other programs make, for tests to read.
made-documents: $(MADE_STAMP)

$(MADE_STAMP): | test-packages
	@rm -rf $(MAKING) $(MADE); mkdir -p $(addprefix $(MADE)/,office transcripts values latex pdf interchange pages)
	/usr/bin/python3 -m venv $(MAKING)
	$(MAKING)/bin/python -m pip install --disable-pip-version-check --quiet --only-binary :all: \
	  --requirement Tests/DocumentsTests/Making/requirements.txt
	@# Its writers alone: what it recognises with is large and not needed.
	$(MAKING)/bin/python -m pip install --disable-pip-version-check --quiet --no-deps whisper-ctranslate2==0.5.8
	$(MAKING)/bin/python Tests/DocumentsTests/Making/office.py $(MADE)/office
	$(MAKING)/bin/python Tests/DocumentsTests/Making/opendocument.py $(MADE)/office $(MADE)/opendocument
	$(MAKING)/bin/python Tests/DocumentsTests/Making/transcripts.py $(MADE)/transcripts
	$(MAKING)/bin/python Tests/DocumentsTests/Making/values.py $(MADE)/values
	$(MAKING)/bin/python Tests/DocumentsTests/Making/latex.py $(MADE)/latex
	$(MAKING)/bin/python Tests/DocumentsTests/Making/pdf.py $(MADE)/pdf
	$(MAKING)/bin/python Tests/DocumentsTests/Making/interchange.py $(MADE)/interchange
	$(MAKING)/bin/python Tests/DocumentsTests/Making/pages.py $(MADE)/office $(MADE)/pdf $(MADE)/pages
	@touch $@

# What is measured beside en-fr and en-pt; each is left out of a measurement where it is missing.
bench-peers: $(BERGAMOT)/bin/python $(CONVERTED)/model.bin

# Its wheels are for CPython 3.10, which need not be the system's own.
$(BERGAMOT)/bin/python:
	@for python in python3.10 ~/.pyenv/versions/3.10.*/bin/python; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2> /dev/null; then \
	    rm -rf $(BERGAMOT); mkdir -p .build; "$$python" -m venv $(BERGAMOT); break; \
	  fi; \
	done; \
	if [ ! -x $@ ]; then echo 'Bergamot needs CPython 3.10, and there is none here' >&2; exit 1; fi
	$@ -m pip install --disable-pip-version-check --quiet --no-deps --only-binary :all: \
	  --requirement Benchmarks/requirements-bergamot.txt || { rm -rf $(BERGAMOT); exit 1; }

$(CONVERTED)/model.bin: | build
	@if [ ! -x $(CONVERTER)/bin/ct2-transformers-converter ]; then $(MAKE) converter; fi
	$(DRAGOMAN) models install --keep-original opus-mt-en-fr
	@original=$$($(DRAGOMAN) models info --json opus-mt-en-fr | python3 -c \
	  'import json, sys; print(json.load(sys.stdin)["folder"])')/original; \
	rm -rf $(CONVERTED); mkdir -p $(dir $(CONVERTED)); \
	$(CONVERTER)/bin/ct2-transformers-converter --model "$$original" --output_dir $(CONVERTED) \
	  --quantization int8 --copy_files source.spm target.spm

# Debian's torch computes on the CPU only; the one of PyPI brings gigabytes for GPUs.
converter:
	$(call install,python3-torch python3-venv)
	rm -rf $(CONVERTER); mkdir -p .build; /usr/bin/python3 -m venv --system-site-packages $(CONVERTER)
	$(CONVERTER)/bin/python -m pip install --disable-pip-version-check --quiet --only-binary :all: \
	  --requirement Benchmarks/requirements-converter.txt

# $(call install,NAMES): installs the Debian packages that are missing; asks for nothing when all are there.
define install
@missing=(); \
for name in $(1); do \
  dpkg-query -W -f '$${Status}' "$$name" 2> /dev/null | grep -q 'ok installed' || missing+=("$$name"); \
done; \
if [ $${#missing[@]} -gt 0 ]; then \
  if ! command -v apt-get > /dev/null; then \
    echo "This system has no apt-get; going on without: $${missing[*]}" >&2; exit 0; \
  fi; \
  root=(); if [ "$$(id -u)" -ne 0 ]; then root=(sudo); fi; \
  echo "Installing $${missing[*]}"; \
  $${root[@]+"$${root[@]}"} apt-get update -qq || true; \
  $${root[@]+"$${root[@]}"} env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$${missing[@]}"; \
fi
endef

packages:
	$(call install,$(PACKAGES))

test-packages:
	$(call install,$(TEST_PACKAGES))
