#!/usr/bin/env python3
"""Measures Dragoman beside CTranslate2: same run, same model, same text. `make bench` calls it.

Run by a Python that has the packages of requirements.txt. Writes results/latest.json, results/latest.md
and results/throughput.svg.
"""
import argparse
import json
import os
import subprocess
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from statistics import median

from harness import machine, plot, quality, report, sections
from harness.runs import OURS, THEIRS, Bench

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent
BUILT = HOUSE / ".build" / "release"
FLORES = HOUSE.parent / "shared" / "quality"
SECTIONS = ("quality", "throughput", "latency", "kernels")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, help="throughput on each Nth line (default 8)")
    parser.add_argument("--latency-every", type=int, help="latency on each Nth line (default twice --every)")
    parser.add_argument("--quality-every", type=int, help="quality on each Nth line (default 1: all)")
    parser.add_argument("--repeat", type=int, help="rounds of alternating runs (default 3)")
    parser.add_argument("--beam", type=int, nargs="+", default=[1, 4], help="beam sizes (default 1 4)")
    parser.add_argument("--quick", action="store_true", help="a look in few minutes: small samples, one round")
    parser.add_argument("--float32", action="store_true", help="float32 too: packed, OpenBLAS, CTranslate2")
    parser.add_argument("--sections", nargs="+", choices=SECTIONS, default=SECTIONS)
    parser.add_argument("--source", type=Path, help="source text, one sentence a line")
    parser.add_argument("--reference", type=Path, help="its translation; asked for with --source")
    parser.add_argument("--model", default="argos-zh-en-1.9", help="an installed model's name, or a folder")
    parser.add_argument("--dragoman", type=Path, default=BUILT / "dragoman")
    parser.add_argument("--runner", type=Path, default=BUILT / "dragoman-bench")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    options = parser.parse_args()
    if (options.source is None) != (options.reference is None):
        parser.error("--source and --reference go together")
    options.every = options.every or (16 if options.quick else 8)
    options.latency_every = options.latency_every or 2 * options.every
    options.quality_every = options.quality_every or (options.every if options.quick else 1)
    options.repeat = options.repeat or (1 if options.quick else 3)
    if min(options.every, options.latency_every, options.quality_every, options.repeat, *options.beam) < 1:
        parser.error("sample sizes, rounds and beams are 1 or more")
    return options


def text_of(options):
    """Source, reference, and whether scores on them mean anything."""
    if options.source:
        return options.source, options.reference, True
    flores = FLORES / "flores-dev.zh", FLORES / "flores-dev.en"
    if all(path.is_file() for path in flores):
        return *flores, True
    own = HERE / "data" / "sessions.zh", HERE / "data" / "sessions.en"
    print(f"No FLORES beside the repository: measuring on {own[0]}; scores are not claimed on it.")
    options.every = options.latency_every = options.quality_every = 1
    return *own, False


def model_folder(options):
    if os.sep in options.model or Path(options.model).is_dir():
        return Path(options.model)
    command = [str(options.dragoman), "models", "info", "--json", options.model]
    try:
        found = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise SystemExit(f"{command[0]}: {error.strerror}. Build it first: swift build -c release")
    folder = json.loads(found.stdout).get("folder") if found.returncode == 0 else None
    if not folder:
        raise SystemExit(f"{options.model} is not installed: {options.dragoman} models install {options.model}")
    return Path(folder)


def measure(options):
    """All sections, written down after each, so that a run cut short keeps what it has."""
    source, reference, claimed = text_of(options)
    bench = Bench(options.runner, model_folder(options), source, options.repeat)
    result = {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": machine.describe(), "versions": machine.versions(options.dragoman),
        "options": {
            "model": bench.model.name, "text": source.name, "every": options.every,
            "latencyEvery": options.latency_every, "qualityEvery": options.quality_every,
            "repeat": options.repeat},
        "notRun": list(SECTIONS), "throughput": [], "latency": [], "memory": [], "quality": [], "kernels": [],
        "runs": bench.rows}

    def quality_section():
        for beam in options.beam:
            result["quality"] += scores(options, bench, beam, reference, claimed)

    def throughput_section():
        for beam in options.beam:
            rows, pair = sections.throughput(bench, beam, options.every)
            result["throughput"].append(dict(compute="int8", rows=rows))
            result["memory"].append(sections.memory_and_load(*pair, beam))
            for compute in ("float32", "float32-blas") if options.float32 else ():
                rows = sections.one_thread(bench, beam, options.every, compute, "float32")
                result["throughput"].append(dict(compute=compute, rows=rows))

    def latency_section():
        for beam in options.beam:
            for threads in (1, 2):
                result["latency"].append(sections.latency(bench, beam, threads, options.latency_every))

    def kernel_section():
        command = [str(options.runner), "kernels", "--json", "--seconds", "0.02" if options.quick else "0.08"]
        result["kernels"] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    for name, section in zip(SECTIONS, (quality_section, throughput_section, latency_section, kernel_section)):
        if name in options.sections:
            section()
            result["notRun"].remove(name)
            result["otherCores"] = median(row["otherCores"] for row in bench.rows) if bench.rows else 0
            text = publish(result, options.results)
    return text


def publish(result, folder):
    folder.mkdir(parents=True, exist_ok=True)
    text = report.markdown(result)
    (folder / "latest.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    (folder / "throughput.svg").write_text(plot.svg(result), encoding="utf-8")
    (folder / "latest.md").write_text(text, encoding="utf-8")
    return text


def scores(options, bench, beam, reference, claimed):
    ways = [(OURS, "int8"), (THEIRS, "int8")]
    if options.float32:
        ways += [(OURS, "float32"), (OURS, "float32-blas"), (THEIRS, "float32")]
    with tempfile.TemporaryDirectory() as folder:
        table = sections.quality(
            bench, beam, ways, os.cpu_count(), options.quality_every, reference, Path(folder), claimed)
        for row in table:
            if row["engine"] == OURS:
                compute = row["compute"].removesuffix("-blas")
                theirs = next(t for t in table if t["engine"] == THEIRS and t["compute"] == compute)
                row["identical"] = quality.identical(row["output"], theirs["output"])
        for row in table:
            del row["output"]
    return table


if __name__ == "__main__":
    print("\n" + measure(arguments()))
