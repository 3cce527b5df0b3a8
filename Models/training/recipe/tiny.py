"""The whole recipe on a few thousand sentences of our own templates, in minutes on a CPU.

    python -m recipe.tiny --output DIR [--bench PATH]

Each step is the command that the full run uses. At the end it says how well the small model has learned sentences it
has not seen, and that each engine at hand writes the same tokens as PyTorch from what was exported.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
from pathlib import Path

from .evaluate import score, text_of

MODEL = {"vocabulary": 1600, "dimension": 96, "hidden": 192, "heads": 4, "encoder-layers": 3, "decoder-layers": 2}


def run(module: str, *arguments: object) -> None:
    print("$ python -m", module, *arguments, flush=True)
    subprocess.run([sys.executable, "-m", module, *map(str, arguments)], check=True)


def split(pairs: Path, train: Path, sources: Path, references: Path, held_out: int, most: int) -> None:
    """The first pairs are held out, those that repeat one of their sides are left out, the next ones are trained on."""
    with pairs.open(encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in itertools.islice(file, held_out + most)]
    kept = rows[:held_out]
    seen = {side for row in kept for side in row[:2]}
    sources.write_text("".join(row[0] + "\n" for row in kept), encoding="utf-8")
    references.write_text("".join(row[1] + "\n" for row in kept), encoding="utf-8")
    rest = [row for row in rows[held_out:] if row[0] not in seen and row[1] not in seen]
    train.write_text("".join("\t".join(row) + "\n" for row in rest), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, required=True, help="folder for everything that is made")
    parser.add_argument("--steps", type=int, default=450)
    parser.add_argument("--pairs", type=int, default=6000)
    parser.add_argument("--held-out", type=int, default=100)
    parser.add_argument("--least-bleu", type=float, default=0.0, help="fail below this")
    parser.add_argument("--bench", type=Path, help="the program dragoman-bench, to compare with")
    options = parser.parse_args()
    at = options.output
    at.mkdir(parents=True, exist_ok=True)
    run("recipe.corpus", "templates", "--output", at / "templates.tsv")
    run("recipe.corpus", "mix", at / "templates.tsv", "--output", at / "mixed.tsv", "--jobs", 2)
    split(at / "mixed.tsv", at / "train.tsv", at / "held-out.en", at / "held-out.zh", options.held_out, options.pairs)
    pieces = at / "vocabulary.spm"
    run("recipe.vocabulary", "--input", at / "train.tsv", "--output", pieces, "--size", MODEL["vocabulary"], "--threads", 2)
    run("recipe.tokenise", "--pieces", pieces, "--input", at / "train.tsv", "--output", at / "train.npz")
    run("recipe.tokenise", "--pieces", pieces, "--sources", at / "held-out.en", "--output", at / "held-out.ids")
    sizes = [str(part) for name, value in MODEL.items() for part in ("--" + name, value)]
    run(
        "recipe.train", "--data", at / "train.npz", "--held-out", at / "held-out.ids", "--output", at / "run",
        "--steps", options.steps, "--tokens", 2500, "--warm-up", 60, "--rate", 4e-3, "--muon-rate", 8e-3,
        "--average", 0.98, "--marks", 0.5, "--device", "cpu", *sizes,
    )  # fmt: skip
    weights = at / "run" / "averaged.pt"
    run(
        "recipe.export", "--weights", weights, "--pieces", pieces, "--ctranslate2", at / "ctranslate2",
        "--quantisation", "float32", "--marian", at / "marian" / "model.npz",
    )  # fmt: skip
    bench = ["--bench", options.bench, "--marian", at / "marian"] if options.bench else []
    run(
        "recipe.agreement", "--weights", weights, "--pieces", pieces, "--sources", at / "held-out.en",
        "--ctranslate2", at / "ctranslate2", "--least", 0.99, "--output", at / "pytorch.ids", *bench,
    )  # fmt: skip
    references = (at / "held-out.zh").read_text(encoding="utf-8").splitlines()
    bleu, chrf = score(text_of(at / "pytorch.ids", pieces), references)
    print(f"{len(references)} sentences not seen: BLEU {bleu:.1f}, chrF2 {chrf:.1f}", flush=True)
    if bleu < options.least_bleu:
        raise SystemExit(f"BLEU {bleu:.1f} is less than {options.least_bleu}")


if __name__ == "__main__":
    main()
