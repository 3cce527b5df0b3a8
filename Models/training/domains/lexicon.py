"""Labelled vocabulary out of open dictionaries: WordNet, GCIDE, FreeDict and CC-CEDICT."""
import collections
import gzip
import os
import re

from common import HERE, rows

WORDNET = "/usr/share/wordnet"
DICTD = "/usr/share/dictd"
ARTIFACT = "06"
# Topic pointers of WordNet (;c) by the lemma of the topic.
TOPICS = {"chemistry": "C", "biochemistry": "C", "metallurgy": "C", "molecular_biology": "C", "genetics": "C",
          "medicine": "A", "pathology": "A", "surgery": "A", "dentistry": "A", "cooking": "A", "agriculture": "A",
          "pharmacology": "A", "computer_science": "G", "computing": "G", "physics": "G", "optics": "G",
          "mathematics": "G", "statistics": "G", "photography": "G", "electricity": "H", "electronics": "H",
          "telecommunication": "H", "architecture": "E", "law": "legal", "jurisprudence": "legal",
          "criminal_law": "legal", "parliamentary_procedure": "meetings", "weaponry": "F", "firearm": "F",
          "ship": "B", "aeronautics": "B", "navigation": "B", "printing": "B", "tennis": "general",
          "baseball": "general", "football": "general", "music": "general", "Judaism": "general",
          "Christianity": "general", "theology": "general", "linguistics": "general", "grammar": "general",
          "psychology": "general", "astronomy": "general", "botany": "general", "zoology": "general"}


class WordNet:
    """The nouns of WordNet with a class for those below the roots of wordnet.tsv."""

    def __init__(self):
        self.senses, self.synsets = {}, {}
        for line in open(os.path.join(WORDNET, "index.noun"), encoding="latin-1"):
            if not line.startswith("  "):
                parts = line.split()
                self.senses[parts[0]] = parts[-int(parts[2]):]
        for line in open(os.path.join(WORDNET, "data.noun"), encoding="latin-1"):
            if line.startswith("  "):
                continue
            head, gloss = line.rstrip("\n").split(" | ", 1)
            parts = head.split()
            count = int(parts[3], 16)
            lemmas = [parts[4 + 2 * i] for i in range(count)]
            rest = parts[5 + 2 * count:]
            pointers = [(rest[i], rest[i + 1]) for i in range(0, len(rest) - 3, 4)]
            self.synsets[parts[0]] = (parts[1], lemmas, gloss, pointers)
        self.label()

    def label(self):
        """Give each synset the class of its topic, or else of the nearest root above it."""
        roots = {}
        for label, names in rows(os.path.join(HERE, "wordnet.tsv")):
            for name in names.split():
                if name.endswith("!"):
                    offsets = [o for o in self.senses[name[:-1]] if self.synsets[o][0] == ARTIFACT]
                else:
                    lemma, sense = name.split("#")
                    offsets = [self.senses[lemma][int(sense) - 1]]
                for offset in offsets:
                    roots.setdefault(offset, label)
        below = collections.defaultdict(list)
        for offset, (_, _, _, pointers) in self.synsets.items():
            for kind, target in pointers:
                if kind in ("@", "@i"):
                    below[target].append(offset)
        self.labels = dict(roots)
        queue = collections.deque(roots)
        while queue:
            offset = queue.popleft()
            for child in below[offset]:
                if child not in self.labels:
                    self.labels[child] = self.labels[offset]
                    queue.append(child)
        for offset, (_, _, _, pointers) in self.synsets.items():
            for kind, target in pointers:
                if kind == ";c" and target in self.synsets and offset not in roots:
                    for lemma in self.synsets[target][1]:
                        if lemma in TOPICS:
                            self.labels[offset] = TOPICS[lemma]

    def texts(self):
        """(class, text): lemmas and gloss of each labelled synset."""
        for offset, label in self.labels.items():
            _, lemmas, gloss, _ = self.synsets[offset]
            names = ", ".join(lemma.replace("_", " ") for lemma in lemmas)
            yield label, names + ": " + re.sub(r"\([a-z ]+\) ?", "", gloss)

    def first_label(self, word):
        """The class of the first sense of a word, or None."""
        offsets = self.senses.get(word.lower().replace(" ", "_"))
        return self.labels.get(offsets[0]) if offsets else None


def freedict(language):
    """(English word, translations) of the FreeDict dictionary from English."""
    name = {"fr": "fra", "es": "spa", "pt": "por", "ru": "rus", "ar": "ara"}[language]
    head = None
    with gzip.open(f"{DICTD}/freedict-eng-{name}.dict.dz", "rt", encoding="utf-8", errors="replace") as handle:
        for line in handle:
            line = line.strip()
            found = re.match(r"^([A-Za-z][A-Za-z -]*?) /[^/]*/", line)
            if found:
                head = found.group(1)
            elif head and line:
                yield head, re.sub(r"^\d+\. *|<[^>]*>|\([^)]*\)", "", line)


def gcide():
    """Entries of the Collaborative International Dictionary of English, markup removed."""
    with gzip.open(f"{DICTD}/gcide.dict.dz", "rt", encoding="utf-8", errors="replace") as handle:
        text = handle.read()
    for entry in re.split(r"\n(?=\S)", text):
        entry = re.sub(r"\\[^\\]*\\|\[[^\]]*\]|[{}]", " ", entry)
        entry = re.sub(r"\s+", " ", entry)
        if 60 < len(entry) < 900:
            yield entry
