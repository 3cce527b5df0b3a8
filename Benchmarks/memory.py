#!/usr/bin/env python3
"""A translation memory of many units: how fast it is filled, how large it is, how fast it answers.

    memory.py PAIRS.tsv[.zst] [--units 1000000] [--binary .build/release/dragoman] [--runner .build/release/dragoman-bench]

PAIRS has English, a tab, Chinese in each line. Every hundredth pair is kept out of the memory and looked up: so are
texts that are in it.
"""

import argparse
import os
import pathlib
import re
import subprocess
import time
from xml.sax.saxutils import escape


def lines(path):
    """The lines of a file, which may be packed."""
    if path.endswith(".zst"):
        process = subprocess.Popen(["zstd", "-dc", "--long=27", path], stdout=subprocess.PIPE, text=True)
        yield from process.stdout
    else:
        with open(path, encoding="utf-8") as file:
            yield from file


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs")
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--binary", default=".build/release/dragoman")
    parser.add_argument("--runner", default=".build/release/dragoman-bench")
    options = parser.parse_args()
    work = pathlib.Path(".build/memory")
    work.mkdir(parents=True, exist_ok=True)
    tmx, texts, memory = work / "units.tmx", work / "texts.txt", work / "units.dmem"
    for path in work.glob("units.dmem*"):
        path.unlink()
    written, asked = 0, []
    with open(tmx, "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="en"/><body>\n')
        for number, line in enumerate(lines(options.pairs)):
            # XML has no control characters.
            english, chinese = (re.sub(r"[\x00-\x1f]", " ", cell) for cell in line.rstrip("\n").split("\t")[:2])
            if number % 200 == 0 or number % 200 == 1 and len(english.split()) > 4:
                asked.append(english)
                if number % 200 == 0:
                    continue
            file.write(
                f'<tu><tuv xml:lang="en"><seg>{escape(english)}</seg></tuv>'
                f'<tuv xml:lang="zh"><seg>{escape(chinese)}</seg></tuv></tu>\n'
            )
            written += 1
            if written == options.units:
                break
        file.write("</body></tmx>\n")
    texts.write_text("\n".join(asked) + "\n")
    print(f"{written} units, {tmx.stat().st_size / 1e6:.0f} MB of TMX, {len(asked)} texts to look up")
    start = time.monotonic()
    subprocess.run([options.binary, "memory", "import", memory, tmx], check=True)
    seconds = time.monotonic() - start
    size = sum(os.path.getsize(path) for path in work.glob("units.dmem*"))
    print(f"filled in {seconds:.1f} s: {written / seconds:.0f} units a second; {size / 1e6:.0f} MB")
    subprocess.run([options.runner, "recall", memory, "--texts", texts], check=True)


if __name__ == "__main__":
    main()
