#!/usr/bin/env python3
"""Writes HTML, Markdown and plain text by pandoc, docutils, Sphinx, nbconvert, LibreOffice and poppler.

    pages.py OFFICE-FOLDER PDF-FOLDER FOLDER

The first two hold documents that office.py and pdf.py have made.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import docutils.core
import libreoffice
import nbconvert
import nbformat
import pypandoc
from sources import MARKDOWN, REST

office, pdfs, folder = (pathlib.Path(name).resolve() for name in sys.argv[1:4])
os.environ["PATH"] = os.path.dirname(pypandoc.get_pandoc_path()) + os.pathsep + os.environ["PATH"]


def pandoc(name: str, to: str, *arguments: str) -> None:
    pypandoc.convert_text(MARKDOWN, to, "markdown", outputfile=str(folder / name), extra_args=list(arguments))


pandoc("pandoc-page.html", "html", "--standalone")
pandoc("pandoc-fragment.html", "html")
pandoc("pandoc-contents.html", "html", "--standalone", "--toc", "--number-sections", "--section-divs")
pandoc("pandoc-html4.html", "html4", "--standalone", "--ascii")
pandoc("pandoc-mathml.html", "html", "--standalone", "--mathml")
pandoc("pandoc-slides.html", "slidy", "--standalone")
for name in ["markdown", "gfm", "commonmark", "commonmark_x", "markdown_strict", "markdown_mmd", "markdown_phpextra"]:
    pandoc(f"pandoc-{name}.md", name)
pandoc("pandoc-reference.md", "markdown", "--reference-links", "--standalone")
pandoc("pandoc-setext.md", "gfm", "--markdown-headings=setext", "--wrap=none")
pandoc("pandoc-narrow.md", "markdown", "--columns=40")
pandoc("pandoc-plain.txt", "plain")
pandoc("pandoc-wide.txt", "plain", "--wrap=none")

for writer in ["html4", "html5"]:
    text = docutils.core.publish_string(REST, writer=writer, settings_overrides={"math_output": "MathML"})
    (folder / f"docutils-{writer}.html").write_bytes(text)

notebook = nbformat.v4.new_notebook(
    cells=[
        nbformat.v4.new_markdown_cell("# A notebook\n\nThe *first* cell has some words & 5 % more."),
        nbformat.v4.new_code_cell("print('code { not words')"),
    ]
)
(folder / "nbconvert.md").write_text(nbconvert.MarkdownExporter().from_notebook_node(notebook)[0])

with tempfile.TemporaryDirectory() as work:
    source = pathlib.Path(work)
    (source / "index.rst").write_text(REST)
    (source / "conf.py").write_text("project = 'Rivers'\nauthor = 'Anna Sample'\n")
    for builder, made, name in [("html", "index.html", "sphinx.html"), ("text", "index.txt", "sphinx.txt")]:
        subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", builder, work, f"{work}/{builder}"], check=True)
        shutil.copy(source / builder / made, folder / name)

for path in sorted(pdfs.glob("*.pdf"))[:5]:
    subprocess.run(["pdftotext", "-layout", path, folder / f"pdftotext-{path.stem}.txt"], check=False)

if libreoffice.PROGRAM:
    documents = sorted(office.glob("python-docx-*.docx"))[:3]
    with tempfile.TemporaryDirectory() as work:
        for kind in ["html", "txt:Text"]:
            libreoffice.convert(kind, documents, work)
        for path in pathlib.Path(work).glob("python-docx-*.*"):
            shutil.copy(path, folder / f"libreoffice-{path.name}")
