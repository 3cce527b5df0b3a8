#!/usr/bin/env python3
"""Reads LaTeX with pylatexenc and pandoc and prints how much there is; fails when one does not read it.

    read-latex.py FOLDER
"""

import pathlib
import sys

import pypandoc
from pylatexenc import latexwalker

failed = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.tex")):
    try:
        text = path.read_text()
        nodes, _, _ = latexwalker.LatexWalker(text, tolerant_parsing=False).get_latex_nodes()
        plain = pypandoc.convert_text(text, "plain", "latex")
        print(f"{path.name}: {len(nodes)} nodes, {len(plain.split())} words")
        if "COMMITTEE HAS" not in " ".join(plain.split()) and "nbconvert" not in path.name:
            raise ValueError("its words are not there")
    except Exception as error:
        failed += 1
        print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
sys.exit(failed > 0)
