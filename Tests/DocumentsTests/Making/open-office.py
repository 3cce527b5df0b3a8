#!/usr/bin/env python3
"""Opens documents with python-docx, openpyxl and python-pptx and prints their first words; fails when one does not.

    open-office.py FOLDER
"""

import pathlib
import sys

import docx
import openpyxl
import pptx


def texts(path):
    if path.suffix == ".docx":
        document = docx.Document(path)
        return [p.text for p in document.paragraphs] + [c.text for t in document.tables for c in t._cells]
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return [str(cell.value) for sheet in book for row in sheet.rows for cell in row if cell.value is not None]
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
