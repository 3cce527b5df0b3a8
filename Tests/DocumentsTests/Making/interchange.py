#!/usr/bin/env python3
"""Makes XLIFF, TMX, PO and resx with the Translate Toolkit, polib, Babel and gettext's own tools.

    interchange.py FOLDER
"""

import io
import pathlib
import shutil
import subprocess
import sys
import tempfile

import polib
from babel.messages import catalog as babel_catalog
from babel.messages import pofile as babel_pofile
from translate.storage import po, poxliff, resx, tmx, xliff
from translate.storage import xliff2

folder = pathlib.Path(sys.argv[1]).resolve()
folder.mkdir(parents=True, exist_ok=True)

SENTENCES = [
    "The ferry leaves the harbour at nine o'clock.",
    "Fish & chips cost < 5 euros.",
    'Press "Start" to go on.',
    "Two lines:\nthis is the second one.\n",
    "Found %d boats in %s.",
    "The harbour master has asked all captains to report before noon, or to send word of their absence by the next boat.",
    "会议现在开始，请各位代表就座。",
    "Open the file {name}",
    "Tabs\tand back\\slashes",
    "Already done",
]

C_SOURCE = """
#include <libintl.h>
#include <stdio.h>
#define _(text) gettext(text)
int main(void) {
  /* Translators: shown on the quay */
  puts(_("The ferry leaves the harbour at nine o'clock."));
  printf(_("Found %s with %d boats.\\n"), "x", 2);
  printf(ngettext("One boat is %d miles away.", "%d boats are far away.", 2), 2);
  puts(_("First line\\n"
         "second line, which is so long that it has to be wrapped by the tools that write catalogues\\n"));
  puts(pgettext("menu", "Open the \\"door\\""));
  return 0;
}
"""


def rotated(shift):
    return SENTENCES[shift:] + SENTENCES[:shift]


def gettext_files():
    """What xgettext, msginit, msgmerge, msgcat and msgconv write."""
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        (work / "main.c").write_text(C_SOURCE)
        template = folder / "xgettext.pot"
        call = ["xgettext", "--keyword=_", "--keyword=ngettext:1,2", "--keyword=pgettext:1c,2", "--add-comments"]
        subprocess.run([*call, "-o", str(template), "main.c"], cwd=work, check=True)
        subprocess.run([*call, "--no-wrap", "-o", str(folder / "xgettext-no-wrap.pot"), "main.c"], cwd=work, check=True)
        for code in ("fr", "ru", "zh_CN", "ar", "pl"):
            target = folder / f"msginit-{code}.po"
            subprocess.run(
                ["msginit", "--no-translator", "-l", f"{code}.UTF-8", "-i", str(template), "-o", str(target)],
                check=True,
                capture_output=True,
            )
        old = work / "old.po"
        text = (folder / "msginit-fr.po").read_text()
        old.write_text(
            text.replace("at nine o'clock.\"\nmsgstr \"\"", "at ten o'clock.\"\nmsgstr \"Le bac part.\"")
            + '\n#~ msgid "Gone"\n#~ msgstr "Parti"\n'
        )
        subprocess.run(["msgmerge", "-q", "--previous", "-o", str(folder / "msgmerge.po"), str(old), str(template)], check=True)
        subprocess.run(["msgcat", "-w", "50", "-o", str(folder / "msgcat-50.po"), str(folder / "msgmerge.po")], check=True)
        subprocess.run(
            ["msgconv", "-t", "ISO-8859-1", "-o", str(folder / "msgconv-latin.po"), str(folder / "msginit-fr.po")], check=True
        )


def po_files(shift):
    file = polib.POFile(wrapwidth=40 + 10 * shift)
    file.metadata = {
        "Project-Id-Version": "1",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "fr",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    for number, sentence in enumerate(rotated(shift)):
        flags = ["c-format"] if "%d" in sentence else []
        done = "Fini" if sentence == "Already done" else ""
        file.append(polib.POEntry(msgid=sentence, msgstr=done, flags=flags, comment="A note", occurrences=[("a.c", str(number))]))
    file.append(polib.POEntry(msgid="%d boat", msgid_plural="%d boats", msgstr_plural={0: "", 1: ""}, flags=["c-format"]))
    file.save(str(folder / f"polib-{shift}.po"))

    catalog = babel_catalog.Catalog(locale="fr", project="harbour")
    for sentence in rotated(shift):
        catalog.add(sentence, context="menu" if shift % 2 else None, auto_comments=["A note"])
    catalog.add(("%(n)d fish", "%(n)d fishes"), ("", ""), flags=["python-format"])
    with open(folder / f"babel-{shift}.po", "wb") as output:
        babel_pofile.write_po(output, catalog, width=0 if shift % 3 == 0 else 76)

    store = po.pofile()
    for sentence in rotated(shift):
        store.addsourceunit(sentence)
    store.savefile(str(folder / f"toolkit-{shift}.po"))


def xliff_files(shift):
    for name, store in (
        ("xliff", xliff.xlifffile()),
        ("poxliff", poxliff.PoXliffFile()),
        ("xliff2", xliff2.Xliff2File()),
    ):
        store.setsourcelanguage("en")
        if shift % 2:
            store.settargetlanguage("fr")
        for sentence in rotated(shift):
            unit = store.addsourceunit(sentence)
            unit.addnote("A note", origin="developer")
            if sentence == "Already done":
                unit.target = "Fini"
                unit.markapproved() if hasattr(unit, "markapproved") else None
        output = io.BytesIO()
        store.serialize(output)
        (folder / f"toolkit-{name}-{shift}.xlf").write_bytes(output.getvalue())


def tmx_files(shift):
    store = tmx.tmxfile()
    for number, sentence in enumerate(rotated(shift)):
        store.addtranslation(sentence, "en", "Fini" if sentence == "Already done" else f"Satz {number}", "fr" if sentence == "Already done" else "de")
    store.savefile(str(folder / f"toolkit-{shift}.tmx"))


def resx_files(shift):
    store = resx.RESXFile()
    for number, sentence in enumerate(rotated(shift)):
        unit = resx.RESXUnit("")
        store.addunit(unit)
        unit.setid(f"text.{number}")
        unit.target = sentence
        unit.addnote("A note")
    output = io.BytesIO()
    store.serialize(output)
    (folder / f"toolkit-{shift}.resx").write_bytes(output.getvalue())


if shutil.which("xgettext"):
    gettext_files()
else:
    print("gettext is not here")
for shift in range(10):
    po_files(shift)
    xliff_files(shift)
    tmx_files(shift)
    resx_files(shift)
# The toolkit's own converter.
for number in range(3):
    source = folder / f"polib-{number}.po"
    target = folder / f"po2xliff-{number}.xlf"
    subprocess.run(
        [sys.executable, "-m", "translate.convert.po2xliff", "--progress=none", str(source), str(target)], check=True
    )
