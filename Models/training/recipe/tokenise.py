"""Pairs of text to the arrays that training reads.

    python -m recipe.tokenise --pieces vocabulary.spm --input train.tsv --output train.npz
    python -m recipe.tokenise --pieces vocabulary.spm --sources held-out.en --output held-out.ids
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import sentencepiece

from .corpus.textio import chunks
from .model import END

_processor: sentencepiece.SentencePieceProcessor


def _start(pieces: str) -> None:
    global _processor
    _processor = sentencepiece.SentencePieceProcessor(model_file=pieces)


def _encode(lines: list[str]) -> tuple[list[list[int]], list[list[int]], list[str]]:
    rows = [row for line in lines if len(row := line.rstrip("\n").split("\t")) == 3 and row[0] and row[1]]
    sources, targets, origins = zip(*rows) if rows else ((), (), ())
    return _processor.encode(list(sources)), _processor.encode(list(targets)), list(origins)


def tokenise(pairs: Path, pieces: Path, output: Path, longest: int, workers: int) -> int:
    """Ids of both sides, back to back with their lengths, and where each is from; returns the number of pairs."""
    sides: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    lengths: tuple[list[int], list[int]] = ([], [])
    origins: list[str] = []
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(str(pieces),)) as pool, pairs.open(encoding="utf-8") as file:
        for encoded in pool.map(_encode, chunks(file, 20_000)):
            kept = [row for row in zip(*encoded) if 0 < len(row[0]) < longest and 0 < len(row[1]) < longest]
            origins.extend(row[2] for row in kept)
            for side in (0, 1):
                part = [row[side] for row in kept]
                sides[side].append(np.fromiter((i for ids in part for i in ids), np.uint16))
                lengths[side].extend(map(len, part))
    names, numbers = np.unique(np.array(origins), return_inverse=True)
    np.savez(
        output,
        origin_names=names,
        origins=numbers.astype(np.uint16),
        source_ids=np.concatenate(sides[0]),
        source_lengths=np.array(lengths[0], np.uint16),
        target_ids=np.concatenate(sides[1]),
        target_lengths=np.array(lengths[1], np.uint16),
    )
    return len(lengths[0])


def tokenise_sources(sources: Path, pieces: Path, output: Path) -> None:
    """A line of ids with the end mark for each line of text."""
    _start(str(pieces))
    lines = sources.read_text(encoding="utf-8").splitlines()
    output.write_text("".join(" ".join(map(str, ids + [END])) + "\n" for ids in _processor.encode(lines)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pieces", type=Path, required=True, help="the SentencePiece model")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--input", type=Path, help="pairs, source<TAB>target<TAB>origin")
    what.add_argument("--sources", type=Path, help="lines of text that training translates now and then")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--longest", type=int, default=200, help="tokens a side may have")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    if options.sources:
        tokenise_sources(options.sources, options.pieces, options.output)
    else:
        count = tokenise(options.input, options.pieces, options.output, options.longest, options.workers)
        print(f"{count} pairs", file=sys.stderr)


if __name__ == "__main__":
    main()
