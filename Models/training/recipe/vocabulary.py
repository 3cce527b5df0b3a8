"""The vocabulary of both languages: trained, and pieces to ids.

    python -m recipe.vocabulary --input train.tsv --output vocabulary.spm
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import sentencepiece

from .corpus import marks
from .model import BEGIN, END, PAD, UNKNOWN


@dataclass
class PieceVocabulary:
    """The words of a model by id, with its special tokens as CTranslate2's config.json names them."""

    pieces: list[str]
    begin_piece: str = "<s>"
    end_piece: str = "</s>"
    unknown_piece: str = "<unk>"
    source_ends: bool = True
    ids: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.ids = {piece: i for i, piece in enumerate(self.pieces)}

    @property
    def begin(self) -> int:
        return self.ids.get(self.begin_piece, self.end)

    @property
    def end(self) -> int:
        return self.ids[self.end_piece]

    @property
    def unknown(self) -> int:
        return self.ids[self.unknown_piece]

    @property
    def banned(self) -> tuple[int, ...]:
        """What decoding never writes."""
        names = (self.begin_piece, self.unknown_piece, "<pad>")
        return tuple(sorted({self.ids[name] for name in names if name in self.ids and name != self.end_piece}))

    def source_ids(self, pieces: list[str]) -> list[int]:
        unknown = self.unknown
        ids = [self.ids.get(piece, unknown) for piece in pieces]
        return ids + [self.end] if self.source_ends else ids

    def text(self, ids: list[int]) -> str:
        return "".join(self.pieces[i] for i in ids).replace("\u2581", " ").strip()


def sentences(path: Path, most: int) -> Iterator[str]:
    """Both sides of the pairs, one after the other."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number == most:
                return
            source, _, rest = line.rstrip("\n").partition("\t")
            yield source
            yield rest.partition("\t")[0]


def train(pairs: Path, output: Path, size: int, most: int, threads: int) -> None:
    """A unigram model of both languages.

    Text stays as it is (`identity`): the usual normalisation would make Chinese punctuation half-width. Figures are
    single pieces, so that numbers are copied and moved to 万 and 亿 figure by figure; what has no piece is bytes.
    """
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=sentences(pairs, most),
        model_prefix=str(output.with_suffix("")),
        model_type="unigram",
        vocab_size=size,
        character_coverage=0.9995,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="identity",
        user_defined_symbols=list(marks.ALL),
        pad_id=PAD,
        bos_id=BEGIN,
        eos_id=END,
        unk_id=UNKNOWN,
        pad_piece="<pad>",
        max_sentence_length=4000,
        hard_vocab_limit=False,
        num_threads=threads,
        minloglevel=1,
    )
    output.with_suffix(".model").rename(output)
    output.with_suffix(".vocab").unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", type=Path, required=True, help="pairs, source<TAB>target<TAB>origin, shuffled")
    parser.add_argument("--output", type=Path, required=True, help="the SentencePiece model")
    parser.add_argument("--size", type=int, default=32_000)
    parser.add_argument("--most", type=int, default=800_000, help="pairs to read")
    parser.add_argument("--threads", type=int, default=8)
    options = parser.parse_args()
    train(options.input, options.output, options.size, options.most, options.threads)


if __name__ == "__main__":
    main()
