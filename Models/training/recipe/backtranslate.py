"""Translates lines with a model in CTranslate2's layout, in large batches: back-translation and distillation.

    python -m recipe.backtranslate --model zh-en.npz --pieces zh-en.spm --input mono.tsv --output bt.tsv

Input lines are `text<TAB>source`; output lines `translation<TAB>text<TAB>PREFIX:source`, in the same order, or with
`--forward` `text<TAB>translation<TAB>PREFIX:source`: training data made by a teacher.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import sentencepiece
import torch

from .corpus.textio import chunks
from .decode import batches_by_length, decode
from .layout import load_packed
from .model import avoid_plans
from .vocabulary import PieceVocabulary

CHUNK = 4096

# Of each process that tokenises, made where it starts.
_processor: sentencepiece.SentencePieceProcessor
_vocabulary: PieceVocabulary


def _start(pieces: str, vocabulary: PieceVocabulary) -> None:
    global _processor, _vocabulary
    _processor = sentencepiece.SentencePieceProcessor(model_file=pieces)
    _vocabulary = vocabulary


def _encode(lines: list[str]) -> list[list[int]]:
    return [_vocabulary.source_ids(pieces) for pieces in _processor.encode(lines, out_type=str)]


def _decode(rows: list[np.ndarray]) -> list[str]:
    """Empty where a translation did not end."""
    texts = []
    for row in rows:
        ends = np.flatnonzero(row == _vocabulary.end)
        texts.append(_vocabulary.text(row[: ends[0]].tolist()) if len(ends) else "")
    return texts


def translate(
    model: torch.nn.Module,
    vocabulary: PieceVocabulary,
    sources: list[list[int]],
    *,
    temperature: float,
    tokens: int,
    most: int,
    device: str,
    seconds: float = float("inf"),
) -> list[np.ndarray | None]:
    """Ids of the translations with their end mark, in the order of the sources; None where time ran out.

    One that did not end is a loop, and comes back without an end mark.
    """
    results: list[np.ndarray | None] = [None] * len(sources)
    started = time.monotonic()
    done = 0
    batches = batches_by_length([len(ids) for ids in sources], tokens, most)
    # A mixture of lengths throughout, so that running out of time drops no kind.
    for count, number in enumerate(np.random.default_rng(7).permutation(len(batches))):
        batch = batches[number]
        source = torch.from_numpy(np.array([sources[i] for i in batch], dtype=np.int64)).to(device)
        written = decode(
            model,
            source,
            begin=vocabulary.begin,
            end=vocabulary.end,
            temperature=temperature,
            banned=vocabulary.banned,
        )
        for index, row in zip(batch, written.to(torch.int32).cpu().numpy()):
            results[index] = row
        done += len(batch)
        elapsed = time.monotonic() - started
        if count % 50 == 0:
            print(f"{done}/{len(sources)} in {elapsed:.1f} s", file=sys.stderr, flush=True)
        if elapsed > seconds:
            break
    return results


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="weights, as recipe.layout packs them")
    parser.add_argument("--pieces", required=True, help="the SentencePiece model of that model")
    parser.add_argument("--input", required=True, help="text<TAB>source")
    parser.add_argument("--output", required=True)
    parser.add_argument("--prefix", default="bt", help="what goes before the source's name")
    parser.add_argument(
        "--forward", action="store_true", help="the input's language is the source: distillation from a teacher"
    )
    parser.add_argument("--temperature", type=float, default=0.0, help="0: the likeliest word; below 1: drawn, sharpened")
    parser.add_argument("--tokens", type=int, default=160_000, help="source tokens in a batch")
    parser.add_argument("--most", type=int, default=4096, help="sentences in a batch")
    parser.add_argument("--longest", type=int, default=160, help="source tokens a sentence may have")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--workers", type=int, default=8, help="processes that tokenise")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    avoid_plans()
    started = time.monotonic()
    lines: list[tuple[str, str]] = []
    with open(options.input, encoding="utf-8") as file:
        for line in file:
            text, _, source = line.rstrip("\n").partition("\t")
            if text:
                lines.append((text, source))
    model, vocabulary = load_packed(Path(options.model), options.device)
    with ProcessPoolExecutor(options.workers, initializer=_start, initargs=(options.pieces, vocabulary)) as pool:
        sources = [ids for part in pool.map(_encode, chunks([text for text, _ in lines], CHUNK)) for ids in part]
        kept = [i for i, ids in enumerate(sources) if 1 < len(ids) <= options.longest]
        print(f"{len(kept)} of {len(lines)} lines ready after {time.monotonic() - started:.1f} s", file=sys.stderr)
        results = translate(
            model,
            vocabulary,
            [sources[i] for i in kept],
            temperature=options.temperature,
            tokens=options.tokens,
            most=options.most,
            device=options.device,
            seconds=options.seconds,
        )
        chosen = [(i, row) for i, row in zip(kept, results) if row is not None]
        texts = [t for part in pool.map(_decode, chunks([row for _, row in chosen], CHUNK)) for t in part]
    written = 0
    with open(options.output, "w", encoding="utf-8") as file:
        for (index, _), text in zip(chosen, texts):
            if text:
                original, source = lines[index]
                sides = (original, text) if options.forward else (text, original)
                file.write("\t".join([*sides, f"{options.prefix}:{source}"]) + "\n")
                written += 1
    print(f"{written} translations, {time.monotonic() - started:.1f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
