#!/usr/bin/env python3
"""Names of a long document: whether each is rendered in one way.

    consistency.py --from en --to zh [--pages 100]

Makes a document of so many pages of forty lines, in which fifty places, people and bodies come again and again, and
translates it twice: as it is, and with --consistent. A line keeps a name where it has the rendering that the list of
terms tells.
"""

import argparse
import csv
import itertools
import json
import pathlib
import random
import subprocess
import time

FIRST = ["Alder", "Bracken", "Corvel", "Dunmar", "Elsken", "Farrow", "Grinthal", "Hollin", "Istren", "Jorvan"]
PLACES = ["moor", "holm", "wick", "stead", "ford"]
FRAMES = [
    "The delegation of {} asked for the floor in the afternoon.",
    "Two ships from {} were held in the harbour for a week.",
    "In {}, the price of bread has risen by {n} per cent.",
    "A road was built from the coast to {} at the end of the year.",
    "The school in {} has {n} pupils and one teacher.",
    "Nobody in {} remembers the flood of that spring.",
    "The report on {} runs to {n} pages and three annexes.",
    "Farmers near {} sell their apples to the next valley.",
    "She moved to {} after the war and opened a small shop.",
    "The court in {} decided the case in less than {n} days.",
    "Trains to {} leave every {n} minutes.",
    "The museum of {} keeps the oldest map of the river.",
    "Most of the letters were sent to {} by mistake.",
    "The bridge at {} was closed because of the wind.",
    "He was born in {}, {n} kilometres from the border.",
    "The mayor of {} thanked the volunteers for their help.",
]


def document(pages):
    """The lines, and for each the name that it has."""
    names = [first + end for first, end in itertools.product(FIRST, PLACES)]
    draw = random.Random(8)
    lines = []
    for number in range(40 * pages):
        name = names[(number * 7 + number // 50) % len(names)]
        lines.append((draw.choice(FRAMES).format(name, n=draw.randint(11, 97)), name))
    return names, lines


def translate(options, source, arguments, work):
    target = work / ("consistent.txt" if arguments else "plain.txt")
    start = time.monotonic()
    subprocess.run(
        [options.binary, "translate", "--from", options.source_language, "--to", options.target_language]
        + ["--format", "txt", "--report", work / "report.txt", "--output", target, source] + arguments,
        check=True, stderr=subprocess.DEVNULL)
    return target.read_text().split("\n\n"), time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", default=".build/release/dragoman")
    parser.add_argument("--from", dest="source_language", default="en")
    parser.add_argument("--to", dest="target_language", default="zh")
    parser.add_argument("--pages", type=int, default=100)
    options = parser.parse_args()
    work = pathlib.Path(".build/consistency")
    work.mkdir(parents=True, exist_ok=True)
    names, lines = document(options.pages)
    source = work / "document.txt"
    source.write_text("\n\n".join(line for line, _ in lines))
    plain, plain_seconds = translate(options, source, [], work)
    kept, kept_seconds = translate(options, source, ["--terms-out", work / "terms.csv"], work)
    with open(work / "terms.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    terms = {row[0]: row[1] for row in rows}
    result = {
        "pages": options.pages, "lines": len(lines), "words": sum(len(line.split()) for line, _ in lines), "names": len(names),
        "names found": sum(name in terms for name in names),
    }
    for kind, texts, seconds in [("plain", plain, plain_seconds), ("consistent", kept, kept_seconds)]:
        lacking = {}
        for (_, name), text in zip(lines, texts, strict=True):
            if name in terms and terms[name] not in text:
                lacking[name] = lacking.get(name, 0) + 1
        result[kind] = {
            "names rendered in one way": sum(name in terms and name not in lacking for name in names),
            "lines with another rendering": sum(lacking.values()), "seconds": round(seconds, 1),
        }
        if kind == "consistent":
            result["other renderings"] = lacking
    print(json.dumps(result, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
