#!/usr/bin/env python3
"""Writes files of keys and values and tables by other programs, or reads them again beside their translations.

    values.py FOLDER                  writes the files
    values.py --check FOLDER WRITTEN  WRITTEN has the translations: keys are as they were, and values as they are or
                                      in capitals
"""

import csv
import io
import json
import pathlib
import sys

import javaproperties
import jproperties
import yaml
from ruamel.yaml import YAML
from translate.storage import properties as dotstrings

TEXTS = {
    "title": "The ferry timetable",
    "quote": 'She said "yes", it\'s so',
    "lines": "First line here\nand the second one",
    "accent": "Un été à la mer",
    "han": "Welcome to 会议 today",
    "count": "You have %d new messages",
    "name": "Hello {name}, good morning",
    "markup": "Read <b>all of it</b> now",
    "long": "A rather long sentence that has to be wrapped by whoever writes it, since it has more words than a line of eighty",
    "colon": "Note: this - and that # too",
}
KEPT = {"icon": "btn-primary", "url": "https://example.org/a", "size": "12px", "date": "2024-01-05", "empty": ""}
TREE = {"menu": {**TEXTS, **KEPT}, "list": ["Red boat here", "Blue boat here", 3, True, None], "count": 12}
ROWS = [["id", "Name", "Text", "Price"]] + [
    [f"b-{index}", "Anna Smith", text, f"{index}.50"] for index, text in enumerate(TEXTS.values())
]


def java(escapes: bool, newline: bool) -> str:
    out = io.StringIO()
    pairs = {key: value for key, value in {**TEXTS, **KEPT}.items() if newline or "\n" not in value}
    javaproperties.dump(pairs, out, timestamp=not escapes, ensure_ascii=escapes, separator="=" if escapes else ": ")
    return out.getvalue()


def jproperties_of(encoding: str) -> bytes:
    properties = jproperties.Properties()
    for key, value in {**TEXTS, **KEPT}.items():
        properties[key] = value
    out = io.BytesIO()
    properties.store(out, encoding=encoding)
    return out.getvalue()


def strings(cls) -> bytes:
    store = cls()
    for key, value in {**TEXTS, **KEPT}.items():
        unit = dotstrings.propunit(value, store.personality.name)
        unit.name, unit.value = key, store.personality.encode(value)
        unit.addnote(f"/* About {key} */")
        store.addunit(unit)
    return bytes(store)


def ruamel(tree, **options) -> str:
    writer = YAML()
    for name, value in options.items():
        setattr(writer, name, value)
    out = io.StringIO()
    writer.dump(tree, out)
    return out.getvalue()


def table(**options) -> str:
    out = io.StringIO()
    csv.writer(out, **options).writerows(ROWS)
    return out.getvalue()


def catalogue(index: int):
    strings = {key + str(index): {"localizations": {"en": {"stringUnit": {"state": "new", "value": text}}}} for key, text in TEXTS.items()}
    strings["Good morning"] = {}
    strings["files"] = {
        "localizations": {
            "en": {
                "variations": {
                    "plural": {
                        number: {"stringUnit": {"state": "translated", "value": f"%lld {word} here"}}
                        for number, word in (("one", "file"), ("other", "files"))
                    }
                }
            }
        }
    }
    return {"sourceLanguage": "en", "strings": strings, "version": "1.0"}


def make(folder: pathlib.Path):
    def write(name, content):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    jsons = [dict(ensure_ascii=a, indent=i, sort_keys=s) for a in (True, False) for i in (None, 2, "\t") for s in (True, False)]
    for index, options in enumerate(jsons):
        write(f"json-{index}.json", json.dumps(TREE, **options))
    arb = {"@@locale": "en"}
    for key, value in TEXTS.items():
        arb |= {key: value, "@" + key: {"description": f"About {key}"}}
    arb["n"] = "{n, plural, one {# file here} other {# files here}}"
    write("json-a.arb", json.dumps(arb, indent=2, ensure_ascii=False))
    for index in range(10):
        xcode = dict(indent=2 if index % 3 else None, separators=(",", " : ") if index % 2 else (",", ":"))
        write(f"json-{index}.xcstrings", json.dumps(catalogue(index), ensure_ascii=False, **xcode))

    yamls = [dict(allow_unicode=a, default_style=s, default_flow_style=f) for a in (True, False) for s in (None, '"', "'", "|", ">") for f in (False, True)]
    for index, options in enumerate(yamls):
        tree = {"en": {"menu": TREE["menu"]}} if index % 3 == 0 and not options["default_style"] else TREE
        write(f"pyyaml-{index}.yaml", yaml.dump(tree, **options))
    for index, options in enumerate([{}, {"width": 40}, {"default_flow_style": True}, {"explicit_start": True}, {"width": 4000}]):
        write(f"ruamel-{index}.yml", ruamel(TREE, **options))
        write(f"ruamel-rails-{index}.yml", ruamel({"en": {"menu": TREE["menu"]}}, **options))

    for escapes in (True, False):
        for newline in (True, False):
            write(f"javaproperties-{escapes:d}{newline:d}.properties", java(escapes, newline))
            latin = java(True, newline).replace("\\u00e9", "é").replace("\\u00e0", "à")
            write(f"latin-{escapes:d}{newline:d}.properties", latin.encode("latin-1"))
    for encoding in ("utf-8", "iso-8859-1", "ascii"):
        write(f"jproperties-{encoding}.properties", jproperties_of(encoding))

    for index in range(5):
        write(f"toolkit16-{index}.strings", strings(dotstrings.stringsfile))
        write(f"toolkit8-{index}.strings", strings(dotstrings.stringsutf8file))

    dialects = [dict(delimiter=d, quoting=q, lineterminator=e) for d in ",;\t|" for q in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL) for e in ("\n", "\r\n")]
    for index, options in enumerate(dialects):
        mark = "\ufeff" if index % 4 == 3 else ""
        write(f"csv-{index}." + ("tsv" if options["delimiter"] == "\t" else "csv"), mark + table(**options))


def read(path: pathlib.Path, like: pathlib.Path):
    data = path.read_bytes()
    match path.suffix:
        case ".json" | ".arb" | ".xcstrings":
            return json.loads(data)
        case ".yaml":
            return yaml.safe_load(data)
        case ".yml":
            return YAML(typ="safe", pure=True).load(data)
        case ".properties":
            if path.name.startswith("jproperties"):
                properties = jproperties.Properties()
                properties.load(data, "utf-8" if "utf-8" in path.name else "iso-8859-1")
                return {key: value.data for key, value in properties.items()}
            encoding = "latin-1" if path.name.startswith("latin") else "utf-8"
            return javaproperties.loads(data.decode(encoding))
        case ".strings":
            cls = dotstrings.stringsfile if "16" in path.name else dotstrings.stringsutf8file
            store = cls.parsestring(data)
            return {unit.name: unit.value for unit in store.units if unit.name}
        case ".csv" | ".tsv":
            # As the program that wrote it would read it again.
            original = like.read_bytes().decode("utf-8-sig")
            delimiter = next(d for d in ",;\t|" if original.startswith((f"id{d}", f'"id"{d}')))
            return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def differences(old, new, place=""):
    """Yields what is no translation of the old, and counts what is."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = ["fr" if not place and list(old) == ["en"] else key for key in old]
        if keys != list(new):
            yield f"{place}: {keys} became {list(new)}"
        for key, (name, value) in zip(keys, old.items()):
            yield from differences(value, new.get(key), f"{place}.{name}")
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            yield f"{place}: {len(old)} became {len(new)}"
        for index, pair in enumerate(zip(old, new)):
            yield from differences(*pair, f"{place}[{index}]")
    elif isinstance(old, str) and isinstance(new, str):
        if old != new and old.upper() != new.upper() and place != ".@@locale":
            yield f"{place}: {old!r} became {new!r}"
    elif old != new:
        yield f"{place}: {old!r} became {new!r}"


def catalogue_without(tree, language):
    for entry in tree["strings"].values():
        found = entry.get("localizations", {}).pop(language, None)
        if found is None and entry.get("shouldTranslate", True):
            yield "a key has no translation"
        if not entry.get("localizations", True):
            del entry["localizations"]


def check(folder: pathlib.Path, written: pathlib.Path):
    failed = 0
    for path in sorted(folder.iterdir()):
        try:
            old, new = read(path, path), read(written / path.name, path)
            found = list(catalogue_without(new, "fr")) if path.suffix == ".xcstrings" else []
            found += differences(old, new)
            if path.suffix != ".xcstrings" and old == new:
                found.append("nothing was translated")
        except Exception as error:
            found = [f"{type(error).__name__}: {error}"]
        failed += bool(found)
        for line in found[:5]:
            print(f"{path.name}: {line}", file=sys.stderr)
    print(f"{len(list(folder.iterdir()))} files of keys and values read again, {failed} failed")
    sys.exit(failed > 0)


if sys.argv[1] == "--check":
    check(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
make(pathlib.Path(sys.argv[1]))
