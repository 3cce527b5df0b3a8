"""Takes one document through every door that texts go in by, and looks whether its terms are the same behind each.

    .build/making/bin/python Tests/TerminologyTests/Doors/doors.py --binary .build/release/dragoman

Text, docx, HTML and subtitles by the command line; the server's APIs; live sessions. Needs the model from Chinese to
English and python-docx. Prints a line for each check and ends with 1 where one has failed.
"""

import argparse
import csv
import html.parser
import io
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse
import urllib.request
from pathlib import Path

import docx

sys.path.append(str(Path(__file__).resolve().parents[2] / "DragomanServerTests" / "Faults"))
import served

HOUSE = Path(__file__).resolve().parent.parent / "Resources" / "house.csv"

# Each with what the glossary has for its terms.
DOCUMENT = [
    ("秘书处请各组在周五前交回草案。", ["Secretariat", "draft"]),
    ("处长已经同意把培训班推迟到下个月。", ["Head of Service", "study course"]),
    ("茶歇之后，代表们将在蓝厅继续讨论。", ["tea interval", "Azure Hall"]),
    ("文件组昨晚把会议记录发给了所有成员。", ["Documents Desk", "record of proceedings"]),
    ("来访的代表须先到签到处领取出席证。", ["welcome point", "access pass"]),
    ("晨星倡议的试点项目今年在三个城市启动。", ["Daystar Initiative", "pilot scheme"]),
    ("采购委员会认为这份路线图还不够具体。", ["Purchasing Panel", "pathway"]),
    ("我们已经在文澜系统里登记了全部积压案件。", ["Quillbase", "pending stock"]),
    ("副主席感谢两位联络员为会议所做的准备。", ["Vice-Chairperson", "liaison point"]),
    ("申请人可以通过电子窗口查看缴费通知。", ["online counter", "fee notice"]),
    ("司长说，今年的预算外资金已经用完。", ["Principal Director", "off-budget funds"]),
    ("海燕三号的船员下周将到磨坊楼参观。", ["Petrel Three", "Millhouse Building"]),
    ("会议服务科正在为审校员准备新的用户手册。", ["Meetings Desk", "reviser", "user companion"]),
    ("操守办公室提醒大家按时完成年度考核。", ["Integrity Office", "yearly appraisal"]),
]
SENTENCES = [sentence for sentence, _ in DOCUMENT]
HALF = len(DOCUMENT) // 2
DOORS = []


def door(name, same=False):
    """A way in: a function that gives the translation of each sentence, None where its terms were not known yet.

    Behind those that are `same`, every sentence reads as it does in the text file.
    """
    def add(function):
        DOORS.append((name, function, same))
        return function
    return add


def terms(path):
    """What has to be said how: every Chinese form, and its English one."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {form: row["en"] for row in csv.DictReader(file) if row["status"] == "required"
                for form in row["zh"].split(" | ")}


class House:
    """What the doors need: the program, a folder, a server that has the glossary and one that has it for meetings alone."""

    def __init__(self, binary, folder, knowing, bare):
        self.binary, self.folder, self.knowing, self.bare = binary, Path(folder), knowing, bare

    def translate(self, name, *terms):
        """A file of the folder, by the command line; the path of its translation."""
        path, result = self.folder / name, self.folder / f"translated-{name}"
        run = subprocess.run(
            [self.binary, "translate", "--from", "zh", "--to", "en", *(terms or ("--glossary", HOUSE)),
             "--output", result, path],
            capture_output=True, text=True, timeout=600)
        assert run.returncode == 0, f"exit code {run.returncode}: {run.stderr}"
        return result


# MARK: Files


@door("txt", same=True)
def text_file(house):
    (house.folder / "minutes.txt").write_text("\n\n".join(SENTENCES) + "\n", encoding="utf-8")
    return house.translate("minutes.txt").read_text(encoding="utf-8").strip().split("\n\n")


@door("txt, by its domain", same=True)
def text_file_by_domain(house):
    (house.folder / "session.txt").write_text("\n\n".join(SENTENCES) + "\n", encoding="utf-8")
    path = house.translate("session.txt", "--domain", "meetings", "--domains", domains(house.folder))
    return path.read_text(encoding="utf-8").strip().split("\n\n")


def domains(folder):
    """A file of domains: meetings have the glossary."""
    path = Path(folder) / "domains.yaml"
    path.write_text(f"meetings:\n  glossaries: [{json.dumps(str(HOUSE))}]\n", encoding="utf-8")
    return path


def write_docx(path):
    document = docx.Document()
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    document.save(path)


def read_docx(file):
    return [paragraph.text for paragraph in docx.Document(file).paragraphs]


@door("docx", same=True)
def word_file(house):
    write_docx(house.folder / "minutes.docx")
    return read_docx(str(house.translate("minutes.docx")))


class Paragraphs(html.parser.HTMLParser):
    """The texts of a page's paragraphs."""

    def __init__(self):
        super().__init__()
        self.texts, self.is_inside = [], False

    def handle_starttag(self, tag, attributes):
        if tag == "p":
            self.texts.append("")
            self.is_inside = True

    def handle_endtag(self, tag):
        self.is_inside = self.is_inside and tag != "p"

    def handle_data(self, data):
        if self.is_inside:
            self.texts[-1] += data


@door("html", same=True)
def page(house):
    body = "\n".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    (house.folder / "minutes.html").write_text(
        '<!DOCTYPE html>\n<html lang="zh">\n<head><meta charset="utf-8"></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n", encoding="utf-8")
    paragraphs = Paragraphs()
    paragraphs.feed(house.translate("minutes.html").read_text(encoding="utf-8"))
    paragraphs.close()
    return paragraphs.texts


@door("srt")
def subtitles(house):
    cues = [f"{number}\n00:{4 * number // 60:02}:{4 * number % 60:02},000 --> "
            f"00:{(4 * number + 3) // 60:02}:{(4 * number + 3) % 60:02},500\n{sentence}\n"
            for number, sentence in enumerate(SENTENCES, 1)]
    (house.folder / "minutes.srt").write_text("\n".join(cues), encoding="utf-8")
    found = house.translate("minutes.srt").read_text(encoding="utf-8-sig").strip()
    # A number, times, and lines.
    return [" ".join(cue.split("\n")[2:]) for cue in re.split(r"\n{2,}", found)]


# MARK: The server


class Server(served.Server):
    def ask(self, path, body=None, kind="application/json"):
        """The bytes of a reply; a body that is no bytes goes as JSON."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data=data, headers={"Content-Type": kind} if data else {})
        with urllib.request.urlopen(request, timeout=300) as reply:
            return reply.read()

    def glossary(self):
        """The name of a client's own, given as tab-separated lines."""
        entries = "\n".join(f"{source}\t{target}" for source, target in terms(HOUSE).items())
        return self.tell("/v2/glossaries", {
            "name": "house", "source_lang": "zh", "target_lang": "en", "entries": entries, "entries_format": "tsv",
        })["glossary_id"]

    def tell(self, path, body=None):
        return json.loads(self.ask(path, body))


@door("/v1/translate", same=True)
def own_texts(house):
    reply = house.knowing.tell("/v1/translate", {"text": SENTENCES, "from": "zh", "to": "en"})
    return [translation["text"] for translation in reply["translations"]]


@door("/v1/translate, by its domain", same=True)
def own_texts_by_domain(house):
    reply = house.bare.tell("/v1/translate", {"text": SENTENCES, "from": "zh", "to": "en", "domain": "meetings"})
    assert {translation["domain"] for translation in reply["translations"]} == {"meetings"}, reply
    return [translation["text"] for translation in reply["translations"]]


@door("/v1/translate, a glossary by its name")
def own_texts_with_a_glossary(house):
    reply = house.bare.tell("/v1/translate", {
        "text": SENTENCES, "from": "zh", "to": "en", "glossary_ids": [house.bare.glossary()]})
    return [translation["text"] for translation in reply["translations"]]


@door("/v1/documents", same=True)
def own_documents(house):
    return word_file_of(house.knowing)


@door("/v1/documents, by its domain", same=True)
def own_documents_by_domain(house):
    return word_file_of(house.bare, domain="meetings")


def word_file_of(server, **more):
    file = io.BytesIO()
    write_docx(file)
    border = "between-the-parts-of-a-form"
    fields = "".join(
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"from": "zh", "to": "en", **more}.items())
    head = (f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="minutes.docx"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n")
    body = (fields + head).encode() + file.getvalue() + f"\r\n--{border}--\r\n".encode()
    job = json.loads(server.ask("/v1/documents", body, f"multipart/form-data; boundary={border}"))
    place = f"/v1/documents/{job['id']}"
    end = time.monotonic() + 300
    while job["state"] in ("queued", "translating"):
        assert time.monotonic() < end, job
        time.sleep(0.1)
        job = server.tell(place)
    assert job["state"] == "done", job
    return read_docx(io.BytesIO(server.ask(f"{place}/result")))


@door("LibreTranslate's /translate")
def libretranslate(house):
    return house.knowing.tell("/translate", {"q": SENTENCES, "source": "zh", "target": "en"})["translatedText"]


@door("DeepL's /v2/translate")
def deepl(house):
    """The client's own glossary, as tab-separated lines; the server knows no other for it."""
    reply = house.bare.tell("/v2/translate", {
        "text": SENTENCES, "source_lang": "ZH", "target_lang": "EN", "glossary_id": house.bare.glossary()})
    return [translation["text"] for translation in reply["translations"]]


# MARK: Live sessions


class Live:
    """A client of a live session: lines of JSON over TCP."""

    def __init__(self, server, **configuration):
        self.connection = socket.create_connection(("127.0.0.1", server.port), timeout=120)
        self.stream = self.connection.makefile("rb")
        self.say("hello", v=1)
        self.hear("ready")
        self.say("config", source="zh", targets=["en"], stability="balanced", **configuration)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stream.close()
        self.connection.close()

    def say(self, type, **message):
        self.connection.sendall(json.dumps({"type": type, **message}, ensure_ascii=False).encode() + b"\n")

    def hear(self, type):
        """The next message of that type; the others are passed over."""
        while line := self.stream.readline():
            message = json.loads(line)
            assert message["type"] != "error", message
            if message["type"] == type:
                return message
        raise AssertionError(f"the connection ended before {type}")

    def add_terms(self):
        for source, target in terms(HOUSE).items():
            self.say("term", op="add", source=source, target=target, lang="en")

    def speak(self, sentences, first=0):
        """Each growing, then final; what they became, in their order."""
        for number, sentence in enumerate(sentences, first):
            for revision, length in enumerate(range(3, len(sentence), 3), 1):
                self.say("source", seg=number, rev=revision, text=sentence[:length], final=False)
                time.sleep(0.05)
            self.say("source", seg=number, rev=99, text=sentence, final=True)
        found = {}
        while len(found) < len(sentences):
            message = self.hear("final")
            found[message["seg"]] = message["text"]
        return [found[number] for number in range(first, first + len(sentences))]

    def end(self):
        self.say("end")
        assert self.hear("done")["summary"]["segments"] == len(SENTENCES)


def spoken(live):
    """All sentences of a whole session."""
    with live:
        found = live.speak(SENTENCES)
        live.end()
    return found


@door("live, terms of the server")
def live_with_the_servers_terms(house):
    return spoken(Live(house.knowing))


@door("live, terms at the beginning")
def live_with_terms_at_the_beginning(house):
    live = Live(house.bare)
    live.add_terms()
    return spoken(live)


@door("live, a glossary by its name")
def live_with_a_glossary(house):
    return spoken(Live(house.bare, glossary_ids=[house.bare.glossary()]))


@door("live, by its domain")
def live_with_a_domain(house):
    return spoken(Live(house.bare, domain="meetings"))


@door("live, terms added on the way")
def live_with_terms_added_on_the_way(house):
    """The first half is spoken before anybody has named a term, and is not looked at."""
    with Live(house.bare) as live:
        live.speak(SENTENCES[:HALF])
        live.add_terms()
        found = live.speak(SENTENCES[HALF:], HALF)
        live.end()
    return [None] * HALF + found


# MARK: What has to hold


def missing(found):
    """A line for each sentence that lacks a term. A term is found as whole words; it may stand in the plural."""
    lines = []
    for number, ((_, expected), text) in enumerate(zip(DOCUMENT, found), 1):
        if text is None:
            continue
        lacking = [term for term in expected if not re.search(rf"(?<!\w){re.escape(term)}(?:e?s)?(?!\w)", text)]
        if lacking:
            lines.append(f"sentence {number} lacks {', '.join(map(repr, lacking))}: {text}")
    return lines


def differing(found, reference):
    """A line for each sentence that reads otherwise than it does in the text file."""
    return [f"sentence {number} is  {text}\n{'':>{len(f'sentence {number}')}} not {other}"
            for number, (text, other) in enumerate(zip(found, reference), 1) if text not in (None, other)]


def mistaken():
    """A line for each sentence of this file that the glossary does not bear out."""
    known = terms(HOUSE)
    return [f"{sentence} has no term for {english!r}" for sentence, expected in DOCUMENT for english in expected
            if not any(form in sentence and target == english for form, target in known.items())]


class Notes:
    """What was checked."""

    def __init__(self):
        self.passed, self.failed = 0, []

    def check(self, name, lines, told=""):
        print(f"{'FAILED' if lines else 'ok':<8}{name}{told}", flush=True)
        for line in lines:
            print("\n".join(f"{'':8}{part}" for part in line.split("\n")), flush=True)
        if lines:
            self.failed.append(name)
        else:
            self.passed += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=".build/release/dragoman")
    parser.add_argument("--only", help="doors whose name has this, and txt")
    parser.add_argument("--show", action="store_true", help="print every translation")
    options = parser.parse_args()
    notes, reference = Notes(), None
    notes.check("the sentences have terms of the glossary", mistaken())
    with tempfile.TemporaryDirectory(prefix="doors-") as folder, \
            Server(options.binary, "--set", f"glossary-files={HOUSE}") as knowing, \
            Server(options.binary, "--set", f"domains={domains(folder)}") as bare:
        house = House(options.binary, folder, knowing, bare)
        for name, function, same in DOORS:
            if options.only and options.only not in name and name != "txt":
                continue
            begin = time.monotonic()
            try:
                found = [text and " ".join(text.split()) for text in function(house)]
                assert len(found) == len(DOCUMENT), f"{len(found)} texts: {found}"
            except Exception:
                notes.check(f"{name}: the terms", ["it could not be looked at"])
                traceback.print_exc()
                continue
            if options.show:
                print("\n".join(f"{'':8}{text or '-'}" for text in found))
            notes.check(f"{name}: the terms", missing(found), f" ({time.monotonic() - begin:.1f} s)")
            if name == "txt":
                reference = found
            elif same:
                lines = ["there is no txt to compare with"] if reference is None else differing(found, reference)
                notes.check(f"{name}: the same sentences as txt", lines)
            elif reference and (count := len(differing(found, reference))):
                print(f"{'':8}{count} of {sum(map(bool, found))} sentences read otherwise than in txt", flush=True)
    if notes.failed:
        print(f"{notes.passed} checks passed, {len(notes.failed)} failed:")
        print("\n".join(f"{'':8}{name}" for name in notes.failed))
    else:
        print(f"{notes.passed} checks passed")
    sys.exit(1 if notes.failed else 0)


if __name__ == "__main__":
    main()
