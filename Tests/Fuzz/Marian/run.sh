#!/usr/bin/env bash
# Fuzzes the readers of Marian's files under AddressSanitizer; fails when an input crashes them.
#   Tests/Fuzz/Marian/run.sh [seconds] [kind...]      20 seconds for each of binary, archive, shortlist,
#                                                     configuration and vocabulary by default
# DRAGOMAN_FUZZ_FOLDER keeps the build, the corpus and what crashed; else a temporary folder is used.
# The sources of Yams are those that `swift package resolve` has fetched; DRAGOMAN_YAMS names others.
set -euo pipefail

seconds=${1:-20}
shift || true
kinds=("$@")
[[ ${#kinds[@]} -gt 0 ]] || kinds=(binary archive shortlist configuration vocabulary)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
sources=$root/Sources
yams=${DRAGOMAN_YAMS:-$root/.build/checkouts/Yams}
if [[ -n "${DRAGOMAN_FUZZ_FOLDER:-}" ]]; then
  work=$DRAGOMAN_FUZZ_FOLDER
  mkdir -p "$work"
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
fi

build() {
  local file
  for file in "$yams"/Sources/CYaml/src/*.c; do
    clang -O1 -g -fsanitize=address,fuzzer-no-link -DYAML_DECLARE_STATIC -I "$yams/Sources/CYaml/include" \
      -c "$file" -o "$work/$(basename "$file" .c).o"
  done
  (cd "$work" && swiftc -O -wmo -sanitize=address -parse-as-library -swift-version 5 -module-name Yams \
    -DSWIFT_PACKAGE -I "$yams/Sources/CYaml/include" -emit-module -emit-module-path "$work/Yams.swiftmodule" \
    -c "$yams"/Sources/Yams/*.swift -o "$work/Yams.o")
  swiftc -O -sanitize=fuzzer,address -parse-as-library -swift-version 6 \
    -package-name dragoman -module-name DragomanFuzz -o "$work/fuzz" \
    -I "$work" -I "$yams/Sources/CYaml/include" -I "$sources/CArchive" \
    "$here"/*.swift \
    "$sources"/Inference/Model/{Tensor,TransformerConfiguration,TransformerParameters}.swift \
    "$sources"/Inference/Decoding/Shortlist.swift \
    "$sources"/Tokenization/TokenList.swift \
    "$sources"/ModelFormats/{ByteReader,ModelFile,ModelFormatError}.swift \
    "$sources"/ModelFormats/Archives/ZipMembers.swift \
    "$sources"/ModelFormats/Marian/{Marian{Configuration,File,Reader,Tensor,Vocabulary}*,MarianShortlistFile}.swift \
    "$sources"/ModelFormats/Marian/{MatrixBytes,Numpy*,Tensor+Stacking,YAML*}.swift \
    "$work"/*.o -larchive
}
build >"$work/build.log" 2>&1 || {
  cat "$work/build.log" >&2
  exit 1
}
python3 "$here/seeds.py" "$work/seeds"

# A crash must be reported by libFuzzer, with its input, and not by Swift's own crash reporter.
export SWIFT_BACKTRACE=enable=no
for kind in "${kinds[@]}"; do
  mkdir -p "$work/corpus/$kind" "$work/crashes"
  # The memory limit is what a reader that believed a lying size would exceed.
  "$work/fuzz" "$work/corpus/$kind" "$work/seeds/$kind" -max_total_time="$seconds" -max_len=16384 \
    -rss_limit_mb=1024 -malloc_limit_mb=64 -timeout=10 -print_final_stats=1 \
    -artifact_prefix="$work/crashes/$kind-" 2>"$work/$kind.log" || {
    tail -40 "$work/$kind.log" >&2
    for input in "$work/crashes/$kind-"*; do
      [[ -f "$input" ]] && echo "input of the crash, in base64:" >&2 && base64 "$input" >&2
    done
    exit 1
  }
  echo "$kind: $(grep -E "^Done" "$work/$kind.log")"
done
