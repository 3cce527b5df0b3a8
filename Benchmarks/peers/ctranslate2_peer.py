"""CTranslate2, text to text in one process.

The model folder is the one our engine reads, or a converted one. The model's own files lie in it or, since an
installation converts them, in its folder original: model/model.bin beside sentencepiece.model, as Argos packs
it, or all in one folder.
"""
import json
import os

from measuring import MAXIMUM_LENGTH, arguments, measure


class Peer:
    warm_up = 4

    def __init__(self, options):
        model = options.model
        model = model / "original" if (model / "original").is_dir() else model
        folder = model / "model" if (model / "model" / "model.bin").exists() else model
        names = ["sentencepiece.model", "source.spm"]
        pieces = next(f / n for f in (model, folder) for n in names if (f / n).exists())
        self.pieces = sentencepiece.SentencePieceProcessor(str(pieces))
        inter = options.threads if options.parallel == "inter" else 1
        self.translator = ctranslate2.Translator(
            str(folder), device="cpu", compute_type=options.compute, inter_threads=inter,
            intra_threads=options.threads // inter)
        configuration = json.loads((folder / "config.json").read_text())
        self.source_end = [] if configuration.get("add_source_eos") else ["</s>"]
        size, _, unit = options.batch.partition(" ")
        self.options = dict(
            beam_size=options.beam, length_penalty=1, max_decoding_length=MAXIMUM_LENGTH,
            max_batch_size=int(size), batch_type=unit or "examples")

    def translate(self, lines):
        sources = [pieces + self.source_end for pieces in self.pieces.encode(lines, out_type=str)]
        results = [r.hypotheses[0] for r in self.translator.translate_batch(sources, **self.options)]
        # Joined by hand: Argos packs only the source language's pieces.
        texts = ["".join(tokens).replace("\u2581", " ").strip().replace("\n", " ") for tokens in results]
        return texts, [len(tokens) for tokens in results]


options = arguments(__doc__, "32", 'examples, or with a unit: "1024 tokens"')
# Read when the libraries are loaded.
os.environ["OMP_NUM_THREADS"] = str(options.threads if options.parallel == "intra" else 1)
import ctranslate2  # noqa: E402
import sentencepiece  # noqa: E402

measure("ctranslate2", ctranslate2.__version__, options, Peer)
