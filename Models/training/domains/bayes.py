"""The classifier: naive Bayes over SentencePiece pieces, its training, its files and its scorer."""
import collections
import math
import os

import numpy
import sentencepiece

from common import CLASSES, LANGUAGE_SHARE, PRIOR

FORMAT = ("# domains 1: pieces of pieces.model; 'classes'; 'prior' = 100*ln p; 'temperature'; 'alpha'; then piece id "
          "and, for each class, 100*ln(p(piece|class)/p(piece)); the card says how to score")


def damped(ids, unknown):
    """{id: 1 + ln(count)} of a text's pieces, the unknown piece left out."""
    counts = collections.Counter(i for i in ids if i != unknown)
    return {i: 1.0 + math.log(n) for i, n in counts.items()}


class Counter:
    """Damped piece counts of texts, by class, language and source."""

    def __init__(self, pieces):
        self.pieces, self.size = pieces, pieces.get_piece_size()
        self.counts = {}

    def add(self, label, language, source, texts):
        """Count the pieces of texts."""
        key = (label, language, source)
        vector = self.counts.setdefault(key, numpy.zeros(self.size))
        for ids in self.pieces.encode(list(texts)):
            for i, weight in damped(ids, self.pieces.unk_id()).items():
                vector[i] += weight

    def ratios(self, mass, strength):
        """The table of ln(p(piece|class)/p(piece)), one row a class.

        mass[source] = (factor, cap): a source counts factor times, but no more than cap pieces in each class
        and language. strength is the number of pieces of p(piece) mixed into each class's distribution.
        """
        joint = {}
        for (label, language, source), vector in self.counts.items():
            factor, cap = mass[source]
            total = vector.sum()
            if total:
                scaled = vector * min(factor, cap / total)
                joint[label, language] = joint.get((label, language), 0) + scaled
        by_class = numpy.zeros((len(CLASSES), self.size))
        overall = numpy.zeros(self.size)
        for language, share in LANGUAGE_SHARE.items():
            known = [joint[c, language] for c in CLASSES if (c, language) in joint]
            background = sum(v / v.sum() for v in known) / len(known)
            overall += share * background
            for row, label in enumerate(CLASSES):
                counts = joint.get((label, language), numpy.zeros(self.size))
                by_class[row] += share * (counts + strength * background) / (counts.sum() + strength)
        seen = overall > 0
        table = numpy.zeros_like(by_class)
        table[:, seen] = numpy.log(by_class[:, seen] / overall[seen])
        return table


class Model:
    """A trained classifier: what pieces.model and weights.tsv hold."""

    def __init__(self, pieces, table, temperature=1.0, alpha=0.5):
        self.pieces = pieces
        self.table = numpy.round(100 * table).astype(int)
        self.prior = numpy.array([round(100 * math.log(PRIOR[c])) for c in CLASSES])
        self.temperature, self.alpha = temperature, alpha

    def sums(self, text):
        """(prior + weighted sum over pieces, number of pieces), the sum in hundredths."""
        ids = self.pieces.encode(text)
        total = self.prior.astype(float)
        for i, weight in damped(ids, self.pieces.unk_id()).items():
            total = total + weight * self.table[:, i]
        return total, max(1, len(ids))

    def posterior(self, text):
        """The probability of each class."""
        total, count = self.sums(text)
        return softmax(total / 100.0 / (self.temperature * count ** self.alpha))

    def calibrate(self, examples):
        """Choose temperature and alpha that give labelled texts the highest likelihood."""
        scored = [(CLASSES.index(label), *self.sums(text)) for label, text in examples]
        best = None
        for alpha in [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]:
            for temperature in [0.05 * 1.12 ** k for k in range(45)]:
                loss = -sum(math.log(max(1e-9, softmax(t / 100.0 / (temperature * n ** alpha))[c]))
                            for c, t, n in scored) / len(scored)
                if best is None or loss < best[0]:
                    best = (loss, round(temperature, 3), alpha)
        _, self.temperature, self.alpha = best
        return best

    def save(self, folder, floor):
        """Write weights.tsv; pieces whose weights are all below floor are left out."""
        with open(os.path.join(folder, "weights.tsv"), "w", encoding="utf-8") as out:
            out.write(FORMAT + "\n")
            out.write("\t".join(["classes"] + CLASSES) + "\n")
            out.write("\t".join(["prior"] + [str(p) for p in self.prior]) + "\n")
            out.write(f"temperature\t{self.temperature}\nalpha\t{self.alpha}\n")
            for i in range(self.table.shape[1]):
                if abs(self.table[:, i]).max() >= floor:
                    out.write("\t".join([str(i)] + [str(w) for w in self.table[:, i]]) + "\n")


def load(folder):
    """The model of a folder."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=os.path.join(folder, "pieces.model"))
    model = Model(pieces, numpy.zeros((len(CLASSES), pieces.get_piece_size())))
    for line in open(os.path.join(folder, "weights.tsv"), encoding="utf-8"):
        parts = line.rstrip("\n").split("\t")
        if parts[0].isdigit():
            model.table[:, int(parts[0])] = [int(p) for p in parts[1:]]
        elif parts[0] == "prior":
            model.prior = numpy.array([int(p) for p in parts[1:]])
        elif parts[0] in ("temperature", "alpha"):
            setattr(model, parts[0], float(parts[1]))
    return model


def softmax(values):
    """Probabilities in proportion to exp(values)."""
    powers = numpy.exp(values - values.max())
    return powers / powers.sum()
