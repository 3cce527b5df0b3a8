"""A trained model in the layouts that engines read: CTranslate2's folder and Marian's archive.

    python -m recipe.export --weights run/averaged.pt --pieces vocabulary.spm --ctranslate2 out/ --quantisation int8
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import sentencepiece
import torch

from .model import BEGIN, END, UNKNOWN, ModelConfig, Transformer

# Weights are [out, in] here and in CTranslate2, [in, out] in Marian.
Weights = dict[str, np.ndarray]


def load(path: Path) -> tuple[Transformer, dict]:
    """The checkpoint's model in single precision, and what it says of its training."""
    file = torch.load(path, map_location="cpu", weights_only=True)
    model = Transformer(ModelConfig(**json.loads(file["config"])))
    model.load_state_dict({name: value.float() for name, value in file["weights"].items()})
    return model.eval(), json.loads(file["about"])


def words_of(pieces: Path) -> list[str]:
    processor = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    return [processor.id_to_piece(i) for i in range(processor.get_piece_size())]


def to_ctranslate2(model: Transformer, pieces: Path, folder: Path, quantisation: str) -> None:
    """A folder with model.bin, config.json, shared_vocabulary.json and sentencepiece.model."""
    from ctranslate2 import specs

    config = model.config
    spec = specs.TransformerSpec.from_config(
        (config.encoder_layers, config.decoder_layers),
        config.heads,
        pre_norm=config.pre_norm,
        activation={"relu": specs.Activation.RELU, "swish": specs.Activation.SWISH}[config.activation],
    )
    spec.decoder.start_from_zero_embedding = config.starts_from_zero
    # Copies, since quantisation writes into what it is given.
    weights: Weights = {name: value.numpy().copy() for name, value in model.state_dict().items()}

    def norm(part, name: str) -> None:
        part.gamma, part.beta = weights[name + ".weight"], weights[name + ".bias"]

    def linear(part, name: str) -> None:
        part.weight, part.bias = weights[name + ".weight"], weights[name + ".bias"]

    for side, stack in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        norm(stack.layer_norm, side + "_norm")
        stack.position_encodings.encodings = model.encodings.numpy()
        for number, layer in enumerate(stack.layer):
            parts = {"self_attention": layer.self_attention.linear, "ffn": [layer.ffn.linear_0, layer.ffn.linear_1]}
            norms = {"self_attention": layer.self_attention.layer_norm, "ffn": layer.ffn.layer_norm}
            if side == "decoder":
                parts["attention"] = layer.attention.linear
                norms["attention"] = layer.attention.layer_norm
            for name, linears in parts.items():
                prefix = f"{side}.{number}.{name}"
                norm(norms[name], prefix + ".layer_norm")
                for index, part in enumerate(linears):
                    linear(part, f"{prefix}.linear_{index}")
    spec.encoder.embeddings[0].weight = weights["embedding"]
    spec.decoder.embeddings.weight = weights["embedding"]
    spec.decoder.projection.weight = weights["embedding"]
    spec.decoder.projection.bias = weights["output_bias"]
    words = words_of(pieces)
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.config.unk_token, spec.config.bos_token, spec.config.eos_token = (words[i] for i in (UNKNOWN, BEGIN, END))
    spec.config.decoder_start_token = words[BEGIN]
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization=quantisation)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    shutil.copyfile(pieces, folder / "sentencepiece.model")


def to_marian(model: Transformer, pieces: Path, path: Path) -> None:
    """Marian's archive; beside it the vocabulary and the decoder's configuration."""
    config = model.config
    if not (config.pre_norm and config.starts_from_zero):
        raise SystemExit("Marian's layout is written of models with the norm first that start from a zero vector")
    weights: Weights = {name: value.numpy() for name, value in model.state_dict().items()}
    made: Weights = {
        "Wemb": weights["embedding"],
        "decoder_ff_logit_out_b": weights["output_bias"][None],
    }

    def linear(name: str, matrix: np.ndarray, bias: np.ndarray, kinds: tuple[str, str]) -> None:
        made[name + kinds[0]] = np.ascontiguousarray(matrix.T)
        made[name + kinds[1]] = bias[None]

    def norm(name: str, suffix: str, source: str) -> None:
        made[f"{name}_ln_scale{suffix}"] = weights[source + ".weight"][None]
        made[f"{name}_ln_bias{suffix}"] = weights[source + ".bias"][None]

    for side, count in (("encoder", config.encoder_layers), ("decoder", config.decoder_layers)):
        norm(side + "_top", "", side + "_norm")
        for number in range(count):
            ours, theirs = f"{side}.{number}", f"{side}_l{number + 1}"
            kinds = [("self_attention", "self")] + ([("attention", "context")] if side == "decoder" else [])
            for mine, name in kinds:
                get = lambda index, kind: weights[f"{ours}.{mine}.linear_{index}.{kind}"]
                if mine == "self_attention":
                    split = list(zip(np.split(get(0, "weight"), 3), np.split(get(0, "bias"), 3)))
                    last = 1
                else:
                    split = [(get(0, "weight"), get(0, "bias")), *zip(np.split(get(1, "weight"), 2), np.split(get(1, "bias"), 2))]
                    last = 2
                for letter, (matrix, bias) in zip("qkv", split):
                    linear(f"{theirs}_{name}_", matrix, bias, (f"W{letter}", f"b{letter}"))
                linear(f"{theirs}_{name}_", get(last, "weight"), get(last, "bias"), ("Wo", "bo"))
                norm(f"{theirs}_{name}_Wo", "_pre", f"{ours}.{mine}.layer_norm")
            for index in (0, 1):
                prefix = f"{ours}.ffn.linear_{index}"
                linear(f"{theirs}_ffn_", weights[prefix + ".weight"], weights[prefix + ".bias"], (f"W{index + 1}", f"b{index + 1}"))
            norm(f"{theirs}_ffn_ffn", "_pre", f"{ours}.ffn.layer_norm")
    settings = {
        "version": "v1.12.0",
        "type": "transformer",
        "dim-vocabs": [config.vocabulary, config.vocabulary],
        "dim-emb": config.dimension,
        "transformer-heads": config.heads,
        "transformer-dim-ffn": config.hidden,
        "transformer-ffn-depth": 2,
        "transformer-ffn-activation": config.activation,
        "transformer-preprocess": "n",
        "transformer-postprocess": "da",
        "transformer-postprocess-emb": "d",
        "transformer-postprocess-top": "n",
        "transformer-decoder-autoreg": "self-attention",
        "enc-depth": config.encoder_layers,
        "dec-depth": config.decoder_layers,
        "tied-embeddings-all": True,
        "skip": False,
        "layer-normalization": False,
        "lemma-dim-emb": 0,
        "input-types": ["sequence"],
    }
    text = "".join(f"{name}: {json.dumps(value)}\n" for name, value in settings.items())
    made["special:model.yml"] = np.frombuffer(text.encode() + b"\0", np.int8)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **made)
    vocabulary = path.with_name("vocab.spm")
    shutil.copyfile(pieces, vocabulary)
    path.with_suffix(".npz.decoder.yml").write_text(
        f"models: [{path.name}]\nvocabs: [{vocabulary.name}, {vocabulary.name}]\nrelative-paths: true\nbeam-size: 4\nnormalize: 1\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="a checkpoint of recipe.train")
    parser.add_argument("--pieces", type=Path, required=True, help="the SentencePiece model")
    parser.add_argument("--ctranslate2", type=Path, help="folder to write")
    parser.add_argument("--quantisation", default="int8", help="of the CTranslate2 folder: int8, float16 or float32")
    parser.add_argument("--marian", type=Path, help="model.npz to write, its vocabulary and configuration beside it")
    options = parser.parse_args()
    model, about = load(options.weights)
    print(json.dumps(about))
    if options.ctranslate2:
        quantisation = None if options.quantisation == "float32" else options.quantisation
        to_ctranslate2(model, options.pieces, options.ctranslate2, quantisation)
    if options.marian:
        to_marian(model, options.pieces, options.marian)


if __name__ == "__main__":
    main()
