"""Reading and writing of lines, plain or zstd-compressed, and work in chunks over several processes.

Files are read as bytes and decoded line by line, so that one broken line costs one line and not the run.
"""

from __future__ import annotations

import contextlib
import io
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

LINES_PER_CHUNK = 20_000


@contextlib.contextmanager
def open_binary(path: str | Path) -> Iterator[io.BufferedIOBase]:
    """Opens a file to read bytes; a name ending in `.zst` is decompressed, with the long windows of `--long=27`."""
    path = Path(path)
    with path.open("rb") as raw:
        if path.suffix == ".zst":
            import zstandard

            reader = zstandard.ZstdDecompressor(max_window_size=1 << 31).stream_reader(raw)
            with io.BufferedReader(reader, 1 << 20) as buffered:
                yield buffered
        else:
            yield raw


def read_lines(path: str | Path) -> Iterator[str | None]:
    """The lines without their ends; None stands for one that is no valid UTF-8, so that callers can count it."""
    with open_binary(path) as source:
        for line in source:
            try:
                yield line.decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                yield None


def read_rows(path: str | Path, columns: int) -> Iterator[tuple[str, ...] | None]:
    """Tab-separated rows of exactly `columns` fields; None for each other line."""
    for line in read_lines(path):
        if line is None:
            yield None
            continue
        row = tuple(line.split("\t"))
        yield row if len(row) == columns else None


@contextlib.contextmanager
def open_output(path: str | Path) -> Iterator[TextIO]:
    """Writes beside the target and renames at the end: a file with the final name is always complete."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8", newline="\n") as target:
        yield target
    partial.replace(path)


def chunks(items: Iterable[Item], size: int = LINES_PER_CHUNK) -> Iterator[list[Item]]:
    """The items in lists of `size`."""
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def map_chunks(
    work: Callable[[Any], Result], tasks: Iterable[Any], jobs: int
) -> Iterator[Result]:
    """The results of `work` over the tasks, in their order.

    Order is kept so that a run gives the same file whatever the number of processes. At most a few tasks are
    under way at a time, so memory stays bounded however long the input is.
    """
    if jobs <= 1:
        yield from map(work, tasks)
        return
    context = multiprocessing.get_context("fork")
    with context.Pool(jobs) as pool:
        waiting: list[Any] = []
        for task in tasks:
            waiting.append(pool.apply_async(work, (task,)))
            if len(waiting) > 2 * jobs:
                yield waiting.pop(0).get()
        for result in waiting:
            yield result.get()
