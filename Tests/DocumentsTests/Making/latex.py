#!/usr/bin/env python3
"""Writes LaTeX by pandoc, docutils, Sphinx and nbconvert.

    latex.py FOLDER
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import docutils.core
import nbconvert
import nbformat
import pypandoc
from sources import MARKDOWN, REST

folder = pathlib.Path(sys.argv[1])
# nbconvert looks for the program itself.
os.environ["PATH"] = os.path.dirname(pypandoc.get_pandoc_path()) + os.pathsep + os.environ["PATH"]


def pandoc(name: str, text: str, *arguments: str) -> None:
    pypandoc.convert_text(text, "latex", "markdown", outputfile=str(folder / f"pandoc-{name}.tex"), extra_args=list(arguments))


pandoc("article", MARKDOWN, "--standalone")
pandoc("fragment", MARKDOWN)
pandoc("report", MARKDOWN, "--standalone", "--variable", "documentclass=report", "--toc", "--number-sections")
pandoc("natbib", MARKDOWN + "\nAs [@knuth, p. 3] says, and @other too.\n", "--standalone", "--natbib")
pandoc("listings", MARKDOWN, "--standalone", "--listings")
pandoc("ascii", MARKDOWN + "\nCafé “quoted” naïve — done.\n", "--standalone", "--ascii")
pandoc("german", MARKDOWN.replace("lang: en", "lang: de"), "--standalone")
pypandoc.convert_text(
    MARKDOWN, "beamer", "markdown", outputfile=str(folder / "pandoc-slides.tex"), extra_args=["--standalone"]
)

for name, settings in {"plain": {}, "booktabs": {"table_style": ["booktabs"]}, "report": {"documentclass": "report"}}.items():
    text = docutils.core.publish_string(REST, writer="latex", settings_overrides=settings)
    (folder / f"docutils-{name}.tex").write_bytes(text)

notebook = nbformat.v4.new_notebook(
    cells=[
        nbformat.v4.new_markdown_cell("# A notebook\n\nThe *first* cell has some words & 5 % more."),
        nbformat.v4.new_code_cell("print('code { not words')"),
        nbformat.v4.new_markdown_cell("- one thing\n- another $x_1$ thing"),
    ]
)
(folder / "nbconvert.tex").write_text(nbconvert.LatexExporter().from_notebook_node(notebook)[0])

with tempfile.TemporaryDirectory() as work:
    source = pathlib.Path(work)
    (source / "index.rst").write_text(REST)
    (source / "conf.py").write_text("project = 'Rivers'\nauthor = 'Anna Sample'\nlatex_documents = [('index', 'r.tex', 'A report', 'Anna', 'manual')]\n")
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", "latex", work, f"{work}/out"], check=True)
    (folder / "sphinx.tex").write_bytes((source / "out" / "r.tex").read_bytes())
