#!/usr/bin/env python3
"""Shows documents before and after their translation by LibreOffice, as PDF, and compares the pages.

    show-libreoffice.py WRITTEN SOURCE-FOLDER...

WRITTEN has translations that only turned words to capitals and around. Each has to open, to have as many pages as its
source or one more (capitals are wider), and where they are as many, nine in ten words of a page have to stand on the
same page again; of spreadsheets, which cut off what does not fit into its cell, five in ten.
"""

import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SHEETS = {"xlsx", "ods", "fods"}
TYPES = {"docx", "pptx", "odt", "ott", "odp", "fodt", "fodp"} | SHEETS
# LibreOffice does not live through hundreds of documents.
AT_ONCE = 60
# Whether capitals still fit on a slide depends on the font, and that on what else is installed.
FONTS = "/usr/share/fonts/truetype/dejavu"
FONT_CONFIGURATION = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{FONTS}</dir><cachedir>CACHE</cachedir></fontconfig>
"""


def pages(pdf):
    """The words of each page, with how often they are there."""
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], check=True, capture_output=True).stdout.decode()
    return [collections.Counter(re.findall(r"\w{2,}", page.upper())) for page in text.split("\f")[:-1]]


def compare(before, after, share):
    """What is wrong; None where nothing is.

    share: the part of a page's words that may be missing.
    """
    if not len(before) <= len(after) <= len(before) + 1:
        return f"{len(before)} pages have become {len(after)}"
    if len(before) == len(after):
        for number, (old, new) in enumerate(zip(before, after), 1):
            lost = (old - new).total()
            if lost > share * old.total():
                return f"page {number} has lost {lost} of {old.total()} words: {sorted(old - new)[:8]}"
    return None


program = shutil.which("soffice")
if program is None or shutil.which("pdftotext") is None:
    print("LibreOffice or pdftotext is not here: nothing is compared", file=sys.stderr)
    sys.exit()
sources = {path.name: path for folder in sys.argv[2:] for path in pathlib.Path(folder).iterdir()}
written = [path for path in sorted(pathlib.Path(sys.argv[1]).iterdir()) if path.suffix[1:] in TYPES and path.name in sources]
failed = []
total = 0
with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    fonts = work / "fonts.conf"
    fonts.write_text(FONT_CONFIGURATION.replace("CACHE", str(work / "fonts")))
    copies = []
    for path in written:
        for place, source in [("before", sources[path.name]), ("after", path)]:
            copies.append(work / f"{place}-{path.stem}-{path.suffix[1:]}{path.suffix}")
            shutil.copy(source, copies[-1])
    for start in range(0, len(copies), AT_ONCE):
        subprocess.run(
            [program, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "pdf"]
            + ["--outdir", work]
            + copies[start : start + AT_ONCE],
            check=False,
            env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    for path in written:
        before, after = [work / f"{place}-{path.stem}-{path.suffix[1:]}.pdf" for place in ("before", "after")]
        if not before.exists() or not after.exists():
            failed.append(f"{path.name}: LibreOffice did not show it")
            continue
        old = pages(before)
        total += len(old)
        problem = compare(old, pages(after), 0.5 if path.suffix[1:] in SHEETS else 0.1)
        if problem:
            failed.append(f"{path.name}: {problem}")
for line in failed:
    print(line, file=sys.stderr)
print(f"LibreOffice shows {len(written)} translations of {total} pages; {len(failed)} differ")
sys.exit(bool(failed) or not written)
