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
from pathlib import Path

from harness import quality, sections
from harness.results import PARTS, Results
from harness.runs import OURS, THEIRS, Bench

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent
BUILT = HOUSE / ".build" / "release"
FLORES = HOUSE.parent / "shared" / "quality"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, help="throughput on each Nth line (default 8)")
    parser.add_argument("--latency-every", type=int, help="latency on each Nth line (default 2 x --every)")
    parser.add_argument("--quality-every", type=int, help="quality on each Nth line (default 1: all)")
    parser.add_argument("--repeat", type=int, help="rounds of alternating runs (default 3)")
    parser.add_argument("--beam", type=int, nargs="+", default=[1, 4], help="beam sizes (default 1 4)")
    parser.add_argument("--quick", action="store_true", help="a first look: small samples, one round")
    parser.add_argument("--float32", action="store_true", help="float32 too: packed, OpenBLAS, CTranslate2")
    parser.add_argument("--sections", nargs="+", choices=PARTS, default=list(PARTS))
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
        install = f"{options.dragoman} models install {options.model}"
        raise SystemExit(f"{options.model} is not installed: {install}")
    return Path(folder)


def measure(options):
    """All sections that are asked for, written down after each."""
    source, reference, claimed = text_of(options)
    bench = Bench(options.runner, model_folder(options), source, options.repeat)
    results = Results(options.results, bench.model.name, source.name, options.dragoman)

    def quality_section():
        rows = [row for beam in options.beam for row in scores(options, bench, beam, reference, claimed)]
        return dict(quality=rows), dict(every=options.quality_every, repeat=1)

    def throughput_section():
        tables, memory = [], []
        for beam in options.beam:
            rows, pair = sections.throughput(bench, beam, options.every)
            tables.append(dict(compute="int8", rows=rows))
            memory.append(sections.memory_and_load(*pair, beam))
            for compute in ("float32", "float32-blas") if options.float32 else ():
                rows = sections.one_thread(bench, beam, options.every, compute, "float32")
                tables.append(dict(compute=compute, rows=rows))
        return dict(throughput=tables, memory=memory), dict(every=options.every, repeat=options.repeat)

    def latency_section():
        rows = [
            sections.latency(bench, beam, threads, options.latency_every)
            for beam in options.beam for threads in (1, 2)]
        return dict(latency=rows), dict(every=options.latency_every, repeat=options.repeat)

    def kernel_section():
        return dict(kernels=kernels(options)), {}

    ways = dict(
        quality=quality_section, throughput=throughput_section, latency=latency_section,
        kernels=kernel_section)
    for name in PARTS:
        if name in options.sections:
            parts, settings = ways[name]()
            runs = [row for row in bench.rows if row["section"] == name]
            results.replace(name, parts, runs, **settings)
    return results.markdown


def kernels(options):
    command = [str(options.runner), "kernels", "--json", "--seconds", "0.02" if options.quick else "0.08"]
    process = subprocess.run(command, capture_output=True, text=True)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{process.stderr.strip()}")
    return json.loads(process.stdout)


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
