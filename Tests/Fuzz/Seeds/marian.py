#!/usr/bin/env python3
"""Writes small Marian files as seeds for the fuzzer; the first byte of each says what it is.

    seeds.py FOLDER
"""

import io
import pathlib
import struct
import sys
import zipfile

DIMENSION, INNER, VOCABULARY = 4, 6, 5
TYPES = {"float32": 0x404, "intgemm8": 0x10001, "fork8": 0x4101, "intgemm16": 0x10002}
KINDS = ["binary", "archive", "shortlist", "configuration", "vocabulary"]


def configuration(recurrent, pre_norm):
    return f"""dec-cell: {'ssru' if recurrent else 'gru'}
dec-depth: 1
dim-emb: {DIMENSION}
dim-vocabs:
  - {VOCABULARY}
  - {VOCABULARY}
enc-depth: 1
tied-embeddings-all: true
transformer-decoder-autoreg: {'rnn' if recurrent else 'self-attention'}
transformer-ffn-activation: relu
transformer-guided-alignment-layer: last
transformer-heads: 2
transformer-postprocess: {'da' if pre_norm else 'dan'}
transformer-preprocess: {'n' if pre_norm else '""'}
transformer-tied-layers: []
type: transformer
"""


def arrays(recurrent, pre_norm):
    """Names and shapes; matrices are quantised, vectors are not."""
    suffix = "_pre" if pre_norm else ""

    def norm(scope, end=suffix):
        yield f"{scope}_ln_scale{end}", (1, DIMENSION)
        yield f"{scope}_ln_bias{end}", (1, DIMENSION)

    def attention(scope):
        for part in "qkvo":
            yield f"{scope}_W{part}", (DIMENSION, DIMENSION)
            yield f"{scope}_b{part}", (1, DIMENSION)
        yield from norm(f"{scope}_Wo")

    def feed_forward(scope):
        yield f"{scope}_W1", (DIMENSION, INNER)
        yield f"{scope}_b1", (1, INNER)
        yield f"{scope}_W2", (INNER, DIMENSION)
        yield f"{scope}_b2", (1, DIMENSION)
        yield from norm(f"{scope}_ffn")

    yield from attention("encoder_l1_self")
    yield from feed_forward("encoder_l1_ffn")
    if recurrent:
        yield "decoder_l1_rnn_W", (DIMENSION, DIMENSION)
        yield "decoder_l1_rnn_Wf", (DIMENSION, DIMENSION)
        yield "decoder_l1_rnn_bf", (1, DIMENSION)
        yield from norm("decoder_l1_rnn" if pre_norm else "decoder_l1_rnn_ffn")
    else:
        yield from attention("decoder_l1_self")
    yield from attention("decoder_l1_context")
    yield from feed_forward("decoder_l1_ffn")
    yield "Wemb", (VOCABULARY, DIMENSION)
    yield "decoder_ff_logit_out_b", (1, VOCABULARY)


def binary(recurrent, pre_norm, kind):
    items = []
    for name, shape in arrays(recurrent, pre_norm):
        count = shape[0] * shape[1]
        if shape[0] == 1 or kind == "float32":
            items.append((name, shape, TYPES["float32"], struct.pack("<f", 0.5) * count))
        else:
            data = b"\1" * (count * (2 if kind == "intgemm16" else 1)) + struct.pack("<f", 100)
            items.append((name, shape, TYPES[kind], data))
    text = configuration(recurrent, pre_norm).encode() + b"\0"
    items.append(("special:model.yml", (len(text),), 0x101, text))
    file = struct.pack("<QQ", 1, len(items))
    for name, shape, code, data in items:
        file += struct.pack("<4Q", len(name) + 1, code, len(shape), len(data))
    file += b"".join(name.encode() + b"\0" for name, *_ in items)
    file += b"".join(struct.pack(f"<{len(shape)}i", *shape) for _, shape, *_ in items)
    padding = -(len(file) + 8) % 256
    return file + struct.pack("<Q", padding) + bytes(padding) + b"".join(data for *_, data in items)


def numpy_array(kind, shape, data):
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape!r}, }}".encode()
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header + data


def archive(recurrent, pre_norm, compression):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as members:
        for name, shape in arrays(recurrent, pre_norm):
            data = struct.pack("<f", 0.5) * (shape[0] * shape[1])
            members.writestr(f"{name}.npy", numpy_array("<f4", shape, data))
        text = configuration(recurrent, pre_norm).encode() + b"\0"
        members.writestr("special:model.yml.npy", numpy_array("|i1", (len(text),), text))
    return file.getvalue()


def shortlist():
    offsets, ids = [0, 0, 2, 3], [3, 4, 2]
    head = struct.pack("<6Q", 0xF11A48D5013417F5, 0, 2, 2, len(offsets), len(ids))
    return head + struct.pack("<4Q", *offsets) + struct.pack("<3I", *ids)


def main():
    folder = pathlib.Path(sys.argv[1])
    files = []
    for recurrent in (True, False):
        for pre_norm in (True, False):
            for kind in TYPES:
                files.append(("binary", binary(recurrent, pre_norm, kind)))
            for compression in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                files.append(("archive", archive(recurrent, pre_norm, compression)))
            files.append(("configuration", configuration(recurrent, pre_norm).encode()))
    files.append(("shortlist", shortlist()))
    files.append(("vocabulary", "</s>: 0\n'<unk>': 1\n\"\\u2581a\\x41\\n\": 2\na:b: 3 # c\n".encode()))
    for number, (kind, data) in enumerate(files):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        (folder / kind / str(number)).write_bytes(bytes([KINDS.index(kind)]) + data)


if __name__ == "__main__":
    main()
