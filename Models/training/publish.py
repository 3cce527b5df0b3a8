#!/usr/bin/env python3
"""Publish a trained model with the package.

Packs a CTranslate2 model folder into one zip archive, cuts the archive into pieces, and writes what
they are into the model's entry of the catalogue.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

CATALOGUE = Path(__file__).resolve().parent.parent / "Catalogue" / "catalogue.json"
LARGEST_PIECE = 1 << 24
CHUNK = 1 << 20
REQUIRED = ("config.json", "model.bin", "sentencepiece.model", "shared_vocabulary.json")
TEXT_NAMES = ("licence", "license", "notice", "readme", "credits", "model_card", "modelcard")


@dataclass(frozen=True)
class Record:
    """A file as the catalogue lists it."""

    path: str
    size: int
    sha256: str

    @classmethod
    def of(cls, file: Path, path: str) -> Record:
        """Measure and hash `file`, which the catalogue names `path`."""
        digest = hashlib.sha256()
        size = 0
        with file.open("rb") as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
        return cls(path, size, digest.hexdigest())

    def fields(self) -> dict[str, str | int]:
        """The record as the catalogue writes it."""
        return {"path": self.path, "size": self.size, "sha256": self.sha256}


def model_files(folder: Path) -> list[Path]:
    """The files of the model in `folder` that are published: the model's own and texts about it."""
    missing = [name for name in REQUIRED if not (folder / name).is_file()]
    if missing:
        raise SystemExit(f"publish.py: {folder} lacks {', '.join(missing)}")
    texts = [
        file.name
        for file in folder.iterdir()
        if file.is_file() and file.name.lower().startswith(TEXT_NAMES)
    ]
    return [folder / name for name in [*REQUIRED, *sorted(texts)]]


def write_archive(files: list[Path], target: Path) -> None:
    """Write `files` into the zip archive `target`; it holds no dates of theirs."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            info = zipfile.ZipInfo(file.name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o100644 << 16
            # The length is written before the content: readers of streams need it there.
            info.file_size = file.stat().st_size
            with file.open("rb") as source, archive.open(info, "w") as entry:
                while chunk := source.read(CHUNK):
                    entry.write(chunk)


def cut(archive: Path, folder: Path, name: str, size: int) -> list[Record]:
    """Cut `archive` into pieces of `size` bytes in `folder`, where those of before are deleted."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.zip.*"):
        old.unlink()
    records: list[Record] = []
    with archive.open("rb") as stream:
        while content := stream.read(size):
            piece = folder / f"{name}.zip.{len(records) + 1:02}"
            piece.write_bytes(content)
            records.append(Record.of(piece, piece.name))
    return records


def matching(text: str, start: int) -> int:
    """The index behind the bracket that closes the one at `start` of the JSON text."""
    depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text[start:]):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
            if depth == 0:
                return start + token.end()
    raise SystemExit(f"publish.py: {CATALOGUE} has an open bracket")


def entries(text: str) -> Iterator[tuple[int, int]]:
    """Where each model of the catalogue's text begins and ends."""
    models = re.search(r'"models"\s*:\s*\[', text)
    if models is None:
        raise SystemExit(f"publish.py: {CATALOGUE} has no models")
    position, end = models.end(), matching(text, models.end() - 1)
    while (start := text.find("{", position, end)) >= 0:
        position = matching(text, start)
        yield start, position


def replace_value(entry: str, key: str, value: object) -> str:
    """Give the field `key` of a model another value, indented as the catalogue is.

    Fields of a model stand six spaces deep, so that those of the objects inside it are told apart.
    """
    field = re.compile(rf'^ {{6}}"{key}": (?=(.))', re.MULTILINE)
    match = field.search(entry)
    if match is None:
        raise SystemExit(f'publish.py: the entry has no field "{key}" on a line of its own')
    start = match.end()
    if match[1] in "[{":
        end = matching(entry, start)
    else:
        end = start + len(re.match(r'"(?:[^"\\]|\\.)*"|[^,\s]+', entry[start:])[0])
    shown = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * 6)
    return entry[:start] + shown + entry[end:]


def rewrite(catalogue: Path, model: str, folder: str, files: list[Record], pieces: list[Record]) -> None:
    """Write files, pieces and sizes into the entry `model`; every other byte stays as it is."""
    text = catalogue.read_text(encoding="utf-8")
    for start, end in entries(text):
        entry = text[start:end]
        if json.loads(entry).get("id") != model:
            continue
        source = {"kind": "bundled", "folder": folder, "pieces": [piece.fields() for piece in pieces]}
        entry = replace_value(entry, "size", sum(file.size for file in files))
        entry = replace_value(entry, "sources", [source])
        entry = replace_value(entry, "files", [file.fields() for file in files])
        text = text[:start] + entry + text[end:]
        json.loads(text)
        catalogue.write_text(text, encoding="utf-8")
        return
    raise SystemExit(f'publish.py: {catalogue} has no model "{model}"')


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "model", type=Path,
        help="folder with " + ", ".join(REQUIRED) + "; README and licence files go along",
    )
    parser.add_argument("id", help="the model's id in the catalogue, such as dragoman-en-zh")
    parser.add_argument(
        "--folder", default="en-zh",
        help="folder for the pieces, beside the catalogue's own (default: %(default)s); Package.swift lists it",
    )
    parser.add_argument(
        "--piece-size", type=int, default=LARGEST_PIECE, metavar="BYTES",
        help=f"bytes of a piece, at most {LARGEST_PIECE} (default: %(default)s)",
    )
    parser.add_argument("--catalogue", type=Path, default=CATALOGUE, help="default: %(default)s")
    options = parser.parse_args(arguments)
    if not 1 <= options.piece_size <= LARGEST_PIECE:
        parser.error(f"--piece-size must be 1 to {LARGEST_PIECE}")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", options.folder):
        parser.error("--folder is the name of a folder")
    known = {model["id"] for model in json.loads(options.catalogue.read_text(encoding="utf-8"))["models"]}
    if options.id not in known:
        parser.error(f"{options.catalogue} has no model {options.id!r}")

    home = options.catalogue.resolve().parent.parent / options.folder
    files = model_files(options.model)
    records = [Record.of(file, file.name) for file in files]
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / "model.zip"
        write_archive(files, archive)
        pieces = cut(archive, home, options.id, options.piece_size)
    rewrite(options.catalogue, options.id, options.folder, records, pieces)
    total = sum(piece.size for piece in pieces)
    print(f"{options.id}: {len(files)} files in {len(pieces)} pieces, {total} bytes, in {home}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
