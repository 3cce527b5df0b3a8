#!/usr/bin/env python3
"""Shows documents before and after their translation by LibreOffice, as PDF, and compares the pages.

    show-libreoffice.py WRITTEN SOURCE-FOLDER...

WRITTEN has translations that only turned words to capitals and around. Each has to open, to have as many pages as its
source or one more (capitals are wider), and where they are as many, nine in ten words of a page have to stand on the
same page again; of spreadsheets, which cut off what does not fit into its cell, five in ten on any page.
"""

import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import libreoffice

SHEETS = {"xlsx", "ods", "fods"}
TYPES = {"docx", "pptx", "odt", "ott", "odp", "fodt", "fodp"} | SHEETS


def pages(pdf):
    """The words of each page, with how often they are there."""
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True).stdout.decode()
    return [collections.Counter(re.findall(r"\w{2,}", page.upper())) for page in text.split("\f")[:-1]]


def compare(before, after, is_sheet):
    """What is wrong; None where nothing is."""
    if not len(before) <= len(after) <= len(before) + 1:
        return f"{len(before)} pages have become {len(after)}"
    if is_sheet:
        # What does not fit runs over to the page of the columns behind, whole words and parts of them.
        before, after = [[sum(counts, collections.Counter())] for counts in (before, after)]
    if len(before) == len(after):
        for number, (old, new) in enumerate(zip(before, after), 1):
            lost = (old - new).total()
            if lost > (0.5 if is_sheet else 0.1) * old.total():
                where = "the sheets" if is_sheet else f"page {number}"
                return f"{where} lost {lost} of {old.total()} words: {sorted(old - new)[:8]}"
    return None


if libreoffice.PROGRAM is None or shutil.which("pdftotext") is None:
    print("LibreOffice or pdftotext is not here: nothing is compared", file=sys.stderr)
    sys.exit()
sources = {path.name: path for folder in sys.argv[2:] for path in pathlib.Path(folder).iterdir()}
written = [path for path in sorted(pathlib.Path(sys.argv[1]).iterdir()) if path.suffix[1:] in TYPES and path.name in sources]
failed = []
total = 0
with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    copies = []
    for path in written:
        for place, source in [("before", sources[path.name]), ("after", path)]:
            copies.append(work / f"{place}-{path.stem}-{path.suffix[1:]}{path.suffix}")
            shutil.copy(source, copies[-1])
    libreoffice.convert("pdf", copies, work, check=False)
    for path in written:
        before, after = [work / f"{place}-{path.stem}-{path.suffix[1:]}.pdf" for place in ("before", "after")]
        if not before.exists() or not after.exists():
            failed.append(f"{path.name}: LibreOffice did not show it")
            continue
        old = pages(before)
        total += len(old)
        problem = compare(old, pages(after), path.suffix[1:] in SHEETS)
        if problem:
            failed.append(f"{path.name}: {problem}")
for line in failed:
    print(line, file=sys.stderr)
print(f"LibreOffice shows {len(written)} translations of {total} pages; {len(failed)} differ")
sys.exit(bool(failed) or not written)
