"""Names and readers that the steps share."""
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
SECTIONS = list("ABCDEFGH")
CLASSES = SECTIONS + ["meetings", "legal", "general"]
LANGUAGES = ["zh", "en", "fr", "es", "ru", "ar", "pt"]

# Share of each language in p(piece | class) and p(piece).
LANGUAGE_SHARE = {"zh": 0.25, "en": 0.25, "fr": 0.15, "es": 0.09, "ru": 0.09, "ar": 0.08, "pt": 0.09}

# Prior of a text: short and odd texts should rather be called general than anything else.
PRIOR = {c: 0.075 for c in SECTIONS}
PRIOR.update({"meetings": 0.10, "legal": 0.10, "general": 0.20})


def rows(path):
    """The tab-separated rows of a file, without comments and empty lines."""
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield line.split("\t")


def own_texts():
    """(class, language, text) of the texts written for this model."""
    for language in LANGUAGES:
        for label, text in rows(os.path.join(HERE, "texts", language + ".tsv")):
            yield label, language, text


def held_out(name="held-out.tsv"):
    """(class, language, text) of a test set, which no training step reads except to check overlap."""
    for label, language, text in rows(os.path.join(HERE, name)):
        yield label, language, text


def terms():
    """{(section, language): [term, ...]} from terms/ and from the word lists among the own texts."""
    found = {}
    for section in SECTIONS:
        lines = list(rows(os.path.join(HERE, "terms", section + ".tsv")))
        for line in lines[1:]:
            for language, cell in zip(lines[0], line):
                parts = cell.split() if language == "zh" else cell.split(", ")
                found.setdefault((section, language), []).extend(p for p in parts if p)
    for label, language, text in own_texts():
        if language in ("es", "ru", "ar") and label in SECTIONS and "." not in text:
            found.setdefault((label, language), []).extend(text.split())
    return found


def zstd_lines(path):
    """The lines of a zstd file."""
    process = subprocess.Popen(["zstd", "--long=27", "-dcq", path], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    for line in process.stdout:
        yield line.rstrip("\n")
    process.stdout.close()
    process.wait()


def is_word_list(text):
    """Whether an own text is a plain list of words rather than sentences."""
    return not re.search(r"[.。,,;;!?،]", text)
