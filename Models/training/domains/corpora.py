"""Running text by class: lines of the corpus folder and of Debian packages."""
import glob
import html
import os
import random
import re

from common import zstd_lines

PAIRS = "en-zh.open.tsv.zst"
MORE = "en-zh.open.more.tsv.zst"
# Source of the pairs -> class; sources not named here are not used as running text.
PAIR_CLASS = {"taiwan_moj_law": "legal", "tatoeba_cmn": "general", "3AM_captions": "general",
              "bible": "general", "ms_cpp_docs": "G", "python_docs": "G", "ud_pud": "general", "xquad": "general"}
MONOLINGUAL = {"tw_parliament_ly": "meetings", "law_prc": "legal", "law_taiwan": "legal",
               "drcd_wikipedia": "general", "cmrc2018_wikipedia": "general", "ud_gsd_wikipedia": "general",
               "commonvoice_zh": "general", "howtocook": "A", "tech_vs_docs": "G", "tech_pingcap": "G",
               "tech_ms_dynamics_HT": "G"}


# Fewer lines of the sources that differ most from what one reads today.
PAIR_LINES = {"bible": 300, "3AM_captions": 800}


def sample(lines, count, seed=1):
    """A random sample of an iterable of unknown length."""
    generator, kept = random.Random(seed), []
    for number, line in enumerate(lines):
        if number < count:
            kept.append(line)
        else:
            place = generator.randrange(number + 1)
            if place < count:
                kept[place] = line
    return kept


def pairs(folder, count):
    """{source: [(en, zh), ...]} with at most count pairs a source, CC-CEDICT in full."""
    by_source = {}
    for name in (PAIRS, MORE):
        for line in zstd_lines(os.path.join(folder, name)):
            en, zh, source = line.split("\t")[:3]
            by_source.setdefault(source, []).append((en, zh))
    return {s: p if s == "cedict" else sample(p, PAIR_LINES.get(s, count)) for s, p in by_source.items()}


def monolingual(folder, count):
    """(class, source, lines) of the Chinese files."""
    for name, label in MONOLINGUAL.items():
        lines = (l for l in zstd_lines(os.path.join(folder, name + ".txt.zst")) if 10 <= len(l) <= 300)
        yield label, name, sample(lines, count)


def gnome_help(language):
    """Paragraphs of the GNOME user help."""
    name = {"pt": "pt_BR"}.get(language, language)
    for path in sorted(glob.glob(f"/usr/share/help/{name}/gnome-help/*.page")):
        with open(path, encoding="utf-8") as handle:
            for paragraph in re.findall(r"<p>(.*?)</p>", handle.read(), re.S):
                text = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", paragraph))).strip()
                if len(text) > 40:
                    yield text
