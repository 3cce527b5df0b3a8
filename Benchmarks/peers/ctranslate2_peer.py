"""CTranslate2, text to text in one process: one JSON object a repetition, as `dragoman-bench text` prints it.

The model folder is the one our engine reads. The model's own files lie in it or, since an installation
converts them, in its folder original: model/model.bin beside sentencepiece.model, as Argos packs it, or
all in one folder.
"""
import argparse
import json
import os
import time
from pathlib import Path

WARM_UP = 4
MAXIMUM_LENGTH = 512


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--src", type=Path, required=True, help="source text, one sentence a line")
    parser.add_argument("--mode", choices=["throughput", "latency"], default="throughput")
    parser.add_argument("--compute", default="int8", help="int8 or float32")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--parallel", choices=["inter", "intra"], default="inter",
                        help="threads as workers on batches of their own, or within each operation")
    parser.add_argument("--beam", type=int, default=1)
    parser.add_argument("--batch", default="32", help='examples, or with a unit: "1024 tokens"')
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


class Peer:
    def __init__(self, options):
        import ctranslate2
        import sentencepiece

        model = options.model
        model = model / "original" if (model / "original").is_dir() else model
        folder = model / "model" if (model / "model" / "model.bin").exists() else model
        names = ["sentencepiece.model", "source.spm"]
        pieces = next(f / n for f in (model, folder) for n in names if (f / n).exists())
        self.pieces = sentencepiece.SentencePieceProcessor(str(pieces))
        inter = options.threads if options.parallel == "inter" else 1
        self.translator = ctranslate2.Translator(
            str(folder), device="cpu", compute_type=options.compute, inter_threads=inter,
            intra_threads=options.threads // inter)
        configuration = json.loads((folder / "config.json").read_text())
        self.source_end = [] if configuration.get("add_source_eos") else ["</s>"]
        size, _, unit = options.batch.partition(" ")
        self.options = dict(
            beam_size=options.beam, length_penalty=1, max_decoding_length=MAXIMUM_LENGTH,
            max_batch_size=int(size), batch_type=unit or "examples")

    def translate(self, lines):
        """The translations and their target tokens, end marks not counted."""
        sources = [pieces + self.source_end for pieces in self.pieces.encode(lines, out_type=str)]
        results = [r.hypotheses[0] for r in self.translator.translate_batch(sources, **self.options)]
        # Joined by hand: Argos packs only the source language's pieces.
        texts = ["".join(tokens).replace("\u2581", " ").strip().replace("\n", " ") for tokens in results]
        return texts, [len(tokens) for tokens in results]


def main():
    options = arguments()
    intra = options.threads if options.parallel == "intra" else 1
    os.environ["OMP_NUM_THREADS"] = str(intra)
    # The interpreter's and the libraries' own code, as the executable's own code is before its model.
    import ctranslate2
    import sentencepiece  # noqa: F401

    start_memory = memory("VmRSS")
    lap = Lap()
    peer = Peer(options)
    load_seconds, load_cpu = lap.elapsed()
    loaded_memory = memory("VmRSS")

    lines = options.src.read_text(encoding="utf-8").split("\n")
    if lines[-1] == "":
        lines.pop()
    lines = lines[:: options.every]
    lines = lines[: options.limit] if options.limit else lines
    peer.translate(lines[:WARM_UP])

    for repetition in range(options.repeat):
        each = []
        lap = Lap()
        if options.mode == "throughput":
            texts, tokens = peer.translate(lines)
        else:
            texts, tokens = [], []
            for line in lines:
                one = Lap()
                text, count = peer.translate([line])
                each.append([1000 * t for t in one.elapsed()])
                texts += text
                tokens += count
        seconds, cpu_seconds = lap.elapsed()
        clock, cpu = [t[0] for t in each], [t[1] for t in each]
        print(json.dumps(dict(
            engine="ctranslate2", version=ctranslate2.__version__, mode=options.mode, compute=options.compute,
            threads=options.threads, parallel=options.parallel, beam=options.beam, batch=options.batch,
            repetition=repetition, sentences=len(lines), targetTokens=sum(tokens),
            unfinished=sum(count >= MAXIMUM_LENGTH for count in tokens), seconds=seconds,
            cpuSeconds=cpu_seconds, latencyP50=quantile(clock, 0.5), latencyP95=quantile(clock, 0.95),
            latencyCpuP50=quantile(cpu, 0.5), latencyCpuP95=quantile(cpu, 0.95), loadSeconds=load_seconds,
            loadCpuSeconds=load_cpu, startMiB=start_memory, loadedMiB=loaded_memory,
            peakMiB=memory("VmHWM"))), flush=True)
        if options.out:
            options.out.write_text("".join(text + "\n" for text in texts), encoding="utf-8")


main()
