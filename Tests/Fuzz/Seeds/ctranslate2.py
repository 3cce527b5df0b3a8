#!/usr/bin/env python3
"""Writes small CTranslate2 files, one for each version and element type, as seeds for the fuzzer.

    seeds.py FOLDER
"""

import pathlib
import struct
import sys

DIMENSION, INNER, VOCABULARY = 2, 3, 4
TYPES = {"float32": (0, 4), "int8": (1, 1), "int16": (2, 2), "float16": (4, 2)}


def string(text):
    return struct.pack("<H", len(text) + 1) + text.encode() + b"\0"


def variable(version, name, shape, kind, scalar=None):
    code, width = TYPES[kind]
    count = 1
    for size in shape:
        count *= size
    data = scalar if scalar is not None else b"\1" * (count * width)
    if kind == "float32":
        data = struct.pack("<f", 0.5) * count
    head = string(name) + struct.pack("<B", len(shape)) + struct.pack(f"<{len(shape)}I", *shape)
    if version >= 4:
        return head + struct.pack("<BI", code, len(data)) + data
    return head + struct.pack("<BI", width, count) + data


def model(version, kind):
    records = []

    def add(name, shape, element="float32", scalar=None):
        records.append(variable(version, name, shape, element, scalar))

    def matrix(name, rows, columns):
        add(name, [rows, columns], kind)
        if kind == "int8":
            add(name + "_scale", [rows])
        if kind == "int16":
            add(name + "_scale", [])

    def norm(scope):
        add(scope + "/gamma", [DIMENSION])
        add(scope + "/beta", [DIMENSION])

    def attention(scope, parts):
        norm(scope + "/layer_norm")
        for index, part in enumerate(parts):
            matrix(f"{scope}/linear_{index}/weight", part * DIMENSION, DIMENSION)
            add(f"{scope}/linear_{index}/bias", [part * DIMENSION])

    for side in ("encoder", "decoder"):
        prefix = side + "/" if version >= 6 else ""
        if prefix or side == "encoder":
            add(prefix + "num_heads", [], "int8", b"\2")
            add(prefix + "pre_norm", [], "int8", b"\1")
        attention(f"{side}/layer_0/self_attention", [3, 1])
        if side == "decoder":
            attention("decoder/layer_0/attention", [1, 2, 1])
        norm(f"{side}/layer_0/ffn/layer_norm")
        matrix(f"{side}/layer_0/ffn/linear_0/weight", INNER, DIMENSION)
        matrix(f"{side}/layer_0/ffn/linear_1/weight", DIMENSION, INNER)
        norm(f"{side}/layer_norm")
    matrix("decoder/embeddings/weight", VOCABULARY, DIMENSION)
    aliases = []
    for name in ("decoder/projection/weight", "encoder/embeddings/weight"):
        if version >= 3:
            aliases.append(string(name) + string("decoder/embeddings/weight"))
        else:
            matrix(name, VOCABULARY, DIMENSION)

    head = struct.pack("<I", version)
    if version >= 2:
        name, revision = ("TransformerSpec", 7) if version >= 6 else ("TransformerBase", 2)
        head += string(name) + struct.pack("<I", revision)
    tail = struct.pack("<I", len(aliases)) + b"".join(aliases) if version >= 3 else b""
    return head + struct.pack("<I", len(records)) + b"".join(records) + tail


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for version in range(1, 7):
        for kind in TYPES:
            if kind == "float16" and version < 4:
                continue
            (folder / f"v{version}-{kind}.bin").write_bytes(model(version, kind))


if __name__ == "__main__":
    main()
