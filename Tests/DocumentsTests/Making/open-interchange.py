#!/usr/bin/env python3
"""Opens translated XLIFF, TMX, PO and resx with the Translate Toolkit and msgfmt; fails when one is not read, or when
sources and translations are not what they should be.

    open-interchange.py FOLDER OF SOURCES  FOLDER OF TRANSLATIONS
"""

import pathlib
import re
import shutil
import subprocess
import sys

from translate.storage import factory, resx, xliff2

sources, results = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def units(path):
    if path.suffix == ".resx":
        store = resx.RESXFile.parsefile(str(path))
    elif "xliff2" in path.name:
        store = xliff2.Xliff2File.parsefile(str(path))
    else:
        store = factory.getobject(str(path))
    return [unit for unit in store.units if unit.istranslatable()]


def is_plain(text):
    """Capitals of Chinese are Chinese."""
    return re.search("[a-z]", text) is not None


def words(text):
    return sorted(re.findall(r"\w+", text.upper().replace("1$", "").replace("2$", "")))


def check(path):
    original = sources / path.name.split("-", 1)[1]
    before, after = units(original), units(path)
    filled = 0
    if path.suffix == ".resx":
        assert [unit.getid() for unit in before] == [unit.getid() for unit in after]
        filled = sum(unit.target != old.target and words(unit.target) == words(old.target) for unit, old in zip(after, before))
    elif path.suffix == ".tmx":
        pairs = [(node.source, node.gettarget("fr")) for node in after]
        assert all(target for source, target in pairs if is_plain(source)), pairs
        filled = sum(words(source) == words(target) for source, target in pairs if target)
    else:
        assert [str(unit.source) for unit in before] == [str(unit.source) for unit in after]
        # What Python fills in by its order cannot change it.
        empty = [str(unit.source) for unit in after if not unit.target and is_plain(str(unit.source))]
        assert all("reversed-babel" in path.name and "%d" in text for text in empty), empty
        filled = sum(words(str(unit.source)) == words(str(unit.target)) for unit in after if unit.target)
    assert filled > 3, f"only {filled} are translated"
    if path.suffix in (".po", ".pot") and shutil.which("msgfmt"):
        template = path.suffix == ".pot" or "msg" not in path.name
        checks = ["--check-format"] if template else ["--check"]
        for more in ([], ["--use-fuzzy"]):
            run = subprocess.run(["msgfmt", *checks, *more, "-o", "/dev/null", str(path)], capture_output=True, text=True)
            assert run.returncode == 0, run.stderr
    return f"{filled} of {len(after)}"


failed = 0
for path in sorted(results.iterdir()):
    try:
        print(f"{path.name}: {check(path)}")
    except Exception as error:
        failed += 1
        print(f"{path.name}: {type(error).__name__}: {str(error)[:500]}", file=sys.stderr)
sys.exit(failed > 0)
