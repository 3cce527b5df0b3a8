#!/usr/bin/env python3
"""Reads LaTeX and its translations with pylatexenc and pandoc; fails where a translation does not read as its source does.

    read-latex.py FOLDER WRITTEN
"""

import pathlib
import sys

import pypandoc
from pylatexenc import latexwalker


def outline(text):
    """How many nodes pylatexenc finds, or what it does not understand."""
    try:
        return len(latexwalker.LatexWalker(text, tolerant_parsing=False).get_latex_nodes()[0])
    except latexwalker.LatexWalkerError as error:
        return type(error).__name__


def words(text):
    return pypandoc.convert_text(text, "plain", "latex").split()


failed = 0
for path in sorted(pathlib.Path(sys.argv[2]).glob("*.tex")):
    before, after = (pathlib.Path(sys.argv[1]) / path.name).read_text(), path.read_text()
    nodes, there = (outline(before), outline(after)), (words(before), words(after))
    print(f"{path.name}: {nodes[1]} nodes, {len(there[1])} words")
    if nodes[0] != nodes[1] or [word.lower() for word in there[0]] != [word.lower() for word in there[1]]:
        failed += 1
        print(f"{path.name}: {nodes}, {set(there[1]) - {word.upper() for word in there[0]}}", file=sys.stderr)
sys.exit(failed > 0)
