"""Reads the training text: runs of ideographs, dictionary headwords, names of places and people."""

import re
from collections import Counter
from pathlib import Path

import zstandard

RUN = re.compile("[\u4e00-\u9fff]+")

#: File, lines at most, and every how many lines one is taken.
MONOLINGUAL = (
    ("drcd_wikipedia", 30_000, 1), ("cmrc2018_wikipedia", 20_000, 1), ("ud_gsd_wikipedia", 1_000, 1),
    ("commonvoice_zh", 60_000, 1), ("law_prc", 130_000, 3), ("law_taiwan", 70_000, 8),
    ("tw_parliament_ly", 250_000, 3), ("tech_vs_docs", 15_000, 8), ("tech_pingcap", 7_000, 3),
)

#: Source of the parallel file, and every how many of its lines one is taken.
PARALLEL = {"tatoeba_cmn": 1, "3AM_captions": 3, "bible": 3, "sdg": 1, "xquad": 1, "ud_pud": 1, "python_docs": 9,
            "opensource_guide": 1, "app_i18n": 4, "debian_mo": 12, "ms_cpp_docs": 15, "libreoffice_help": 4}

PARALLEL_FILES = ("en-zh.open", "en-zh.open.more")


def lines(path):
    """Lines of a zstd file."""
    with open(path, "rb") as file:
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(file)
        rest = b""
        while block := reader.read(1 << 22):
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                yield line.decode("utf-8", "replace")
        if rest:
            yield rest.decode("utf-8", "replace")


def pairs(folder):
    """Rows of the parallel files: English, Chinese, source."""
    for name in PARALLEL_FILES:
        for line in lines(Path(folder) / f"{name}.tsv.zst"):
            row = line.split("\t")
            if len(row) == 3:
                yield row


def sentences(folder):
    """The Chinese text that the model is trained on."""
    for name, most, step in MONOLINGUAL:
        for number, line in enumerate(lines(Path(folder) / f"{name}.txt.zst")):
            if number >= most * step:
                break
            if number % step == 0:
                yield line
    seen = Counter()
    for _, chinese, source in pairs(folder):
        seen[source] += 1
        if source in PARALLEL and seen[source] % PARALLEL[source] == 0:
            yield chinese


def dictionary(folder):
    """CC-CEDICT's headwords of two to five ideographs; longer ones are phrases."""
    return {chinese for _, chinese, source in pairs(folder)
            if source == "cedict" and 2 <= len(chinese) <= 5 and RUN.fullmatch(chinese)}


#: Last characters that say what a name is the name of; they are no letters.
KINDS = re.compile("[语文人族省州岛市区县郡邦堡河湖湾山港国]$|群岛$|地区$")


def names(folder, text):
    """Letters of names written by sound, and such names from short interface strings (places, mostly).

    A letter is a character that stands next to the dot of names such as 卡尔·马克思, or in a short string whose
    English is one capitalised word (in the dictionary, with an explanation) and most of whose characters are
    letters already; and it is at least twice as frequent in names as in text.
    """
    everywhere = Counter()
    letters = Counter()
    for line in text:
        everywhere.update(line)
        for before, after in re.findall("([\u4e00-\u9fff])[·‧•・]([\u4e00-\u9fff])", line):
            letters.update((before, after))
    known = {letter for letter, count in letters.items() if count >= 3}
    candidates = {KINDS.sub("", chinese) for english, chinese, _ in pairs(folder)
                  if re.fullmatch("[A-Z][a-zé'-]+(,.*| [(].*)?", english)
                  and re.fullmatch("[\u4e00-\u9fff]{2,7}", chinese)}
    for _ in range(3):
        found = {name for name in candidates
                 if len(name) > 1 and sum(letter in known for letter in name) >= max(2, 0.7 * len(name))}
        letters = Counter(letter for name in found for letter in name)
        rate = sum(everywhere.values()) / sum(letters.values())
        known = {letter for letter, count in letters.items()
                 if count >= 4 and count * rate >= 2 * everywhere[letter]}
    return known, {name for name in found if known.issuperset(name)}
