#!/usr/bin/env bash
# The training recipe: its unit tests, then all of its steps on a few thousand sentences of our own templates, to a
# small model that this engine and CTranslate2 must run as PyTorch does. Takes about three minutes of two cores.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
python=$PWD/.build/training/bin/python
bench=$PWD/.build/release/dragoman-bench
stamp=.build/training/installed-$(cksum < Models/training/requirements-cpu.txt | cut -d ' ' -f 1)
if [ ! -f "$stamp" ]; then
  rm -rf .build/training
  /usr/bin/python3 -m venv --system-site-packages .build/training
  "$python" -m pip install --disable-pip-version-check --quiet --prefer-binary \
    --requirement Models/training/requirements-cpu.txt
  touch "$stamp"
fi
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
cd Models/training
"$python" -m unittest discover --quiet --start-directory tests
"$python" -m recipe.tiny --output "$made" --bench "$bench" --least-bleu 20
