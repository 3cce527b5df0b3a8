#!/usr/bin/env bash
# Fuzzes the readers of files and of what clients send under AddressSanitizer; fails when an input crashes one.
#   Tests/Fuzz/run.sh [seconds [target...]]      20 seconds of each target by default
# DRAGOMAN_FUZZ_FOLDER keeps the build, the corpora and what crashed; else a temporary folder is used.
set -euo pipefail

seconds=${1:-20}
targets=("${@:2}")
[[ ${#targets[@]} -gt 0 ]] || targets=(
  AppleStrings CTranslate2 EPUB Forms Gettext Glossaries HTML JSON LaTeX LiveLines Marian Markdown MemoryUnits Minutes
  Multipart OpenDocument Packed PlainText Poppler Properties RESX RequestJSON SBV Safetensors SubRip TMX TTML Table Tables
  Tokenization Torch WebVTT Whisper XCStrings XLIFF XML YAML Zip
)
here=$(cd "$(dirname "$0")" && pwd)
if [[ -n "${DRAGOMAN_FUZZ_FOLDER:-}" ]]; then
  root=$DRAGOMAN_FUZZ_FOLDER
  mkdir -p "$root"
else
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
fi

swift build -c release --package-path "$here" --scratch-path "$root/build" >"$root/build.log" 2>&1 || {
  cat "$root/build.log" >&2
  exit 1
}

# Seeds from scripts; Packed and Tokenization make theirs, or some more, themselves.
seeds_of() {
  case "$1" in
  CTranslate2) python3 "$here/Seeds/ctranslate2.py" "$2" ;;
  Marian) python3 "$here/Seeds/marian.py" "$2" ;;
  Safetensors | Torch) python3 "$here/Seeds/huggingface.py" "${1,,}" "$2" ;;
  AppleStrings | Gettext | HTML | JSON | LaTeX | Markdown | Minutes | PlainText | Poppler | Properties | RESX | SBV \
    | SubRip | TMX | TTML | Table | WebVTT | Whisper | XCStrings | XLIFF | YAML)
    python3 "$here/Seeds/documents.py" "${1,,}" "$2" ;;
  EPUB | OpenDocument | XML | Zip) python3 "$here/Seeds/packages.py" "${1,,}" "$2" ;;
  Forms | LiveLines | Multipart | RequestJSON) python3 "$here/Seeds/wire.py" "${1,,}" "$2" ;;
  Glossaries | MemoryUnits | Tables) python3 "$here/Seeds/knowledge.py" "${1,,}" "$2" ;;
  Tokenization) cp "$here"/../TokenizationTests/Resources/*.model "$2" ;;
  esac
}

# A crash must be reported by libFuzzer, with its input, and not by Swift's own crash reporter.
export SWIFT_BACKTRACE=enable=no

for target in "${targets[@]}"; do
  work=$root/$target
  fuzz=$root/build/release/${target}Fuzz
  mkdir -p "$work/seeds" "$work/corpus" "$work/crashes"
  seeds_of "$target" "$work/seeds"
  DRAGOMAN_FUZZ_SEEDS=$work/seeds "$fuzz" -runs=0 2>/dev/null

  # The memory limit is what a reader that believed a lying size would exceed.
  "$fuzz" "$work/corpus" "$work/seeds" -max_total_time="$seconds" -max_len=65536 \
    -rss_limit_mb=1024 -malloc_limit_mb=64 -timeout=10 -print_final_stats=1 \
    -artifact_prefix="$work/crashes/" 2>"$work/log" || {
    tail -40 "$work/log" >&2
    for input in "$work"/crashes/*; do
      [[ -f "$input" ]] && echo "input of the crash, in base64:" >&2 && base64 "$input" >&2
    done
    exit 1
  }
  echo "$target: $(grep -E "^Done" "$work/log"), $(grep -oE "cov: [0-9]+" "$work/log" | tail -1)"
done
