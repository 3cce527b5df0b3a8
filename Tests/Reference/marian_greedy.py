#!/usr/bin/env python3
"""Translates lines with a Marian student in float32 by NumPy alone, one greedy step after another.

    marian_greedy.py MODEL.bin VOCABULARY.spm LINES OUTPUT [STEPS]

For transformer encoders with recurrent (SSRU) decoders, norms after each block and one matrix for all embeddings.
Quantised weights are dequantised; nothing else is rounded. OUTPUT gets one JSON object a line:
{"source": [ids], "target": [ids], "log_probs": [...], "first": {"id": log-probability, ...}}; `first` holds the
five best words of the first step.
"""

import json
import struct
import sys

import numpy
import sentencepiece

EPSILON = 1e-6
END, UNKNOWN = 0, 1


def read_model(path):
    data = open(path, "rb").read()
    version, count = struct.unpack_from("<QQ", data)
    assert version == 1
    headers = [struct.unpack_from("<4Q", data, 16 + 32 * i) for i in range(count)]
    place = 16 + 32 * count
    names, shapes, arrays = [], [], {}
    for length, *_ in headers:
        names.append(data[place:place + length - 1].decode())
        place += length
    for _, _, rank, _ in headers:
        shapes.append(struct.unpack_from(f"<{rank}i", data, place))
        place += 4 * rank
    place += 8 + struct.unpack_from("<Q", data, place)[0]
    for name, shape, (_, kind, _, size) in zip(names, shapes, headers):
        elements = int(numpy.prod(shape))
        if kind == 0x404:
            arrays[name] = numpy.frombuffer(data, "<f4", elements, place).reshape(shape)
        elif kind in (0x4101, 0x10001):
            multiplier, = struct.unpack_from("<f", data, place + elements)
            values = numpy.frombuffer(data, "i1", elements, place).astype(numpy.float32) / numpy.float32(multiplier)
            arrays[name] = values.reshape(shape) if name.endswith("Wemb") else values.reshape(shape[::-1]).T
        elif name == "special:model.yml":
            arrays[name] = data[place:place + size].split(b"\0")[0].decode()
        place += size
    return arrays


def options(text):
    """The configuration's single values; its lists are not needed."""
    pairs = (line.split(":", 1) for line in text.splitlines() if ":" in line and not line.startswith(" "))
    return {key: value.strip().strip('"') for key, value in pairs}


class Student:
    def __init__(self, path):
        self.arrays = read_model(path)
        self.options = options(self.arrays["special:model.yml"])
        wanted = {
            "type": "transformer", "transformer-decoder-autoreg": "rnn", "dec-cell": "ssru",
            "transformer-postprocess": "dan", "transformer-preprocess": "", "tied-embeddings-all": "true",
            "transformer-ffn-activation": "relu", "transformer-ffn-depth": "2"}
        for key, value in wanted.items():
            assert self.options[key] == value, key
        self.dimension = int(self.options["dim-emb"])
        self.heads = int(self.options["transformer-heads"])
        self.encoder_depth = int(self.options["enc-depth"])
        self.decoder_depth = int(self.options["dec-depth"])

    def affine(self, x, scope, part):
        bias = self.arrays.get(f"{scope}_b{part}")
        y = x @ self.arrays[f"{scope}_W{part}"]
        return y if bias is None else y + bias

    def norm(self, x, scope):
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / numpy.sqrt((centred ** 2).mean(-1, keepdims=True) + numpy.float32(EPSILON))
        return scaled * self.arrays[f"{scope}_ln_scale"] + self.arrays[f"{scope}_ln_bias"]

    def attention(self, query, memory, scope):
        def heads(x):
            return x.reshape(len(x), self.heads, -1).transpose(1, 0, 2)

        q, k, v = (heads(self.affine(x, scope, part)) for x, part in ((query, "q"), (memory, "k"), (memory, "v")))
        scores = q @ k.transpose(0, 2, 1) / numpy.float32(numpy.sqrt(q.shape[-1]))
        weights = numpy.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        joined = (weights @ v).transpose(1, 0, 2).reshape(len(query), -1)
        return self.norm(self.affine(joined, scope, "o") + query, f"{scope}_Wo")

    def feed_forward(self, x, scope):
        inner = numpy.maximum(self.affine(x, scope, "1"), 0)
        return self.norm(self.affine(inner, scope, "2") + x, f"{scope}_ffn")

    def recurrent(self, x, cell, scope):
        forget = 1 / (1 + numpy.exp(-self.affine(x, scope, "f")))
        cell = forget * cell + (1 - forget) * self.affine(x, scope, "")
        return self.norm(numpy.maximum(cell, 0) + x, f"{scope}_ffn"), cell

    def positioned(self, embeddings, start):
        half = self.dimension // 2
        rates = numpy.exp(numpy.arange(half) * -(numpy.log(10000) / (half - 1)))
        angles = numpy.arange(start, start + len(embeddings))[:, None] * rates
        signal = numpy.concatenate([numpy.sin(angles), numpy.cos(angles)], 1).astype(numpy.float32)
        return embeddings * numpy.float32(numpy.sqrt(self.dimension)) + signal

    def translate(self, source, steps):
        table = self.arrays["Wemb"]
        x = self.positioned(table[source], 0)
        for layer in range(1, self.encoder_depth + 1):
            x = self.attention(x, x, f"encoder_l{layer}_self")
            x = self.feed_forward(x, f"encoder_l{layer}_ffn")
        cells = [numpy.zeros((1, self.dimension), numpy.float32)] * self.decoder_depth
        embedding = numpy.zeros((1, self.dimension), numpy.float32)
        result = {"source": source, "target": [], "log_probs": []}
        for step in range(steps):
            y = self.positioned(embedding, step)
            for layer in range(1, self.decoder_depth + 1):
                y, cells[layer - 1] = self.recurrent(y, cells[layer - 1], f"decoder_l{layer}_rnn")
                y = self.attention(y, x, f"decoder_l{layer}_context")
                y = self.feed_forward(y, f"decoder_l{layer}_ffn")
            logits = (y @ table.T + self.arrays["decoder_ff_logit_out_b"])[0]
            log_probs = logits - logits.max()
            log_probs -= numpy.log(numpy.exp(log_probs).sum())
            if step == 0:
                best = numpy.argsort(-log_probs)[:5]
                result["first"] = {str(i): round(float(log_probs[i]), 6) for i in best}
            # Marian never writes the unknown word.
            log_probs[UNKNOWN] = -numpy.inf
            word = int(log_probs.argmax())
            result["log_probs"].append(round(float(log_probs[word]), 6))
            if word == END:
                break
            result["target"].append(word)
            embedding = table[word:word + 1]
        return result


def main():
    path, pieces, lines, output = sys.argv[1:5]
    steps = int(sys.argv[5]) if len(sys.argv) > 5 else 0
    splitter = sentencepiece.SentencePieceProcessor(pieces)
    student = Student(path)
    with open(lines, encoding="utf-8") as texts, open(output, "w", encoding="utf-8") as results:
        for line in texts:
            source = splitter.encode(line.rstrip("\n")) + [END]
            results.write(json.dumps(student.translate(source, steps or 3 * len(source) + 32)) + "\n")


if __name__ == "__main__":
    main()
