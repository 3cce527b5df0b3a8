"""Whether the files that a session is exported as are what their names say."""

import json
from xml.etree import ElementTree

import docx


def check(file, texts):
    """The file can be read as its kind and has all the texts."""
    content = {".srt": captions, ".vtt": vtt, ".docx": word, ".tmx": memory, ".json": record}[file.suffix](file)
    flat = " ".join(content.split())
    missing = [text for text in texts if " ".join(text.split()) not in flat]
    assert not missing, f"{file.name} lacks {missing}: {content}"


def captions(file):
    text = file.read_text(encoding="utf-8")
    assert text.count("-->") >= 1, text
    return text


def vtt(file):
    text = captions(file)
    assert text.startswith("WEBVTT"), text
    return text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def word(file):
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def memory(file):
    units = ElementTree.parse(file).getroot().findall(".//tu")
    assert all(len(unit.findall("tuv")) == 2 for unit in units), "a unit has not two languages"
    return "\n".join("".join(part.itertext()) for unit in units for part in unit.iter("seg"))


def record(file):
    return json.dumps(json.loads(file.read_text(encoding="utf-8")), ensure_ascii=False).replace('\\"', '"')
