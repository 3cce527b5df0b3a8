"""Weights between CTranslate2's binary layout, this recipe's model and one compressed file that travels."""

from __future__ import annotations

import argparse
import json
import struct
from pathlib import Path

import numpy as np
import torch

from .model import ModelConfig, Transformer
from .vocabulary import PieceVocabulary

_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
_ACTIVATIONS = {0: "relu", 2: "swish"}


class LayoutError(ValueError):
    """A file that is not what it says; the message names file and byte or variable."""


class _Reader:
    def __init__(self, path: Path):
        self.path = path
        self.data = path.read_bytes()
        self.place = 0

    def number(self, kind: str) -> int:
        size = struct.calcsize(kind)
        return struct.unpack("<" + kind, self.take(size))[0]

    def take(self, size: int) -> bytes:
        if self.place + size > len(self.data):
            raise LayoutError(f"{self.path}: byte {self.place}: {size} bytes wanted, {len(self.data) - self.place} left")
        self.place += size
        return self.data[self.place - size : self.place]

    def text(self) -> str:
        return self.take(self.number("H")).rstrip(b"\0").decode("utf-8")


def read_ctranslate2(path: Path) -> dict[str, np.ndarray]:
    """The variables of a model.bin (binary version 3 and later), aliases resolved."""
    reader = _Reader(path)
    version = reader.number("I")
    if not 3 <= version <= 6:
        raise LayoutError(f"{path}: binary version {version}, 3 to 6 are known")
    reader.text()
    reader.number("I")
    variables: dict[str, np.ndarray] = {}
    for _ in range(reader.number("I")):
        name = reader.text()
        shape = [reader.number("I") for _ in range(reader.number("B"))]
        kind = reader.number("B")
        if kind not in _TYPES:
            raise LayoutError(f"{path}: {name}: unknown type {kind}")
        data = np.frombuffer(reader.take(reader.number("I")), _TYPES[kind])
        if data.size != int(np.prod(shape)):
            raise LayoutError(f"{path}: {name}: {data.size} values for shape {shape}")
        variables[name] = data.reshape(shape)
    for _ in range(reader.number("I")):
        alias = reader.text()
        variables[alias] = variables[reader.text()]
    return variables


def parameter_name(name: str) -> str | None:
    """CTranslate2's name of a variable -> the name of the recipe's parameter."""
    fixed = {
        "decoder/embeddings/weight": "embedding",
        "decoder/projection/bias": "output_bias",
        "encoder/layer_norm/gamma": "encoder_norm.weight",
        "encoder/layer_norm/beta": "encoder_norm.bias",
        "decoder/layer_norm/gamma": "decoder_norm.weight",
        "decoder/layer_norm/beta": "decoder_norm.bias",
    }
    if name in fixed:
        return fixed[name]
    parts = name.split("/")
    if len(parts) < 4 or not parts[1].startswith("layer_") or parts[1] == "layer_norm":
        return None
    last = {"gamma": "weight", "beta": "bias"}.get(parts[-1], parts[-1])
    return ".".join([parts[0], parts[1].removeprefix("layer_"), *parts[2:-1], last])


def pack_ctranslate2(folder: Path, output: Path) -> None:
    """One compressed file of a CTranslate2 folder, int8 weights as they are."""
    variables = read_ctranslate2(folder / "model.bin")
    config = json.loads((folder / "config.json").read_text())
    words = json.loads((folder / "shared_vocabulary.json").read_text())
    weights: dict[str, np.ndarray] = {}
    for name, value in variables.items():
        scale = name.endswith("_scale")
        ours = parameter_name(name.removesuffix("_scale"))
        if ours is not None:
            weights[ours + ":scale" if scale else ours] = value
    layers = lambda side: 1 + max(int(n.split(".")[1]) for n in weights if n.startswith(side + "."))
    dimension = weights["embedding"].shape[1]
    model = ModelConfig(
        vocabulary=len(words),
        dimension=dimension,
        hidden=weights["encoder.0.ffn.linear_0.weight"].shape[0],
        heads=int(variables["encoder/num_heads"]),
        encoder_layers=layers("encoder"),
        decoder_layers=layers("decoder"),
        pre_norm=bool(variables["encoder/pre_norm"]),
        activation=_ACTIVATIONS[int(variables["encoder/activation"])],
        dropout=0.0,
        starts_from_zero=bool(variables["decoder/start_from_zero_embedding"]),
    )
    about = {"model": model.as_dict(), "pieces": words, "config": config}
    np.savez_compressed(output, about=np.frombuffer(json.dumps(about).encode(), np.uint8), **weights)


def load_packed(path: Path, device: str) -> tuple[Transformer, PieceVocabulary]:
    """A packed model, in half precision on a GPU and in single precision elsewhere."""
    file = np.load(path)
    about = json.loads(file["about"].tobytes())
    model = Transformer(ModelConfig(**about["model"]))
    state: dict[str, torch.Tensor] = {}
    for name in file.files:
        if name == "about" or name.endswith(":scale"):
            continue
        value = file[name].astype(np.float32)
        if name + ":scale" in file.files:
            value = value / file[name + ":scale"][:, None]
        state[name] = torch.from_numpy(value)
    model.load_state_dict(state)
    model.eval()
    half = torch.float16 if device.startswith("cuda") else torch.float32
    config = about["config"]
    vocabulary = PieceVocabulary(
        about["pieces"],
        begin_piece=config["decoder_start_token"],
        end_piece=config["eos_token"],
        unknown_piece=config["unk_token"],
        source_ends=config["add_source_eos"],
    )
    return model.to(device=device, dtype=half), vocabulary


def main() -> None:
    parser = argparse.ArgumentParser(description=pack_ctranslate2.__doc__)
    parser.add_argument("folder", type=Path, help="a CTranslate2 model folder with a shared vocabulary")
    parser.add_argument("output", type=Path, help="the .npz to write")
    options = parser.parse_args()
    pack_ctranslate2(options.folder, options.output)


if __name__ == "__main__":
    main()
