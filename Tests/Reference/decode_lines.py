#!/usr/bin/env python3
"""Translates lines with CTranslate2 in single precision and writes tokens and scores.

    decode_lines.py MODEL SENTENCEPIECE BEAM_SIZE LINES OUTPUT

MODEL is a CTranslate2 folder, LINES a text of one sentence a line. OUTPUT gets one JSON object a line:
{"source": ["▁a", ...], "target": ["▁b", ...], "score": -0.5}, without begin and end marks.
"""

import json
import sys

import ctranslate2
import sentencepiece


def main():
    model, pieces, beam_size, lines, output = sys.argv[1:]
    splitter = sentencepiece.SentencePieceProcessor(pieces)
    with open(lines, encoding="utf-8") as file:
        sources = splitter.encode(file.read().splitlines(), out_type=str)
    translator = ctranslate2.Translator(
        model, device="cpu", compute_type="float32", inter_threads=2, intra_threads=1)
    results = translator.translate_batch(
        sources, beam_size=int(beam_size), max_batch_size=8, max_decoding_length=512,
        return_scores=True)
    with open(output, "w", encoding="utf-8") as file:
        for source, result in zip(sources, results):
            entry = {"source": source, "target": result.hypotheses[0], "score": result.scores[0]}
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
