#!/usr/bin/env bash
# Fuzzes the reader of CTranslate2 files under AddressSanitizer; fails when an input crashes it.
#   Tests/Fuzz/run.sh [seconds]      20 by default
# DRAGOMAN_FUZZ_FOLDER keeps the build, the corpus and what crashed; else a temporary folder is used.
set -euo pipefail

seconds=${1:-20}
here=$(cd "$(dirname "$0")" && pwd)
sources=$(cd "$here/../../Sources" && pwd)
if [[ -n "${DRAGOMAN_FUZZ_FOLDER:-}" ]]; then
  work=$DRAGOMAN_FUZZ_FOLDER
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi

swiftc -O -sanitize=fuzzer,address -parse-as-library -swift-version 6 \
  -package-name dragoman -module-name DragomanFuzz -o "$work/fuzz" \
  "$here"/*.swift \
  "$sources"/Inference/Model/{Tensor,TransformerConfiguration,TransformerParameters}.swift \
  "$sources"/ModelFormats/{ByteReader,ModelFormatError}.swift \
  "$sources"/ModelFormats/CTranslate2/CTranslate2{Variable,File,File+Names,Configuration}.swift \
  "$sources"/ModelFormats/CTranslate2/CTranslate2Reader*.swift \
  >"$work/build.log" 2>&1 || {
  cat "$work/build.log" >&2
  exit 1
}

mkdir -p "$work/corpus" "$work/crashes"
python3 "$here/seeds.py" "$work/seeds"

# A crash must be reported by libFuzzer, with its input, and not by Swift's own crash reporter.
export SWIFT_BACKTRACE=enable=no
# The memory limit is what a reader that believed a lying size would exceed.
"$work/fuzz" "$work/corpus" "$work/seeds" -max_total_time="$seconds" -max_len=16384 \
  -rss_limit_mb=1024 -malloc_limit_mb=64 -timeout=10 -print_final_stats=1 \
  -artifact_prefix="$work/crashes/" 2>"$work/log" || {
  tail -40 "$work/log" >&2
  for input in "$work"/crashes/*; do
    [[ -f "$input" ]] && echo "input of the crash, in base64:" >&2 && base64 "$input" >&2
  done
  exit 1
}
grep -E "seed corpus|Done|stat::" "$work/log" || true
