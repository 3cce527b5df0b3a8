"""Finds words in text and learns their probabilities."""

import math
from collections import Counter

import numpy as np

#: Characters that are words by themselves nearly always: no word is found across them.
FUNCTION = set("的了在和与及是不也等将被把从向对于之其该此本各并或但而就都这那我你他她它们有为以到由所上中下个者"
               "一二三四五六七八九十两几每某很已又再则即若如且还更最来去给让么吗吧呢啊第")

#: What a string of so many ideographs needs to be taken for a word: count, entropy of its neighbours, bond (the
#: pointwise mutual information of its parts at the loosest place).
NEEDED = {2: (10, 0.9, 0.7), 3: (20, 1.6, 3.0)}

#: More bond for two ideographs of which one is a function character.
FUNCTION_BOND = 1.5

BITS = 15


def grams(runs, longest=4):
    """For each length, the strings of that many ideographs as sorted numbers, and their counts."""
    text = np.frombuffer("\0".join(runs).encode("utf-16-le"), dtype=np.uint16).astype(np.uint64)
    codes = np.where(text > 0, text - np.uint64(0x4DFF), np.uint64(0))
    result, gram, valid = {}, codes, codes > 0
    for length in range(1, longest + 1):
        if length > 1:
            gram = (gram[:-1] << np.uint64(BITS)) | codes[length - 1:]
            valid = valid[:-1] & (codes[length - 1:] > 0)
        result[length] = np.unique(gram[valid], return_counts=True)
    return result


def text_of(value, length):
    """The string that a number stands for."""
    return "".join(chr((value >> BITS * (length - 1 - place) & 0x7FFF) + 0x4DFF) for place in range(length))


def branching(values, counts, longer, longer_counts, side):
    """Entropy of the neighbours of each string; the ends of runs count as so many different neighbours."""
    width = np.uint64(BITS * side)
    keys = longer >> np.uint64(BITS) if side == 0 else longer & ((np.uint64(1) << width) - np.uint64(1))
    order = np.argsort(keys, kind="stable")
    keys, inside = keys[order], longer_counts[order]
    total = np.zeros(len(values))
    weighed = np.zeros(len(values))
    place = np.searchsorted(values, keys)
    np.add.at(total, place, inside)
    np.add.at(weighed, place, inside * np.log(inside))
    count = counts.astype(float)
    return np.log(count) - weighed / count


def found_words(runs, known):
    """Words of two and three ideographs that hold together and whose neighbours vary."""
    table = grams(runs)
    size = float(table[1][1].sum())
    frequency = {}
    for length in (1, 2, 3):
        values, counts = table[length]
        keep = counts >= 10 if length > 1 else counts > 0
        frequency.update((text_of(value, length), count)
                         for value, count in zip(values[keep].tolist(), counts[keep].tolist()))
    found = set()
    for length, (least, variety, hold) in NEEDED.items():
        values, counts = table[length]
        right = branching(values, counts, *table[length + 1], 0)
        left = branching(values, counts, *table[length + 1], length)
        keep = (counts >= least) & (np.minimum(left, right) >= variety)
        for value, count in zip(values[keep].tolist(), counts[keep].tolist()):
            word = text_of(value, length)
            function = bool(FUNCTION.intersection(word))
            if word in known or (function and length > 2):
                continue
            bond = min(math.log(count * size / frequency.get(word[:cut], 1) / frequency.get(word[cut:], 1))
                       for cut in range(1, length))
            if bond >= hold + FUNCTION_BOND * function:
                found.add(word)
    return found


def expectation(runs, costs, longest):
    """Expected uses of each word over all segmentations (forward and backward), and the text's log probability."""
    uses = Counter()
    likelihood = 0.0
    get = costs.get
    for run, times in runs:
        size = len(run)
        forward = [0.0] * (size + 1)
        forward[0] = 1.0
        arcs = []
        for start in range(size):
            weight = forward[start]
            if weight == 0.0:
                continue
            for end in range(start + 1, min(size, start + longest.get(run[start:start + 2], 1)) + 1):
                probability = get(run[start:end])
                if probability is not None:
                    forward[end] += weight * probability
                    arcs.append((start, end, probability))
        whole = forward[size]
        if whole == 0.0:
            continue
        likelihood += times * math.log(whole)
        backward = [0.0] * (size + 1)
        backward[size] = times / whole
        for start, end, probability in reversed(arcs):
            share = probability * backward[end]
            backward[start] += share
            uses[run[start:end]] += forward[start] * share
    return uses, likelihood


def learn(runs, words, prior, start=None):
    """Uses of `words` and of single ideographs after a round of expectation and maximisation, and their sum.

    It starts from the uses given, or else from how often the strings occur; `prior` gives the uses that a word is
    granted beforehand.
    """
    runs = list(Counter(run[i:i + 30] for run in runs for i in range(0, len(run), 30)).items())
    longest = {}
    for word in words:
        longest[word[:2]] = max(longest.get(word[:2], 1), len(word))
    uses = Counter()
    if start is None:
        for run, times in runs:
            for begin in range(len(run)):
                uses[run[begin]] += times
                for end in range(begin + 2, min(len(run), begin + longest.get(run[begin:begin + 2], 1)) + 1):
                    if run[begin:end] in words:
                        uses[run[begin:end]] += times
    else:
        uses.update({word: count for word, count in start.items() if len(word) == 1 or word in words})

    def complete(uses):
        for word in sorted(words):
            uses[word] += prior(word)
        for word in [word for word in uses if len(word) == 1]:
            uses[word] += 0.5
        return sum(uses.values())

    total = complete(uses)
    uses, likelihood = expectation(runs, {word: count / total for word, count in uses.items() if count > 0}, longest)
    print(f"{len(words)} words, log probability of the text {likelihood / 1e6:.3f} million", flush=True)
    return uses, complete(uses)
