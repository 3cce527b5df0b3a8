"""Scores translations: text, or the ids that training wrote.

    python -m recipe.evaluate --pieces vocabulary.spm --references dev.zh run/held-out.*.ids
"""

from __future__ import annotations

import argparse
from pathlib import Path

import sacrebleu
import sentencepiece


def text_of(path: Path, pieces: Path | None) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix != ".ids":
        return lines
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    return [processor.decode([int(i) for i in line.split()]) for line in lines]


def score(lines: list[str], references: list[str]) -> tuple[float, float]:
    """BLEU with sacrebleu's Chinese tokenisation, and chrF2."""
    if len(lines) != len(references):
        raise SystemExit(f"{len(lines)} translations for {len(references)} references")
    bleu = sacrebleu.corpus_bleu(lines, [references], tokenize="zh").score
    return bleu, sacrebleu.corpus_chrf(lines, [references]).score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pieces", type=Path, help="the SentencePiece model, for ids")
    parser.add_argument("--references", type=Path, required=True)
    parser.add_argument("translations", type=Path, nargs="+")
    options = parser.parse_args()
    references = options.references.read_text(encoding="utf-8").splitlines()
    for path in options.translations:
        bleu, chrf = score(text_of(path, options.pieces), references)
        print(f"{path.name}\tBLEU {bleu:.2f}\tchrF2 {chrf:.2f}")


if __name__ == "__main__":
    main()
