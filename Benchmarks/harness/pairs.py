"""The comparisons: a language pair, our model of it, and the engine that runs the same model."""
import json
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BUILT = HERE.parent / ".build"


class Missing(Exception):
    """What a comparison lacks, and how to get it."""


@dataclass(frozen=True)
class Engine:
    """A peer: the script that runs it, and how it may be set."""
    name: str
    title: str
    script: str
    folder: str  # of its Python, below .build
    batches: tuple
    usual: str  # the batch beside our usual rows
    parallel: tuple  # ways of using several threads

    @property
    def python(self):
        own = BUILT / self.folder / "bin" / "python"
        return own if own.exists() or self.folder != "peers" else Path(sys.executable)

    def command(self):
        if not self.python.exists():
            raise Missing(f"{self.title} is not installed: make bench-peers")
        return [str(self.python), str(HERE / "peers" / self.script)]


CTRANSLATE2 = Engine(
    "ctranslate2", "CTranslate2", "ctranslate2_peer.py", "peers", ("16", "32", "64", "1024 tokens"), "32",
    ("inter", "intra"))
# Batches of 512 words it refuses, as too short for the longest sentence.
BERGAMOT = Engine(
    "bergamot", "Bergamot", "bergamot_peer.py", "peers-bergamot",
    ("1024 words", "2048 words", "4096 words"), "1024 words", ("inter",))


@dataclass(frozen=True)
class Pair:
    name: str
    model: str
    engine: Engine
    beams: tuple
    every: int = 8  # of the lines, enough for some seconds a run
    converted: bool = False  # whether the peer reads a model made from the original by its own converter

    @property
    def languages(self):
        return self.name.split("-")

    def peer_model(self, ours):
        """Where the peer finds the model."""
        if not self.converted:
            return ours
        folder = BUILT / "peer-models" / ours.name
        if not (folder / "model.bin").exists():
            raise Missing(f"{ours.name} is not there in {self.engine.title}'s own form: make bench-peers")
        return folder


PAIRS = {pair.name: pair for pair in (
    Pair("zh-en", "argos-zh-en-1.9", CTRANSLATE2, (1, 4)),
    Pair("en-fr", "opus-mt-en-fr", CTRANSLATE2, (1, 4), converted=True),
    Pair("en-pt", "bergamot-en-pt", BERGAMOT, (1,), every=1))}


def with_options(pair, options):
    """The pair with another model, other beam sizes or another sample, where these are asked for."""
    every = options.every or pair.every * (2 if options.quick else 1)
    return replace(
        pair, model=options.model or pair.model, beams=tuple(options.beam or pair.beams), every=every)


def model_folder(dragoman, model):
    if os.sep in model or Path(model).is_dir():
        return Path(model)
    command = [str(dragoman), "models", "info", "--json", model]
    try:
        found = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise SystemExit(f"{command[0]}: {error.strerror}. Build it first: swift build -c release")
    folder = json.loads(found.stdout).get("folder") if found.returncode == 0 else None
    if not folder:
        raise Missing(f"{model} is not installed: {dragoman} models install --keep-original {model}")
    return Path(folder)
