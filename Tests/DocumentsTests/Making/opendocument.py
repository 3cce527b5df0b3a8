#!/usr/bin/env python3
"""Makes OpenDocument files and EPUBs with LibreOffice, pandoc, odfdo and EbookLib, and with LibreOffice documents of
Office Open XML out of OpenDocument. What is missing is named and left out.

    opendocument.py OFFICE-FOLDER FOLDER

OFFICE-FOLDER has what office.py made, and gets the documents of Office Open XML.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import libreoffice

office, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)

SENTENCES = [
    "The lighthouse was built before the harbour had a wall.",
    "Visitors may climb the stairs on Saturdays, if the wind allows it.",
    "Tickets cost 4.50 euros, and children pay nothing.",
    "Who counted the steps of the tower?",
    "The lamp turns once in twelve seconds.",
]

MARKDOWN = """---
title: The lighthouse
author: A Keeper
lang: en
---

# The lighthouse

The *lamp* turns **once** in twelve seconds[^1], see [the chart](https://example.org) or `lamp.cfg`.

| Name  | Steps |
|-------|------:|
| Tower | 112   |
| Wall  | 3     |

1. First point
2. Second point
   - with a detail

> Somebody said so.

![The tower at night](tower.png)

## The stairs

Water is H~2~O, and 2^10^ is 1024. A line\\
broken in two.

Term
:   What it means.

[^1]: On Sundays it stands still.
"""

# A picture of one pixel.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
    "c9fe92ef0000000049454e44ae426082"
)


def by_libreoffice():
    for type, new in [("docx", "odt"), ("xlsx", "ods"), ("pptx", "odp")]:
        sources = [path for path in sorted(office.glob(f"*.{type}")) if "libreoffice" not in path.name]
        libreoffice.convert(new, sources, folder)
    for type, flat in [("odt", "fodt"), ("ods", "fods"), ("odp", "fodp")]:
        libreoffice.convert(flat, sorted(folder.glob(f"*.{type}"))[:3], folder)
    libreoffice.convert("ott", sorted(folder.glob("*.odt"))[:1], folder)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for type, new in [("odt", "docx"), ("ods", "xlsx"), ("odp", "pptx")]:
            sources = []
            for path in sorted(folder.glob(f"*.{type}"))[:4]:
                sources.append(work / f"libreoffice-back-{path.name}")
                shutil.copy(path, sources[-1])
            libreoffice.convert(new, sources, office)


def by_pandoc():
    import pypandoc

    program = shutil.which("pandoc") or pypandoc.get_pandoc_path()
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        (work / "tower.png").write_bytes(PICTURE)
        (work / "a.md").write_text(MARKDOWN)
        for output, options in [
            ("pandoc.odt", []),
            ("pandoc-toc.odt", ["--toc", "--standalone", "--number-sections"]),
            ("pandoc-2.epub", ["-t", "epub2", "--toc"]),
            ("pandoc-3.epub", ["-t", "epub3", "--toc"]),
            ("pandoc-chapters.epub", ["-t", "epub3", "--split-level=2"]),
            ("pandoc-math.epub", ["-t", "epub3", "--mathml", "--number-sections"]),
        ]:
            command = [program, "-f", "markdown", "-s", "a.md", "-o", (folder / output).resolve()]
            subprocess.run(command + options, cwd=work, check=True)


def odt():
    from odfdo import Document, Header, Link, List, Note, Paragraph, Span, Style, Table

    for number in range(4):
        document = Document("text")
        body = document.body
        body.clear()
        document.meta.title = f"The lighthouse {number}"
        document.insert_style(Style("text", name="bold", bold=True), automatic=True)
        body.append(Header(1, f"Chapter {number}"))
        for index, sentence in enumerate(SENTENCES):
            paragraph = Paragraph(sentence)
            paragraph.set_span("bold", regex=sentence.split(" ")[index % 3])
            if index == number:
                paragraph.insert_note(
                    after=sentence.split(" ")[3], note_id="n1", citation="1", body="What the keeper said."
                )
                paragraph.insert_annotation(after=sentence.split(" ")[2], body="Is it so?", creator="Reader")
            body.append(paragraph)
        body.append(List(["First point", "Second point"]))
        table = Table("Steps", width=2, height=2)
        for row in range(2):
            for column in range(2):
                table.set_value((column, row), SENTENCES[row + column])
        body.append(table)
        document.save(folder / f"odfdo-{number}.odt")


def ods():
    from odfdo import Document, Table

    for number in range(4):
        document = Document("spreadsheet")
        document.body.clear()
        table = Table("The sheet")
        for index, sentence in enumerate(SENTENCES):
            table.set_row_values(index, [sentence, index * 1.5, f"Row {index}", True])
        table.set_row_values(5, ["The sum", 0])
        document.body.append(table)
        document.save(folder / f"odfdo-{number}.ods")


def odp():
    from odfdo import Document, DrawPage, Frame

    for number in range(4):
        document = Document("presentation")
        document.body.clear()
        for index in range(2):
            page = DrawPage(f"page{index}", name=f"Page {index}")
            page.append(
                Frame.text_frame(SENTENCES[(number + index) % 5], size=("20cm", "4cm"), position=("2cm", "2cm"))
            )
            document.body.append(page)
        document.save(folder / f"odfdo-{number}.odp")


def epub():
    from ebooklib import epub

    for number in range(8):
        book = epub.EpubBook()
        book.set_identifier(f"id{number}")
        book.set_title(f"The lighthouse {number}")
        book.set_language("en")
        book.add_author("A Keeper")
        book.add_metadata("DC", "description", "A book about a lighthouse.")
        chapters = []
        for index in range(3):
            chapter = epub.EpubHtml(title=f"Chapter {index}", file_name=f"text/c{index}.xhtml", lang="en")
            words = SENTENCES[(number + index) % 5].split(" ")
            chapter.content = (
                f"<html><head><title>Chapter {index}</title></head><body><h1 id='top'>Chapter {index}</h1><p>{words[0]} <b>{words[1]}</b>"
                f" <i>{' '.join(words[2:])}</i><a id='here'/></p><p>A line<br/>and another.</p><img src='x.png'"
                " alt='A tower'/><ul><li>One thing</li><li>Another <a href='c0.xhtml#top'>thing</a></li></ul></body></html>"
            )
            book.add_item(chapter)
            chapters.append(chapter)
        book.toc = [epub.Link("text/c0.xhtml", "The beginning", "c0"), (epub.Section("The rest"), chapters[1:])]
        book.add_item(epub.EpubNcx())
        if number % 2:
            book.add_item(epub.EpubNav())
        book.spine = (["nav"] if number % 2 else []) + chapters
        epub.write_epub(folder / f"ebooklib-{number}.epub", book)


for make in [by_libreoffice, by_pandoc, odt, ods, odp, epub]:
    try:
        make()
    except ImportError as error:
        print(f"left out: {make.__name__} ({error})", file=sys.stderr)
print(f"{len(list(folder.iterdir()))} files in {folder}")
