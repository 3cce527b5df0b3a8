#!/usr/bin/env python3
"""Writes small weights files of a Hugging Face container as seeds for the fuzzer.

    seeds_huggingface.py safetensors|torch FOLDER
"""

import io
import json
import pathlib
import struct
import sys
import zipfile

MAGIC = bytes.fromhex("80028a0a6cfc9c46f9206aa850192e" "80024de9032e")


def safetensors(kind, width):
    header = {
        "__metadata__": {"format": "pt"},
        "w": {"dtype": kind, "shape": [2, 3], "data_offsets": [0, 6 * width]},
        "b": {"dtype": kind, "shape": [3], "data_offsets": [6 * width, 9 * width]},
    }
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + bytes(9 * width)


def text(value):
    return b"X" + struct.pack("<I", len(value)) + value.encode()


def storage(kind, key, count):
    return (b"(" + text("storage") + f"ctorch\n{kind}\n".encode() + text(key) + text("cpu") + b"K" + bytes([count])
            + b"tQ")


def tensor(kind, key, count, shape, strides):
    def numbers(values):
        return b"(" + b"".join(b"K" + bytes([value]) for value in values) + b"t"
    return (b"ctorch._utils\n_rebuild_tensor_v2\nq\x01(" + storage(kind, key, count) + b"K\0" + numbers(shape)
            + numbers(strides) + b"\x89ccollections\nOrderedDict\n)Rt" + b"R")


def pickle(kind):
    return (b"\x80\x02ccollections\nOrderedDict\nq\0)Rq\x02(" + text("w") + tensor(kind, "0", 6, [2, 3], [3, 1])
            + text("b") + tensor(kind, "1", 3, [3], [1]) + b"u}" + text("_metadata") + b"}sb.")


def archive(kind, width):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as members:
        members.writestr("archive/data.pkl", pickle(kind))
        members.writestr("archive/byteorder", "little")
        members.writestr("archive/data/0", bytes(6 * width))
        members.writestr("archive/data/1", bytes(3 * width))
        members.writestr("archive/version", "3\n")
    return file.getvalue()


def legacy(kind, width):
    machine = b"\x80\x02}(" + text("little_endian") + b"\x88u."
    keys = b"\x80\x02](" + text("0") + text("1") + b"e."
    return (MAGIC + machine + pickle(kind) + keys + struct.pack("<Q", 6) + bytes(6 * width) + struct.pack("<Q", 3)
            + bytes(3 * width))


def main():
    container, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    if container == "safetensors":
        for kind, width in (("F32", 4), ("F16", 2), ("BF16", 2), ("I64", 8)):
            (folder / kind).write_bytes(safetensors(kind, width))
        return
    for kind, width in (("FloatStorage", 4), ("HalfStorage", 2), ("LongStorage", 8)):
        (folder / f"archive-{kind}").write_bytes(archive(kind, width))
        (folder / f"legacy-{kind}").write_bytes(legacy(kind, width))
        (folder / f"pickle-{kind}").write_bytes(pickle(kind))


if __name__ == "__main__":
    main()
