"""Measures the word model: python evaluate.py CORPUS-FOLDER [words.tsv]

Labelled cases (even lines were for tuning, odd ones are the test), the glossaries' terms in real text, and
`expected.tsv`, the reference for the engine's own code.
"""

import csv
import random
import re
import sys
from collections import Counter
from pathlib import Path

import corpus
from words import WordModel

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
MODEL = ROOT / "Models" / "han-words" / "words.tsv"
CASES = ROOT / "Tests" / "DragomanTests" / "Resources" / "han-words.tsv"
LINES = 200_000


def cases():
    """Rows of the labelled cases: verdict, term, sentence; the term's first occurrence counts."""
    return [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()]


def labelled(model):
    """Prints how many of the labelled cases come out right."""
    right, all_ = Counter(), Counter()
    for number, (verdict, term, sentence) in enumerate(cases(), 1):
        key = ("even (tuning)", "odd (test)")[number % 2], verdict
        rejected = model.judge(sentence, sentence.index(term), len(term))[2]
        all_[key] += 1
        right[key] += rejected == (verdict == "reject")
    for key in sorted(all_):
        print(f"{key[0]}, {key[1]}: {right[key]} of {all_[key]}, {100 * right[key] / all_[key]:.1f}%")


def expected(model, path):
    """Writes every eleventh labelled case with what the rule says of it."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("# verdict of the rule, term, sentence, free, cut\n")
        for verdict, term, sentence in cases()[5::11]:
            free, cut, rejected = model.judge(sentence, sentence.index(term), len(term))
            file.write(f"{('accept', 'reject')[rejected]}\t{term}\t{sentence}\t{free}\t{cut}\n")


def forms():
    """The Chinese forms of both glossaries."""
    found = set()
    for path in sorted((ROOT / "Glossaries").glob("*.csv")):
        with open(path, encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found |= {form for form in (row["zh"] or "").split(" | ") if re.fullmatch("[\u4e00-\u9fff]{2,}", form)}
    return found


def matches(line, terms, longest):
    """Places of terms in a line, from left to right, the longest first."""
    start = 0
    while start < len(line):
        length = next((n for n in range(longest, 1, -1) if line[start:start + n] in terms), 0)
        if length:
            yield start, length
        start += max(1, length)


def real(model, folder, samples=100):
    """Prints how often terms are rejected in text, and a sample of the rejections."""
    lines = list(corpus.sentences(folder))
    generator = random.Random(5)
    generator.shuffle(lines)
    terms = forms()
    longest = max(map(len, terms))
    seen, rejected, examples = Counter(), Counter(), []
    for line in lines[:LINES]:
        for start, length in matches(line, terms, longest):
            term = line[start:start + length]
            seen[term] += 1
            if model.judge(line, start, length)[2]:
                rejected[term] += 1
                examples.append(f"{line[max(0, start - 10):start]}[{term}]{line[start + length:start + length + 10]}")
    total, all_ = sum(rejected.values()), sum(seen.values())
    print(f"{len(terms)} forms, {len(seen)} of them found, {all_} matches, {total} rejected, {100 * total / all_:.1f}%")
    print(" ".join(f"{term} {count}/{seen[term]}" for term, count in rejected.most_common(60)))
    print("\n".join(random.Random(7).sample(examples, min(samples, len(examples)))))


def main(folder, path=MODEL):
    """All of it."""
    model = WordModel(path)
    labelled(model)
    expected(model, HERE / "expected.tsv")
    real(model, folder)


if __name__ == "__main__":
    main(*sys.argv[1:3])
