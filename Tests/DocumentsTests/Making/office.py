#!/usr/bin/env python3
"""Makes documents of Office Open XML with the programs that are here: python-docx, openpyxl, XlsxWriter, python-pptx,
pandoc and LibreOffice. What is missing is named and left out.

    office.py FOLDER
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import libreoffice

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)

SENTENCES = [
    "The ferry leaves the harbour at nine o'clock.",
    "Members of the committee were asked to read the minutes.",
    "Prices rose by 3.5 % in the second quarter, to 1,200 euros.",
    "Who keeps the key of the boat house?",
    "A short walk leads from the pier to the market.",
]

MARKDOWN = """---
title: The harbour
---

# The harbour

The *ferry* leaves at **nine**[^1], see [the table](https://example.org) or `code`.

| Name | Price |
|------|------:|
| Boat | 12    |
| Key  | 3     |

1. First point
2. Second point
   - with a detail

> Somebody said so.

[^1]: On Sundays at ten.
"""


def pandoc():
    """Its path; None where it is not here."""
    found = shutil.which("pandoc")
    if found:
        return found
    try:
        import pypandoc

        return pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        return None


def docx():
    import docx
    from docx.enum.text import WD_BREAK

    for number in range(10):
        document = docx.Document()
        document.core_properties.title = f"The harbour, part {number}"
        document.add_heading(f"Chapter {number}", 1)
        for index, sentence in enumerate(SENTENCES):
            paragraph = document.add_paragraph(style=["Normal", "List Bullet", "Quote"][(index + number) % 3])
            words = sentence.split(" ")
            paragraph.add_run(" ".join(words[:2]) + " ")
            run = paragraph.add_run(words[2])
            run.bold = index % 2 == 0
            run.italic = index % 3 == 0
            paragraph.add_run(" " + " ".join(words[3:]))
            if index == number % 5:
                paragraph.add_run().add_break(WD_BREAK.LINE)
                paragraph.add_run("after a break\tand a tab")
        table = document.add_table(rows=2, cols=3)
        for row in table.rows:
            for place, cell in enumerate(row.cells):
                cell.text = SENTENCES[(place + number) % len(SENTENCES)]
        section = document.sections[0]
        section.header.paragraphs[0].text = "Left\tthe head of the page\tright"
        section.footer.paragraphs[0].text = "The foot of the page"
        if number % 2:
            document.add_page_break()
            document.add_paragraph("After the page's end.")
        document.save(folder / f"python-docx-{number}.docx")


def xlsx():
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.worksheet.table import Table

    for number in range(8):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = f"The sheet {number}"
        sheet.append(["Name", "Price", "Remark"])
        for index, sentence in enumerate(SENTENCES):
            sheet.append([f"Boat {index}", index * 1.5, sentence])
        sheet["B8"] = "=SUM(B2:B6)"
        sheet["A2"].comment = Comment("Somebody has to look at this.", "Reader")
        if number % 2:
            sheet.add_table(Table(displayName=f"T{number}", ref="A1:C6"))
        other = book.create_sheet("Other")
        other["A1"] = f"='The sheet {number}'!B8"
        book.save(folder / f"openpyxl-{number}.xlsx")


def xlsxwriter():
    import xlsxwriter

    for number in range(4):
        book = xlsxwriter.Workbook(str(folder / f"xlsxwriter-{number}.xlsx"))
        sheet = book.add_worksheet("Boats")
        bold = book.add_format({"bold": True})
        sheet.write_rich_string("A1", "The ", bold, "red", " boat sails")
        sheet.write("A2", "One line\nand another")
        sheet.write_formula("A3", '="a word"&A1')
        sheet.insert_textbox("C3", "Text in a box")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Boats!$B$1:$B$3", "name": "Boats of the year"})
        chart.set_title({"name": "Boats in the harbour"})
        sheet.insert_chart("D6", chart)
        book.close()


def pptx():
    import pptx
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    for number in range(10):
        show = pptx.Presentation()
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = f"The harbour {number}"
        frame = slide.placeholders[1].text_frame
        frame.text = SENTENCES[number % 5]
        for index, sentence in enumerate(SENTENCES):
            paragraph = frame.add_paragraph()
            paragraph.level = index % 3
            run = paragraph.add_run()
            run.text = sentence[:9]
            run.font.bold = True
            paragraph.add_run().text = sentence[9:]
        slide.notes_slide.notes_text_frame.text = "Say this slowly."
        other = show.slides.add_slide(show.slide_layouts[5])
        table = other.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(1)).table
        for row in range(2):
            for column in range(2):
                table.cell(row, column).text = SENTENCES[row + column]
        data = CategoryChartData()
        data.categories = ["East", "West"]
        data.add_series("Boats", (1, 2))
        chart = other.shapes.add_chart(
            XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(4), Inches(5), Inches(2), data
        ).chart
        chart.has_title = True
        chart.chart_title.text_frame.text = "Boats in the harbour"
        show.save(folder / f"python-pptx-{number}.pptx")


def by_pandoc():
    program = pandoc()
    if program is None:
        raise ImportError("pandoc")
    for type in ["docx", "pptx"]:
        subprocess.run(
            [program, "-f", "markdown", "-o", folder / f"pandoc.{type}"], input=MARKDOWN.encode(), check=True
        )


def by_libreoffice():
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for number, sentence in enumerate(SENTENCES * 2):
            (work / f"libreoffice-{number}.html").write_text(
                f"<html><body><h1>Title {number}</h1><p>{sentence} <b>Bold</b> and <a href='x'>a link</a>.</p>"
                f"<table><tr><td>{sentence}</td><td>7</td></tr></table></body></html>"
            )
            (work / f"libreoffice-{number}.csv").write_text(f"Name,Price\n\"{sentence}\",{number}\n")
        for type, sources in [
            ("docx:MS Word 2007 XML", "*.html"),
            ("xlsx:Calc MS Excel 2007 XML", "*.csv"),
        ]:
            libreoffice.convert(type, sorted(work.glob(sources)), folder)
        decks = sorted(folder.glob("python-pptx-*.pptx"))
        for deck in decks:
            shutil.copy(deck, work / deck.name.replace("python-pptx", "libreoffice"))
        libreoffice.convert("pptx", sorted(work.glob("*.pptx")), folder)


for make in [docx, xlsx, xlsxwriter, pptx, by_pandoc, by_libreoffice]:
    try:
        make()
    except ImportError as error:
        print(f"left out: {make.__name__} ({error})", file=sys.stderr)
print(f"{len(list(folder.iterdir()))} files in {folder}")
