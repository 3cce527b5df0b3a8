"""Tokenised pairs and their batches: sources of one length, targets of nearly one, a bounded number of tokens."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from .model import BEGIN, END, PAD


@dataclass
class Side:
    """Sentences as ids, back to back; sentence i is `ids[starts[i]:starts[i + 1]]`."""

    ids: np.ndarray
    starts: np.ndarray

    @property
    def lengths(self) -> np.ndarray:
        return np.diff(self.starts)

    def rows(self, indices: np.ndarray, width: int, fill: int) -> np.ndarray:
        """[len(indices), width], filled behind the end."""
        columns = self.starts[indices][:, None] + np.arange(width)[None, :]
        inside = columns < self.starts[indices + 1][:, None]
        return np.where(inside, self.ids[np.minimum(columns, len(self.ids) - 1)], fill).astype(np.int64)


@dataclass
class PairSet:
    """Pairs as ids, without begin and end marks."""

    source: Side
    target: Side
    chosen: np.ndarray
    """Indices of the pairs to take."""

    @staticmethod
    def load(path: Path, without: str | None = None) -> "PairSet":
        """All pairs, or those whose origin's name the expression does not match."""
        file = np.load(path)
        chosen = np.arange(len(file["source_lengths"]))
        if without:
            wanted = np.array([re.search(without, name) is None for name in file["origin_names"]])
            chosen = np.flatnonzero(wanted[file["origins"]])
        return PairSet(
            Side(file["source_ids"], np.concatenate([[0], np.cumsum(file["source_lengths"], dtype=np.int64)])),
            Side(file["target_ids"], np.concatenate([[0], np.cumsum(file["target_lengths"], dtype=np.int64)])),
            chosen,
        )


@dataclass
class Batch:
    """source [B, S] with its end mark; given [B, T] begins with the begin mark; wanted [B, T] ends with the end mark."""

    source: Tensor
    given: Tensor
    wanted: Tensor
    words: int

    def to(self, device: str) -> "Batch":
        move = lambda x: x.to(device, non_blocking=True)
        return Batch(move(self.source), move(self.given), move(self.wanted), self.words)


def plan(pairs: PairSet, tokens: int, rng: np.random.Generator) -> list[np.ndarray]:
    """An epoch: indices of each batch, in random order."""
    order = rng.permutation(pairs.chosen)
    sources, targets = pairs.source.lengths[order], pairs.target.lengths[order]
    order = order[np.lexsort((targets, sources))]
    sources, targets = pairs.source.lengths[order] + 1, pairs.target.lengths[order] + 1
    batches = []
    start = 0
    edges = np.append(np.flatnonzero(np.diff(sources)) + 1, len(order))
    for edge in edges:
        while start < edge:
            length = sources[start]
            count = min(edge - start, max(1, tokens // length))
            # Targets grow within the group: as many as fit with the longest of them.
            widths = targets[start : start + count]
            count = int(np.searchsorted(widths * np.arange(1, count + 1), tokens, side="right"))
            count = max(1, count)
            batches.append(order[start : start + count])
            start += count
    return [batches[i] for i in rng.permutation(len(batches))]


def make(pairs: PairSet, indices: np.ndarray, pinned: bool) -> Batch:
    width = int(pairs.target.lengths[indices].max())
    length = int(pairs.source.lengths[indices[0]])
    ends = np.full((len(indices), 1), END)
    source = np.concatenate([pairs.source.rows(indices, length, PAD), ends], axis=1)
    target = pairs.target.rows(indices, width, PAD)
    given = np.concatenate([np.full((len(indices), 1), BEGIN), target], axis=1)
    wanted = np.concatenate([target, np.full((len(indices), 1), PAD)], axis=1)
    lengths = pairs.target.lengths[indices]
    wanted[np.arange(len(indices)), lengths] = END
    tensors = [torch.from_numpy(array) for array in (source, given, wanted)]
    if pinned:
        tensors = [tensor.pin_memory() for tensor in tensors]
    return Batch(*tensors, words=int(lengths.sum()) + len(indices))


def stream(pairs: PairSet, tokens: int, device: str, seed: int) -> Iterator[tuple[int, Batch]]:
    """Batches without end, with the number of the epoch; made by a thread, some ahead."""
    ahead: queue.Queue[tuple[int, Batch]] = queue.Queue(maxsize=32)

    def fill() -> None:
        epoch = 0
        while True:
            for indices in plan(pairs, tokens, np.random.default_rng((seed, epoch))):
                ahead.put((epoch, make(pairs, indices, device.startswith("cuda"))))
            epoch += 1

    threading.Thread(target=fill, daemon=True).start()
    while True:
        epoch, batch = ahead.get()
        yield epoch, batch.to(device)
