#!/usr/bin/env python3
"""Opens documents with python-docx, openpyxl, python-pptx, odfdo and EbookLib and prints their first words; fails when
one does not.

    open-office.py FOLDER
"""

import pathlib
import sys

import docx
import ebooklib
import ebooklib.epub
import lxml.etree
import odfdo
import openpyxl
import pptx


def texts(path):
    if path.suffix == ".docx":
        document = docx.Document(path)
        return [p.text for p in document.paragraphs] + [c.text for t in document.tables for c in t._cells]
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return [str(cell.value) for sheet in book for row in sheet.rows for cell in row if cell.value is not None]
    if path.suffix == ".epub":
        book = ebooklib.epub.read_epub(path)
        pages = book.get_items_of_type(ebooklib.ITEM_DOCUMENT)
        return [text for page in pages for text in lxml.etree.fromstring(page.content).itertext()]
    if path.suffix != ".pptx":
        return [element.text_recursive for element in odfdo.Document(path).body.get_elements("//text:p|//text:h")]
    return [
        shape.text_frame.text for slide in pptx.Presentation(path).slides for shape in slide.shapes if shape.has_text_frame
    ]


failed = 0
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    try:
        found = [text for text in texts(path) if text.strip()]
        print(f"{path.name}: {len(found)} texts, {found[:2]}")
    except Exception as error:
        failed += 1
        print(f"{path.name}: {type(error).__name__}: {error}", file=sys.stderr)
sys.exit(failed > 0)
