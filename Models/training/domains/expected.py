"""Writes expected.tsv: 30 texts with the probability of each class, the reference for other programs.

    python expected.py MODEL_FOLDER
"""
import os
import sys

import bayes
from common import CLASSES, HERE, held_out

# A few texts at the edges of the format; the others are taken from the test set.
EDGES = ["...", "123 456", "ⅣＡＢＣ ﬁlter", "the the the the the the pump pump pump",
         "Α β γ δ: 試験 テスト", "A filter.\nA valve.\n\n过滤器和阀门。"]


def main():
    """Every eighteenth text of the test set, and the edges."""
    model = bayes.load(sys.argv[1])
    texts = [text for _, _, text in held_out()][::18][:24] + EDGES
    with open(os.path.join(HERE, "expected.tsv"), "w", encoding="utf-8") as out:
        out.write("\t".join(["# text (\\n is a line break)"] + CLASSES) + "\n")
        for text in texts:
            cells = [f"{p:.4f}" for p in model.posterior(text)]
            out.write("\t".join([text.replace("\n", "\\n")] + cells) + "\n")


if __name__ == "__main__":
    main()
