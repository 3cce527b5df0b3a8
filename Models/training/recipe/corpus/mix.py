"""One shuffled training file of all sources at their weights, with augmentation."""

from __future__ import annotations

import random
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from . import textio
from .augment import Augmenter, Row, hints, load_config
from .report import Report

BUCKETS = 32
"""The shuffle spreads lines over so many temporary files and shuffles each in memory."""
CHUNK = 5_000


def load_weights(path: str | Path | None = None) -> dict[str, float]:
    """The weights per source: the defaults, overridden by those of the given file."""
    weights: dict[str, float] = tomllib.loads((Path(__file__).parent / "mix.toml").read_text("utf-8"))["weights"]
    if path:
        weights.update(tomllib.loads(Path(path).read_text("utf-8"))["weights"])
    return weights


_augmenter: Augmenter | None = None
_weights: dict[str, float] = {}
_seed = 1


def _work(task: tuple[int, list[tuple[str, ...] | None]]) -> tuple[list[str], dict[str, Counter[str]]]:
    """The lines that a chunk of rows gives; its own seed makes it independent of the number of processes."""
    number, rows = task
    rng = random.Random(f"{_seed} {number}")
    lines: list[str] = []
    counts: dict[str, Counter[str]] = defaultdict(Counter)

    def emit(row: Row, kind: str) -> None:
        en, zh, source = row
        lines.append(f"{en}\t{zh}\t{source}\n")
        count = counts[source]
        count["pairs"] += 1
        count["English characters"] += len(en)
        count["Chinese characters"] += len(zh)
        count[f"kind: {kind}"] += 1

    good = [row for row in rows if row is not None]
    counts["(unreadable)"]["bad line"] += len(rows) - len(good)
    for index, (en, zh, source) in enumerate(good):
        weight = _weights.get(source, 1.0)
        copies = int(weight) + (rng.random() < weight - int(weight))
        for _ in range(copies):
            row, kind = _augmenter.change(rng, (en, zh, source)) if _augmenter else ((en, zh, source), "plain")
            emit(row, kind)
        if _augmenter and copies and rng.random() < _augmenter.config["joins"]["share"]:
            wanted = rng.randint(2, 5)
            following = good[index : index + wanted]
            if len(following) == wanted and all(s == source for _, _, s in following):
                joined = _augmenter.join(rng, following)  # type: ignore[arg-type]
                if joined:
                    emit(joined, "joined")
    return lines, counts


def _rows(paths: list[str]) -> Iterator[tuple[str, ...] | None]:
    for path in paths:
        yield from textio.read_rows(path, 3)


def dictionary_of(paths: list[str]) -> hints.Dictionary:
    """The hints' dictionary, from the dictionary rows among the pairs."""
    return hints.Dictionary.build((row[0], row[1]) for row in _rows(paths) if row and row[2] == "cedict")


def prepare(
    paths: list[str],
    output: str,
    report_path: str,
    jobs: int,
    seed: int,
    weights: dict[str, float] | None = None,
    config: str | None = None,
    augment: bool = True,
    shuffle: bool = True,
) -> Report:
    """Reads `en zh source` files and writes one, shuffled unless told otherwise."""
    global _augmenter, _weights, _seed
    _seed = seed
    _weights = weights if weights is not None else load_weights()
    _augmenter = Augmenter(load_config(config), dictionary_of(paths)) if augment else None
    report = Report()
    results = textio.map_chunks(_work, enumerate(textio.chunks(_rows(paths), CHUNK)), jobs)
    with textio.open_output(output) as target:
        if shuffle:
            _shuffle(results, target, report, seed, Path(output).parent)
        else:
            for lines, counts in results:
                report.merge(counts)
                target.writelines(lines)
    report.write(report_path, weights={s: _weights.get(s, 1.0) for s in report.counts if "pairs" in report.counts[s]})
    return report


def _shuffle(
    results: Iterable[tuple[list[str], dict[str, Counter[str]]]], target: TextIO, report: Report, seed: int, folder: Path
) -> None:
    rng = random.Random(f"{seed} shuffle")
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        names = [Path(temporary) / f"{i}.tsv" for i in range(BUCKETS)]
        files = [name.open("w", encoding="utf-8", newline="\n") for name in names]
        try:
            for lines, counts in results:
                report.merge(counts)
                for line in lines:
                    files[rng.randrange(BUCKETS)].write(line)
        finally:
            for file in files:
                file.close()
        for name in names:
            with name.open(encoding="utf-8", newline="\n") as file:
                lines = file.readlines()
            rng.shuffle(lines)
            target.writelines(lines)
            name.unlink()
