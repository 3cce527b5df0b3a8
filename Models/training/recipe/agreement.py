"""Whether engines write the tokens that PyTorch writes, greedily and in single precision, from what was exported.

    python -m recipe.agreement --weights run/averaged.pt --pieces vocabulary.spm --sources dev.en --ctranslate2 out/
"""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path

import sentencepiece

from .export import load
from .model import END
from .train import translate_lines


def agreement(name: str, theirs: list[list[int]], ours: list[list[int]]) -> float:
    share = sum(a == b for a, b in zip(theirs, ours)) / len(ours)
    print(f"{name}: {share:.1%} of {len(ours)} lines as PyTorch writes them", flush=True)
    return share


def by_ctranslate2(folder: Path, sources: list[str]) -> list[list[int]]:
    import ctranslate2

    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    engine = ctranslate2.Translator(str(folder), compute_type="float32")
    results = engine.translate_batch(processor.encode(sources, out_type=str), beam_size=1, max_decoding_length=256)
    return [[processor.piece_to_id(piece) for piece in result.hypotheses[0]] for result in results]


def by_dragoman(bench: Path, model: Path, sources: Path) -> list[list[int]]:
    command = [bench, "decode", "--model", model, "--src", sources, "--compute", "float32", "--full-vocabulary"]
    made = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [json.loads(line)["tokens"] for line in made.splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="a checkpoint of recipe.train")
    parser.add_argument("--pieces", type=Path, required=True, help="the SentencePiece model")
    parser.add_argument("--sources", type=Path, required=True, help="lines of text")
    parser.add_argument("--ctranslate2", type=Path, required=True, help="a folder in single precision")
    parser.add_argument("--marian", type=Path, help="a folder in Marian's layout")
    parser.add_argument("--bench", type=Path, help="the program dragoman-bench, to compare with")
    parser.add_argument("--least", type=float, default=0.0, help="fail where a share is less")
    parser.add_argument("--output", type=Path, help="where to write PyTorch's ids")
    options = parser.parse_args()
    model, _ = load(options.weights)
    sources = options.sources.read_text(encoding="utf-8").splitlines()
    processor = sentencepiece.SentencePieceProcessor(model_file=str(options.pieces))
    ours = translate_lines(model, [ids + [END] for ids in processor.encode(sources)], "cpu", most=64)
    if options.output:
        options.output.write_text("".join(" ".join(map(str, ids)) + "\n" for ids in ours))
    shares = [agreement("CTranslate2", by_ctranslate2(options.ctranslate2, sources), ours)]
    if options.bench:
        for folder in filter(None, (options.ctranslate2, options.marian)):
            made = by_dragoman(options.bench, folder, options.sources)
            shares.append(agreement(f"Dragoman from {folder.name}", made, ours))
    if min(shares) < options.least:
        raise SystemExit(f"{min(shares):.1%} is less than {options.least:.0%}")


if __name__ == "__main__":
    main()
