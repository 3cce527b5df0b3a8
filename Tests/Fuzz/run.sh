#!/usr/bin/env bash
# Fuzzes the readers of files under AddressSanitizer; fails when an input crashes one.
#   Tests/Fuzz/run.sh [seconds [target...]]      20 seconds of each target by default
# DRAGOMAN_FUZZ_FOLDER keeps the builds, the corpora and what crashed; else a temporary folder is used.
set -euo pipefail

seconds=${1:-20}
targets=("${@:2}")
[[ ${#targets[@]} -gt 0 ]] || targets=(CTranslate2 Tokenization Safetensors Torch)
here=$(cd "$(dirname "$0")" && pwd)
sources=$(cd "$here/../../Sources" && pwd)
if [[ -n "${DRAGOMAN_FUZZ_FOLDER:-}" ]]; then
  root=$DRAGOMAN_FUZZ_FOLDER
else
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
fi

# A target is TARGETFuzz.swift, the sources that it needs, its seeds and its longest input.
describe() {
  case "$1" in
  CTranslate2)
    files=(
      "$sources"/Inference/Model/{Tensor,TransformerConfiguration,TransformerParameters}.swift
      "$sources"/ModelFormats/{ByteReader,ModelFormatError}.swift
      "$sources"/ModelFormats/CTranslate2/CTranslate2{Variable,File,File+Names,Configuration}.swift
      "$sources"/ModelFormats/CTranslate2/CTranslate2Reader*.swift
    )
    longest=16384
    python3 "$here/seeds.py" "$work/seeds"
    ;;
  Safetensors | Torch)
    files=(
      "$sources"/Inference/Model/Tensor.swift
      "$sources"/ModelFormats/{ByteReader,ModelFormatError,JSONScanner}.swift
      "$sources"/ModelFormats/HuggingFace/{ByteReader+Sizes,StoredArray,SafetensorsFile,StoredZip}.swift
      "$sources"/ModelFormats/HuggingFace/{Torch,Pickle}*.swift
    )
    longest=16384
    python3 "$here/seeds_huggingface.py" "${target,,}" "$work/seeds"
    ;;
  Tokenization)
    files=("$sources"/Tokenization/*.swift "$sources"/Tokenization/*/*.swift)
    longest=65536
    mkdir -p "$work/seeds"
    cp "$here"/../TokenizationTests/Resources/*.model "$work/seeds"
    ;;
  *)
    echo "no target $1" >&2
    exit 1
    ;;
  esac
}

# A crash must be reported by libFuzzer, with its input, and not by Swift's own crash reporter.
export SWIFT_BACKTRACE=enable=no

for target in "${targets[@]}"; do
  work=$root/$target
  mkdir -p "$work/corpus" "$work/crashes"
  describe "$target"
  swiftc -O -sanitize=fuzzer,address -parse-as-library -swift-version 6 \
    -package-name dragoman -module-name DragomanFuzz -o "$work/fuzz" \
    "$here/${target}Fuzz.swift" "${files[@]}" >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    exit 1
  }
  # What the target makes of its seeds before the run is among them, too.
  DRAGOMAN_FUZZ_SEEDS=$work/seeds "$work/fuzz" -runs=0 2>/dev/null

  # The memory limit is what a reader that believed a lying size would exceed.
  "$work/fuzz" "$work/corpus" "$work/seeds" -max_total_time="$seconds" -max_len="$longest" \
    -rss_limit_mb=1024 -malloc_limit_mb=64 -timeout=10 -print_final_stats=1 \
    -artifact_prefix="$work/crashes/" 2>"$work/log" || {
    tail -40 "$work/log" >&2
    for input in "$work"/crashes/*; do
      [[ -f "$input" ]] && echo "input of the crash, in base64:" >&2 && base64 "$input" >&2
    done
    exit 1
  }
  echo "$target"
  grep -E "seed corpus|Done|stat::" "$work/log" || true
done
