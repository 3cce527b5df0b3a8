"""What every peer's run shares: options, clocks, and one JSON object a repetition, as `dragoman-bench text`
prints it.

A peer gives `load(options)`, whose result has `translate(lines)`: the translations, and the target tokens of
each, end marks not counted. Where it gives None for these, `count(texts)` counts when the clock has stopped.
`warm_up` is how many lines it translates before.
"""
import argparse
import json
import time
from pathlib import Path

MAXIMUM_LENGTH = 512


def arguments(description, batch, unit):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--src", type=Path, required=True, help="source text, one sentence a line")
    parser.add_argument("--mode", choices=["throughput", "latency"], default="throughput")
    parser.add_argument("--compute", default="int8", help="int8, or float32 where the engine has it")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--parallel", choices=["inter", "intra"], default="inter",
                        help="threads as workers on batches of their own, or within each operation")
    parser.add_argument("--beam", type=int, default=1)
    parser.add_argument("--batch", default=batch, help=unit)
    parser.add_argument("--every", type=int, default=1, help="only each Nth line")
    parser.add_argument("--limit", type=int, default=0, help="only the first N of those (0: all)")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--out", type=Path, help="write the translations here")
    return parser.parse_args()


def memory(field):
    for line in open("/proc/self/status"):
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    return None


class Lap:
    def __init__(self):
        self.clock, self.cpu = time.perf_counter(), time.process_time()

    def elapsed(self):
        return time.perf_counter() - self.clock, time.process_time() - self.cpu


def quantile(values, q):
    return sorted(values)[min(len(values) - 1, int(q * len(values)))] if values else None


def source_lines(options):
    lines = options.src.read_text(encoding="utf-8").split("\n")
    if lines[-1] == "":
        lines.pop()
    lines = lines[:: options.every]
    return lines[: options.limit] if options.limit else lines


def measure(engine, version, options, load):
    """Called when the engine's libraries are imported: what they take is not the model's."""
    start_memory = memory("VmRSS")
    lap = Lap()
    peer = load(options)
    load_seconds, load_cpu = lap.elapsed()
    loaded_memory = memory("VmRSS")

    lines = source_lines(options)
    peer.translate(lines[:peer.warm_up])
    for repetition in range(options.repeat):
        each, results = [], []
        lap = Lap()
        if options.mode == "throughput":
            results.append(peer.translate(lines))
        else:
            for line in lines:
                one = Lap()
                results.append(peer.translate([line]))
                each.append([1000 * t for t in one.elapsed()])
        seconds, cpu_seconds = lap.elapsed()
        peak_memory = memory("VmHWM")
        texts = [text for translated, _ in results for text in translated]
        known = all(counts is not None for _, counts in results)
        tokens = [n for _, counts in results for n in counts] if known else peer.count(texts)
        clock, cpu = [t[0] for t in each], [t[1] for t in each]
        print(json.dumps(dict(
            engine=engine, version=version, mode=options.mode, compute=options.compute,
            threads=options.threads, parallel=options.parallel, beam=options.beam, batch=options.batch,
            repetition=repetition, sentences=len(lines), targetTokens=sum(tokens),
            unfinished=sum(n >= MAXIMUM_LENGTH for n in tokens) if known else None, seconds=seconds,
            cpuSeconds=cpu_seconds, latencyP50=quantile(clock, 0.5), latencyP95=quantile(clock, 0.95),
            latencyCpuP50=quantile(cpu, 0.5), latencyCpuP95=quantile(cpu, 0.95), loadSeconds=load_seconds,
            loadCpuSeconds=load_cpu, startMiB=start_memory, loadedMiB=loaded_memory,
            peakMiB=peak_memory)), flush=True)
        if options.out:
            options.out.write_text("".join(text + "\n" for text in texts), encoding="utf-8")
