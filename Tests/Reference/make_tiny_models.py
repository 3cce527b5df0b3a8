#!/usr/bin/env python3
"""Makes tiny random CTranslate2 models and writes what CTranslate2 itself translates with them.

    make_tiny_models.py FOLDER

needs the packages ctranslate2 and numpy. Each model is a folder of some tens of KB that a reader opens
like any other, with `expected.json` beside `model.bin`:

    {"name": "...", "ctranslate2": "4.8.5", "computeType": "float32",
     "sources": [["t5", ...], ...],            source tokens, without begin and end marks
     "cases": [{"name": "beam4",
                "options": {"beamSize": 4, "lengthPenalty": 1.0, "hypothesisCount": 1,
                            "maximumLength": 16, "minimumLength": 0, "noRepeatNgramSize": 0,
                            "repetitionPenalty": 1.0, "suppressedTokens": [], "forcedPrefix": []},
                "results": [                   one for each source
                  {"hypotheses": [["t7", ...]],   best first, without the end mark
                   "ids": [[7, ...]],             the same as ids of the target vocabulary
                   "scores": [-1.25],             log-probability / length^lengthPenalty
                   "attention": [[[0.5, ...]]]}   [hypothesis][target][source], without marks
                ]}],
     "scoring": [{"source": [...], "target": [...], "targetIDs": [...],
                  "logProbabilities": [...]}]}    one for each target token, then the end mark's
"""

import json
import pathlib
import struct
import sys

import ctranslate2
import numpy
from ctranslate2 import specs
from ctranslate2.specs import common_spec

DIMENSION, INNER, HEADS = 16, 32, 4
SPECIAL = ["<unk>", "<s>", "</s>"]
MAXIMUM_LENGTH = 16

ACTIVATIONS = common_spec.Activation
MODELS = {
    "post-norm-swish-tied": dict(activation=ACTIVATIONS.SWISH, tied=True, zero_start=True, end=3.0),
    "pre-norm-relu-separate": dict(activation=ACTIVATIONS.RELU, pre_norm=True, text=True, bos=True),
    "post-norm-gelu-embedding-norm-float16": dict(
        activation=ACTIVATIONS.GELU, embedding_norm=True, quantization="float16", alignment_heads=2,
        epsilon=1e-3, positions=True),
    "pre-norm-gelu-tanh-bfloat16": dict(
        activation=ACTIVATIONS.GELUTanh, pre_norm=True, quantization="bfloat16", positions=True,
        alignment_heads=0, alignment_layer=0),
    "pre-norm-gelu-sigmoid": dict(
        activation=ACTIVATIONS.GELUSigmoid, pre_norm=True, layers=(1, 3), scale=3.0),
    "post-norm-swish-int16": dict(activation=ACTIVATIONS.SWISH, quantization="int16", tied=True, scale=0.5),
    "post-norm-swish-int8": dict(
        activation=ACTIVATIONS.SWISH, quantization="int8", tied=True, positions=True,
        zero_start=True, end=0.0),
    "pre-norm-relu-int8-float16": dict(
        activation=ACTIVATIONS.RELU, pre_norm=True, quantization="int8_float16", text=True,
        unscaled=True),
}

CASES = {
    "greedy": dict(beamSize=1),
    "greedy-attention": dict(beamSize=1, attention=True),
    "beam2": dict(beamSize=2),
    "beam4": dict(beamSize=4),
    "beam4-all": dict(beamSize=4, hypothesisCount=4),
    "beam4-no-length-penalty": dict(beamSize=4, lengthPenalty=0.0),
    "beam4-length-penalty": dict(beamSize=4, lengthPenalty=0.6, hypothesisCount=2),
    "greedy-minimum": dict(beamSize=1, minimumLength=8),
    "beam4-minimum": dict(beamSize=4, minimumLength=8),
    "greedy-repetition-penalty": dict(beamSize=1, repetitionPenalty=1.5),
    "beam4-repetition-penalty": dict(beamSize=4, repetitionPenalty=1.3),
    "greedy-no-repeat-1": dict(beamSize=1, noRepeatNgramSize=1),
    "greedy-no-repeat-2": dict(beamSize=1, noRepeatNgramSize=2),
    "beam4-no-repeat-3": dict(beamSize=4, noRepeatNgramSize=3),
    "greedy-suppressed": dict(beamSize=1, suppressedTokens=["t4", "t9", "t11"]),
    "beam4-suppressed": dict(beamSize=4, suppressedTokens=["t4", "t9", "t11"]),
    "greedy-prefix": dict(beamSize=1, forcedPrefix=["t6", "t8", "t6"]),
    "beam4-prefix": dict(beamSize=4, forcedPrefix=["t6", "t8", "t6"]),
}


class Weights:
    """Fills a specification with random weights, the same for the same seed."""

    def __init__(self, seed):
        self.random = numpy.random.default_rng(seed)

    def normal(self, *shape, deviation=1.0):
        return (self.random.standard_normal(shape) * deviation).astype(numpy.float32)

    def linear(self, spec, rows, columns):
        spec.weight = self.normal(rows, columns, deviation=columns**-0.5 * 2.5)
        spec.bias = self.normal(rows, deviation=0.2)

    def norm(self, spec):
        spec.gamma = 1 + self.normal(DIMENSION, deviation=0.2)
        spec.beta = self.normal(DIMENSION, deviation=0.2)

    def attention(self, spec, parts):
        self.norm(spec.layer_norm)
        for linear, part in zip(spec.linear, parts):
            self.linear(linear, part * DIMENSION, DIMENSION)

    def stack(self, spec):
        for layer in spec.layer:
            self.attention(layer.self_attention, [3, 1])
            if hasattr(layer, "attention"):
                self.attention(layer.attention, [1, 2, 1])
            self.norm(layer.ffn.layer_norm)
            self.linear(layer.ffn.linear_0, INNER, DIMENSION)
            self.linear(layer.ffn.linear_1, DIMENSION, INNER)
        if hasattr(spec, "layer_norm"):
            self.norm(spec.layer_norm)
        if hasattr(spec, "layernorm_embedding"):
            self.norm(spec.layernorm_embedding)


def round_to_bfloat16(path):
    """Rewrites a float32 file; the package itself needs torch for this."""
    old = path.read_bytes()
    new = bytearray()
    offset = 0

    def copy(size):
        nonlocal offset
        new.extend(old[offset : offset + size])
        offset += size
        return old[offset - size : offset]

    def copy_string():
        copy(struct.unpack("<H", copy(2))[0])

    copy(4)
    copy_string()
    copy(4)
    for _ in range(struct.unpack("<I", copy(4))[0]):
        copy_string()
        rank = copy(1)[0]
        copy(4 * rank)
        kind, size = struct.unpack_from("<BI", old, offset)
        offset += 5
        data = old[offset : offset + size]
        offset += size
        if kind == 0 and rank > 0:
            bits = numpy.frombuffer(data, numpy.uint32)
            bits = bits + 0x7FFF + (bits >> 16 & 1)  # to nearest, ties to even
            kind, data = 5, (bits >> 16).astype(numpy.uint16).tobytes()
        new += struct.pack("<BI", kind, len(data)) + data
    new += old[offset:]
    path.write_bytes(new)


def make(folder, seed, options):
    """Writes one model; gives its source and target tokens."""
    spec = specs.TransformerSpec.from_config(
        options.get("layers", (2, 2)), HEADS, pre_norm=options.get("pre_norm", False),
        activation=options["activation"],
        layernorm_embedding=options.get("embedding_norm", False),
        alignment_heads=options.get("alignment_heads", 1),
        alignment_layer=options.get("alignment_layer", -1))
    weights = Weights(seed)
    weights.stack(spec.encoder)
    weights.stack(spec.decoder)

    tied = options.get("tied", False)
    target = SPECIAL + [f"t{index}" for index in range(3, 40)]
    source = target if tied else SPECIAL + [f"t{index}" for index in range(3, 47)]
    # Embeddings are multiplied by sqrt(16): positions then weigh about as much as tokens.
    deviation = 0.25
    output = weights.normal(len(target), DIMENSION, deviation=0.4 if tied else 1.0)
    spec.decoder.projection.weight = output
    spec.decoder.projection.bias = weights.normal(len(target), deviation=0.3)
    # Else a random model never ends its sentences.
    spec.decoder.projection.bias[target.index("</s>")] += options.get("end", 2.0)
    if tied:
        spec.decoder.embeddings.weight = output
        spec.encoder.embeddings[0].weight = output
    else:
        spec.decoder.embeddings.weight = weights.normal(len(target), DIMENSION, deviation=deviation)
        spec.encoder.embeddings[0].weight = weights.normal(
            len(source), DIMENSION, deviation=deviation)
    for side in (spec.encoder, spec.decoder):
        if options.get("positions"):
            side.position_encodings.encodings = weights.normal(64, DIMENSION, deviation=1.5)
        if "scale" in options:
            side.scale_embeddings = options["scale"]
        if options.get("unscaled"):
            side.scale_embeddings = False
    spec.decoder.start_from_zero_embedding = options.get("zero_start", False)

    spec.config.add_source_eos = True
    spec.config.add_source_bos = options.get("bos", False)
    spec.config.layer_norm_epsilon = options.get("epsilon")
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.validate()
    quantization = options.get("quantization")
    spec.optimize(quantization=None if quantization == "bfloat16" else quantization)
    spec.save(str(folder))
    if quantization == "bfloat16":
        round_to_bfloat16(folder / "model.bin")
    if options.get("text"):
        for file in folder.glob("*_vocabulary.json"):
            tokens = json.loads(file.read_text(encoding="utf-8"))
            file.with_suffix(".txt").write_text("".join(f"{token}\n" for token in tokens))
            file.unlink()
    return source, target


def translate(translator, sources, target, options):
    """What one case of `expected.json` holds."""
    full = dict(
        beamSize=1, lengthPenalty=1.0, hypothesisCount=1, maximumLength=MAXIMUM_LENGTH,
        minimumLength=0, noRepeatNgramSize=0, repetitionPenalty=1.0, suppressedTokens=[],
        forcedPrefix=[])
    wants_attention = options.get("attention", False)
    full.update({key: value for key, value in options.items() if key != "attention"})
    prefix = full["forcedPrefix"]
    # One sentence a call: no result can depend on its neighbours.
    results = [
        translator.translate_batch(
            [source], target_prefix=[prefix] if prefix else None, beam_size=full["beamSize"],
            length_penalty=full["lengthPenalty"], num_hypotheses=full["hypothesisCount"],
            max_decoding_length=full["maximumLength"], min_decoding_length=full["minimumLength"],
            no_repeat_ngram_size=full["noRepeatNgramSize"],
            repetition_penalty=full["repetitionPenalty"],
            suppress_sequences=[[token] for token in full["suppressedTokens"]] or None,
            return_scores=True, return_attention=wants_attention)[0]
        for source in sources
    ]
    identifiers = {token: index for index, token in enumerate(target)}
    entries = []
    for result in results:
        entry = {
            "hypotheses": result.hypotheses,
            "ids": [[identifiers[token] for token in tokens] for tokens in result.hypotheses],
            "scores": result.scores,
        }
        if wants_attention:
            entry["attention"] = result.attention
        entries.append(entry)
    return {"options": full, "results": entries}


def main():
    root = pathlib.Path(sys.argv[1])
    for seed, (name, options) in enumerate(MODELS.items()):
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.iterdir():
            file.unlink()
        source, target = make(folder, seed + 1, options)
        translator = ctranslate2.Translator(
            str(folder), device="cpu", compute_type="float32", intra_threads=1)
        random = numpy.random.default_rng(100 + seed)
        sources = [
            [source[index] for index in random.integers(3, len(source), size=length)]
            for length in (1, 2, 3, 5, 8, 13, 21)
        ]
        sources[2][1] = "not in the vocabulary"

        cases = [
            {"name": case, **translate(translator, sources, target, settings)}
            for case, settings in CASES.items()
        ]
        targets = [
            [target[index] for index in random.integers(3, len(target), size=length)]
            for length in (1, 3, 6, 2, 10, 0, 12)
        ]
        scored = translator.score_batch(sources, targets)
        scoring = [
            {"source": tokens, "target": wanted,
             "targetIDs": [target.index(token) for token in wanted],
             "logProbabilities": result.log_probs}
            for tokens, wanted, result in zip(sources, targets, scored)
        ]
        expected = {
            "name": name, "ctranslate2": ctranslate2.__version__, "computeType": "float32",
            "sources": sources, "cases": cases, "scoring": scoring,
        }
        (folder / "expected.json").write_text(
            json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        lengths = [len(result["ids"][0]) for result in cases[0]["results"]]
        print(f"{name}: {(folder / 'model.bin').stat().st_size} bytes, greedy lengths {lengths}")


if __name__ == "__main__":
    main()
