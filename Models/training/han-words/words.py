"""The word model and the rule that uses it: the reference for the engine's own code."""

from pathlib import Path

NUMBERS = ("floor", "margin", "term", "name", "letter", "rare", "context")
CHARACTERS = ("letters", "suffixes", "prefixes")


def is_han(character):
    """Whether a character is an ideograph of the basic block."""
    return "\u4e00" <= character <= "\u9fff"


class WordModel:
    """Costs of words, as whole hundredths of a nat: round(-100 ln p)."""

    def __init__(self, path):
        """Reads `words.tsv`."""
        self.words = {}
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            key, value = line.split("\t")
            if key in NUMBERS:
                setattr(self, key, int(value))
            elif key in CHARACTERS:
                setattr(self, key, set(value))
            else:
                self.words[key] = int(value)
        self.longest = max(map(len, self.words))

    def segment(self, text):
        """The cheapest segmentation of `text`: its cost and its words. Among equals, the last word is the shortest."""
        costs, starts = [0], [0]
        for end in range(1, len(text) + 1):
            lowest, first = costs[end - 1] + self.words.get(text[end - 1], self.floor), end - 1
            named = text[end - 1] in self.letters
            for start in range(end - 2, -1, -1):
                length = end - start
                named = named and text[start] in self.letters
                if length > self.longest and not named:
                    break
                cost = self.words.get(text[start:end])
                if named and length >= 3:
                    name = self.name + self.letter * length
                    cost = name if cost is None else min(cost, name)
                if cost is not None and costs[start] + cost < lowest:
                    lowest, first = costs[start] + cost, start
            costs.append(lowest)
            starts.append(first)
        words, end = [], len(text)
        while end > 0:
            words.append(text[starts[end]:end])
            end = starts[end]
        return costs[-1], words[::-1]

    def parts(self, sentence, start, length):
        """The ideographs before a match, the term, and the ideographs after it, as far as the rule looks."""
        end = start + length
        left = start
        while left > 0 and start - left < self.context and is_han(sentence[left - 1]):
            left -= 1
        right = end
        while right < len(sentence) and right - end < self.context and is_han(sentence[right]):
            right += 1
        return sentence[left:start], sentence[start:end], sentence[end:right]

    def syllable(self, word):
        """Whether a word is a piece of a name: one letter, or two that are rare together."""
        return (len(word) <= 2 and self.letters.issuperset(word)
                and (len(word) == 1 or self.words.get(word, self.floor) >= self.rare))

    def judge(self, sentence, start, length):
        """`free` and `cut`, the costs of the cheapest segmentation without and with borders at the term's ends,
        and whether the match is rejected."""
        before, term, after = self.parts(sentence, start, length)
        left, words_before = self.segment(before)
        right, words_after = self.segment(after)
        cut = left + min(self.segment(term)[0], self.term) + right
        free = min(self.segment(before + term + after)[0], cut)
        last, first = words_before[-1:], words_after[:1]
        rejected = (cut - free > self.margin
                    or first != [] and first[0] in self.suffixes
                    or self.letters.issuperset(term) and (any(map(self.syllable, first))
                                                      or any(map(self.syllable, last)) and last[0] not in self.prefixes))
        return free, cut, rejected
