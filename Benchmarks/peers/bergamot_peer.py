"""Bergamot (Marian with intgemm), text to text in one process: PyPI's bergamot, on CPython 3.10.

The model folder is the one our engine reads; the student's own files lie in its folder original. Threads are
workers on batches of their own.
"""
import importlib.util
import os
from importlib import metadata

from measuring import arguments, measure

options = arguments(__doc__, "1024 words", '"1024 words": the most subwords of a batch')
os.environ["OMP_NUM_THREADS"] = "1"
import sentencepiece  # noqa: E402
import yaml  # noqa: E402


def engine_module():
    """The engine without the package around it, which reads lists of models from the network."""
    path = next(p for p in metadata.files("bergamot") if p.name.startswith("_bergamot"))
    specification = importlib.util.spec_from_file_location("_bergamot", path.locate())
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


bergamot = engine_module()


class Peer:
    def __init__(self, options):
        folder = options.model / "original" if (options.model / "original").is_dir() else options.model
        one = lambda pattern: str(next(folder.glob(pattern)).resolve())
        configuration = yaml.safe_load(open(one("config*.yml")))
        vocabulary, words = one("vocab*.spm"), options.batch.partition(" ")[0]
        configuration.update({
            "relative-paths": False, "models": [one("model*.bin")], "vocabs": [vocabulary, vocabulary],
            "shortlist": [one("lex*.bin"), False], "beam-size": options.beam, "ssplit-prefix-file": "",
            "ssplit-mode": "sentence", "max-length-break": 256, "mini-batch-words": int(words),
            "workspace": 128})
        # A worker sets itself up with its first batch, which costs as much as 50 lines: several for each.
        self.warm_up = 128 * options.threads
        service = bergamot.ServiceConfig(numWorkers=options.threads, cacheSize=0, logLevel="off")
        self.service = bergamot.Service(service)
        self.model = self.service.modelFromConfig(yaml.dump(configuration, sort_keys=False))
        self.options = bergamot.ResponseOptions(
            qualityScores=False, alignment=False, HTML=False, sentenceMappings=False)
        self.pieces = sentencepiece.SentencePieceProcessor(vocabulary)

    def translate(self, lines):
        responses = self.service.translate(self.model, bergamot.VectorString(lines), self.options)
        return [response.target.text.replace("\n", " ") for response in responses], None

    def count(self, texts):
        return [len(pieces) for pieces in self.pieces.encode(texts)]


measure("bergamot", metadata.version("bergamot"), options, Peer)
