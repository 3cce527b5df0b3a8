#!/usr/bin/env python3
"""Measures Dragoman beside its peers: same run, same model, same text. `make bench` calls it.

Run by a Python that has the packages of requirements.txt. Writes results/latest.json, results/latest.md
and results/throughput.svg.
"""
import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

from harness import sections
from harness.pairs import BUILT, PAIRS, Missing, model_folder, with_options
from harness.results import KERNELS, PARTS, Results
from harness.runs import OURS, Bench
from harness.texts import Text, text_of

HERE = Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pairs", nargs="+", choices=PAIRS, help="only these; all that can be run when left out")
    parser.add_argument("--every", type=int, help="throughput on each Nth line (default 8; en-pt 1)")
    parser.add_argument("--latency-every", type=int, help="latency on each Nth line (default 2 x --every)")
    parser.add_argument("--quality-every", type=int, help="quality on each Nth line (default 1: all)")
    parser.add_argument("--repeat", type=int, help="rounds of alternating runs (default 3)")
    parser.add_argument("--beam", type=int, nargs="+", help="beam sizes (default 1 4; 1 beside Bergamot)")
    parser.add_argument("--quick", action="store_true", help="a first look: small samples, one round")
    parser.add_argument("--float32", action="store_true", help="float32 too: packed, OpenBLAS, CTranslate2")
    parser.add_argument("--sections", nargs="+", choices=[*PARTS, KERNELS], default=[*PARTS, KERNELS])
    parser.add_argument("--source", type=Path, help="source text of one pair, one sentence a line")
    parser.add_argument("--reference", type=Path, help="its translation; asked for with --source")
    parser.add_argument("--model", help="another model of one pair: an installed one's name, or a folder")
    parser.add_argument("--dragoman", type=Path, default=BUILT / "release" / "dragoman")
    parser.add_argument("--runner", type=Path, default=BUILT / "release" / "dragoman-bench")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    options = parser.parse_args()
    if (options.source is None) != (options.reference is None):
        parser.error("--source and --reference go together")
    if (options.source or options.model) and len(options.pairs or ()) != 1:
        parser.error("--source and --model go with one of --pairs")
    if options.repeat is None:
        options.repeat = 1 if options.quick else 3
    sizes = (options.every, options.latency_every, options.quality_every, options.repeat)
    if any(size is not None and size < 1 for size in (*sizes, *(options.beam or ()))):
        parser.error("sample sizes, rounds and beams are 1 or more")
    return options


def measure(options):
    """All sections that are asked for, written down after each."""
    results = Results(options.results, options.dragoman)
    for name in options.pairs or PAIRS:
        if set(options.sections) & set(PARTS):
            try:
                measure_pair(options, with_options(PAIRS[name], options), results)
            except Missing as missing:
                if options.pairs:
                    raise SystemExit(f"{name}: {missing}")
                print(f"{name} is left out. {missing}")
    if KERNELS in options.sections:
        results.replace_kernels(kernels(options))
    return results.markdown


def measure_pair(options, pair, results):
    text = Text(options.source, options.reference, True) if options.source else text_of(pair.languages)
    model = model_folder(options.dragoman, pair.model)
    pair.engine.command()
    bench = Bench(pair, options.runner, model, pair.peer_model(model), text.source, options.repeat)
    entry = results.pair(pair, model.name, text.source.name)
    every, latency_every, quality_every = (
        1 if text.whole else n for n in (
            pair.every, options.latency_every or 2 * pair.every,
            options.quality_every or (pair.every if options.quick else 1)))
    # Bergamot computes in integers only.
    float32 = options.float32 and bench.theirs == "ctranslate2"

    def quality_section():
        ways = [(OURS, "int8"), (bench.theirs, "int8")]
        if float32:
            ways += [(OURS, "float32"), (OURS, "float32-blas"), (bench.theirs, "float32")]
        with tempfile.TemporaryDirectory() as folder:
            rows = [
                row for beam in pair.beams for row in sections.quality(
                    bench, beam, ways, os.cpu_count(), quality_every, text, Path(folder))]
        return dict(quality=rows), dict(every=quality_every, repeat=1)

    def throughput_section():
        tables, memory = [], []
        for beam in pair.beams:
            rows, couple = sections.throughput(bench, beam, every)
            tables.append(dict(compute="int8", rows=rows))
            memory.append(sections.memory_and_load(*couple, beam))
            for compute in ("float32", "float32-blas") if float32 else ():
                rows = sections.one_thread(bench, beam, every, compute, "float32")
                tables.append(dict(compute=compute, rows=rows))
        return dict(throughput=tables, memory=memory), dict(every=every, repeat=options.repeat)

    def latency_section():
        rows = [
            sections.latency(bench, beam, threads, latency_every)
            for beam in pair.beams for threads in (1, 2)]
        return dict(latency=rows), dict(every=latency_every, repeat=options.repeat)

    ways = dict(quality=quality_section, throughput=throughput_section, latency=latency_section)
    for name in PARTS:
        if name in options.sections:
            parts, settings = ways[name]()
            runs = [row for row in bench.rows if row["section"] == name]
            results.replace(entry, name, parts, runs, **settings)


def kernels(options):
    command = [str(options.runner), "kernels", "--json", "--seconds", "0.02" if options.quick else "0.08"]
    process = subprocess.run(command, capture_output=True, text=True)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{process.stderr.strip()}")
    return json.loads(process.stdout)


if __name__ == "__main__":
    print("\n" + measure(arguments()))
