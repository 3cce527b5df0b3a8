#!/usr/bin/env python3
"""Reads what was written side by side (NAME.docx, .html, .txt, .tmx) with python-docx, lxml and the Translate Toolkit;
fails when one is not read, or when two tell different texts.

    open-bilingual.py FOLDER
"""

import pathlib
import re
import sys

import docx
from docx.oxml.ns import qn
from lxml import html
from translate.storage import factory

RIGHT_TO_LEFT = {"ar", "he", "fa", "ur"}


def plain(text):
    """White space is told in many ways."""
    return " ".join(text.split())


def table_of_word(path):
    document = docx.Document(path)
    (table,) = document.tables
    head, *rows = table.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None, "the head is not repeated"
    cells = [[cell.paragraphs[-1].text for cell in row.cells] for row in rows]
    languages = [cell.text for cell in head.cells][1:]
    return languages, [(int(number), plain(source), plain(target)) for number, source, target in cells]


def table_of_page(path):
    page = html.fromstring(path.read_bytes())
    assert page.get("lang") and page.find(".//title").text
    rows = []
    for line_break in page.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    for row in page.iterfind(".//tbody/tr"):
        number = row.find("th")
        source, target = row.findall("td")
        for context in source.find_class("context"):
            context.drop_tree()
        for cell in (source, target):
            assert (cell.get("dir") == "rtl") == (cell.get("lang") in RIGHT_TO_LEFT), "a cell runs the wrong way"
        rows.append((int(number.text), plain(source.text_content()), plain(target.text_content())))
    return [cell.text for cell in page.findall(".//thead/tr/th")][1:], rows


def check(name):
    languages, rows = table_of_word(name.with_name(name.name + ".docx"))
    assert (languages, rows) == table_of_page(name.with_name(name.name + ".html")), "Word and page differ"
    assert [number for number, *_ in rows] == list(range(1, len(rows) + 1))
    lines = plain(name.with_name(name.name + ".txt").read_text())
    assert lines == plain(" ".join(f"{source} {target}" for _, source, target in rows)), "the lines differ"
    units = factory.getobject(str(name.with_name(name.name + ".tmx"))).units
    pairs = [(plain(unit.source), plain(unit.target)) for unit in units]
    assert len(set(pairs)) == len(pairs), "a pair comes twice"
    for source, target in pairs:
        assert any(source in text and target in translation for _, text, translation in rows), source
    words = {source for _, source, _ in rows if re.search("[a-z]{4}", source)}
    assert not words or pairs, "the memory is empty"
    return f"{len(rows)} rows, {len(pairs)} pairs, {' → '.join(languages)}"


failed = 0
names = sorted({path.with_suffix("") for path in pathlib.Path(sys.argv[1]).iterdir() if path.suffix == ".tmx"})
for name in names:
    try:
        print(f"{name.name}: {check(name)}")
    except Exception as error:
        failed += 1
        print(f"{name.name}: {type(error).__name__}: {str(error)[:500]}", file=sys.stderr)
sys.exit(failed > 0 or not names)
