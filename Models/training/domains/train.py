"""Trains the domain classifier end to end.

    python train.py CORPUS_FOLDER --work WORK_FOLDER --output MODEL_FOLDER [--dragoman PROGRAM]

CORPUS_FOLDER holds the open corpus (see the card for the files); the dictionaries come from the Debian packages
wordnet-base, dict-gcide, dict-freedict-eng-{fra,spa,por,rus,ara} and gnome-user-docs. With --dragoman, some lines
are translated to fill classes that have no text in a language.
"""
import argparse
import json
import os
import random
import re
import subprocess

import sentencepiece

import bayes
import corpora
import lexicon
import templates
from common import CLASSES, LANGUAGES, SECTIONS, held_out, is_word_list, own_texts, terms

PIECES = 20000
STRENGTHS = [1000, 2000, 4000, 8000, 16000]
FLOOR = 12
CONFIDENCE = 0.8
# A source's texts count `factor` times, but no more than `cap` pieces in each class and language.
MASS = {"own": (4, 12000), "words": (3, 12000), "templates": (1, 14000), "wordnet": (0.5, 9000),
        "freedict": (1, 6000), "selfen": (0.5, 6000), "cedict": (1, 8000), "corpus": (1, 14000),
        "docs": (1, 3000), "translated": (1, 10000)}


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--work", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--dragoman", help="the program, with models zh-en and en-pt installed")
    return parser.parse_args()


def translate(program, source, target, lines, cache):
    """Lines in another language by the project's own engine; kept in a file, empty without a program."""
    if not os.path.exists(cache):
        if not program:
            return []
        with open(cache + ".in", "w", encoding="utf-8") as out:
            out.write("\n\n".join(lines) + "\n")
        done = subprocess.run([program, "translate", "--from", source, "--to", target, cache + ".in"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        with open(cache, "w", encoding="utf-8") as out:
            out.writelines(l + "\n" for l in done.stdout.split("\n") if l.strip())
    with open(cache, encoding="utf-8") as handle:
        return handle.read().splitlines()


def gather(options):
    """Everything but self-training: [(class, language, source, [text, ...])], CC-CEDICT and the WordNet."""
    found = []
    pairs = corpora.pairs(options.corpus, 3000)
    for source, label in corpora.PAIR_CLASS.items():
        kind = "docs" if label == "G" else "corpus"
        found.append((label, "en", kind, [en for en, _ in pairs[source]]))
        found.append((label, "zh", kind, [zh for _, zh in pairs[source]]))
    for label, name, lines in corpora.monolingual(options.corpus, 3000):
        found.append((label, "zh", "docs" if label in SECTIONS else "corpus", lines))
        if name == "tw_parliament_ly":
            english = translate(options.dragoman, "zh", "en", lines[:900], options.work + "/meetings.en")
            found.append(("meetings", "en", "translated", english))
            found.append(("meetings", "pt", "translated", translate(
                options.dragoman, "en", "pt", english[:400], options.work + "/meetings.pt")))
    for label, source in (("legal", "taiwan_moj_law"), ("general", "xquad"), ("general", "tatoeba_cmn")):
        found.append((label, "pt", "translated", translate(
            options.dragoman, "en", "pt", [en for en, _ in pairs[source][:400]], f"{options.work}/{source}.pt")))
    for language in LANGUAGES:
        if language != "en":
            found.append(("G", language, "docs", corpora.sample(corpora.gnome_help(language), 400)))
    net = lexicon.WordNet()
    for label in CLASSES:
        found.append((label, "en", "wordnet", [t for c, t in net.texts() if c == label]))
    for language in ("fr", "es", "pt", "ru", "ar"):
        words = {}
        for english, other in lexicon.freedict(language):
            label = net.first_label(english)
            if label:
                words.setdefault(label, []).append(other)
        found.extend((label, language, "freedict", lines) for label, lines in words.items())
    for section, language, text in templates.sentences(terms(), 6):
        found.append((section, language, "templates", [text]))
    return found, pairs["cedict"], net


def train_pieces(found, cedict, own, path):
    """The SentencePiece model, of about as much text in each language."""
    generator = random.Random(3)
    by_language = {language: [] for language in LANGUAGES}
    for _, language, _, texts in found:
        by_language[language].extend(texts)
    for language in ("fr", "es", "ru", "pt"):
        by_language[language].extend(corpora.gnome_help(language))
    by_language["zh"].extend(zh for _, zh in cedict)
    with open(path + ".txt", "w", encoding="utf-8") as out:
        for language, lines in by_language.items():
            generator.shuffle(lines)
            budget = 1_000_000 if language == "zh" else 1_800_000
            for line in lines:
                budget -= len(line)
                if budget < 0:
                    break
                out.write(line[:1000] + "\n")
        for _ in range(8):
            out.writelines(text + "\n" for _, _, text in own)
    sentencepiece.SentencePieceTrainer.train(
        input=path + ".txt", model_prefix=path, vocab_size=PIECES, model_type="unigram", num_threads=2,
        normalization_rule_name="nmt_nfkc_cf", byte_fallback=False, character_coverage=0.9995,
        split_digits=True, max_sentence_length=8000, bos_id=-1, eos_id=-1, minloglevel=2)


def self_training(model, cedict, net, counter):
    """Label dictionary entries with the seed model, and count those it is sure of."""
    sure = {c: [] for c in CLASSES}
    for entry in lexicon.gcide():
        posterior = model.posterior(entry)
        if posterior.max() >= CONFIDENCE:
            sure[CLASSES[posterior.argmax()]].append(entry)
    for label, texts in sure.items():
        counter.add(label, "en", "selfen", texts)
    chinese = {c: [] for c in CLASSES}
    for english, zh in cedict:
        label = net.first_label(re.split(r"[;,(]", english)[0].strip())
        if not label:
            posterior = model.posterior(english)
            if posterior.max() < CONFIDENCE:
                continue
            label = CLASSES[posterior.argmax()]
        chinese[label].append(zh)
    for label, words in chinese.items():
        counter.add(label, "zh", "cedict", ["，".join(words[i:i + 8]) for i in range(0, len(words), 8)])
    print("self-training:", {c: (len(sure[c]), len(chinese[c])) for c in CLASSES})


def build(pieces, found, own, cedict, net):
    """A model of the sources and the given own texts."""
    counter = bayes.Counter(pieces)
    for label, language, source, texts in found:
        counter.add(label, language, source, texts)
    for label, language, text in own:
        counter.add(label, language, "words" if is_word_list(text) else "own", [text])
    seed = bayes.Model(pieces, counter.ratios(MASS, 4000), 1.0, 0.3)
    self_training(seed, cedict, net, counter)
    return counter


def check_overlap(own):
    """Stop if a test set shares a run of eight words, or of sixteen Chinese characters, with the own texts."""
    def runs(language, text):
        units = list(text) if language == "zh" else text.lower().split()
        size = 16 if language == "zh" else 8
        return {tuple(units[i:i + size]) for i in range(len(units) - size + 1)}
    seen = set().union(*(runs(language, text) for _, language, text in own))
    for _, language, text in [*held_out(), *held_out("held-out-2.tsv")]:
        if runs(language, text) & seen:
            raise SystemExit("held-out text overlaps with the training texts: " + text)


def main():
    """Run all steps."""
    options = arguments()
    os.makedirs(options.work, exist_ok=True)
    own = list(own_texts())
    check_overlap(own)
    found, cedict, net = gather(options)
    path = os.path.join(options.work, "pieces")
    if not os.path.exists(path + ".model"):
        train_pieces(found, cedict, own, path)
    pieces = sentencepiece.SentencePieceProcessor(model_file=path + ".model")
    # One own text in six is kept back for choosing temperature and alpha; the last model learns from all.
    position, split = {}, {False: [], True: []}
    for row in own:
        n = position[row[1]] = position.get(row[1], -1) + 1
        split[n % 6 == 5 and row[1] in ("en", "zh", "fr", "pt")].append(row)
    counter = build(pieces, found, split[False], cedict, net)
    dev = [(label, text) for label, _, text in split[True]]
    sentences = [(l, s) for l, t in dev for s in re.split(r"(?<=[.;。])\s*", t) if len(s) > 15]
    best = None
    for strength in STRENGTHS:
        model = bayes.Model(pieces, counter.ratios(MASS, strength))
        loss = model.calibrate(dev + sentences)[0]
        right = sum(CLASSES[model.posterior(t).argmax()] == l for l, t in dev) / len(dev)
        print(f"strength {strength}: loss {loss:.4f}, right {right:.3f}, T {model.temperature}, alpha {model.alpha}")
        if best is None or loss < best[0]:
            best = (loss, strength, model.temperature, model.alpha)
    counter = build(pieces, found, own, cedict, net)
    final = bayes.Model(pieces, counter.ratios(MASS, best[1]), *best[2:])
    os.makedirs(options.output, exist_ok=True)
    final.save(options.output, FLOOR)
    with open(path + ".model", "rb") as source, open(os.path.join(options.output, "pieces.model"), "wb") as target:
        target.write(source.read())
    with open(os.path.join(options.work, "log.json"), "w", encoding="utf-8") as out:
        json.dump(dict(zip(["loss", "strength", "temperature", "alpha"], best)), out)


if __name__ == "__main__":
    main()
