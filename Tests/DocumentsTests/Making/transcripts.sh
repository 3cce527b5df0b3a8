#!/usr/bin/env bash
# Makes subtitle files with the programs that people make them with: webvtt-py, pysubs2 and ffmpeg.
#   Tests/DocumentsTests/Making/transcripts.sh FOLDER
# A test takes them from the folder that DRAGOMAN_MADE_TRANSCRIPTS names. The programs are installed into a virtual
# environment, $FOLDER/.venv.
set -euo pipefail

folder=${1:?the folder for the files}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
if [[ ! -x "$folder/.venv/bin/python" ]]; then
  python3 -m venv "$folder/.venv"
  "$folder/.venv/bin/pip" --quiet install webvtt-py pysubs2 imageio-ffmpeg
fi
"$folder/.venv/bin/python" "$here/transcripts.py" "$folder"
