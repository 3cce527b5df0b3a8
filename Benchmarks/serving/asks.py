"""What clients ask, each in the words of its own protocol, and what of the reply is its content."""
import json
from dataclasses import dataclass
from urllib.parse import quote

from .texts import sentences


@dataclass(frozen=True, eq=False)
class Ask:
    kind: str
    texts: tuple  # plain, as they are counted
    sentences: int  # that are translated for it
    said: object  # what goes over the wire

    @property
    def characters(self):
        return sum(len(text) for text in self.texts)


@dataclass(frozen=True)
class Kind:
    """A way of asking over HTTP."""
    name: str
    group: int  # texts in one request
    weight: int
    request: object  # texts to method, path, body and further headers
    content: object  # the reply's JSON to what is compared
    plain: bool  # whether the content is that of the texts alone, and so the same for all such kinds


def posted(path, body, *headers):
    return "POST", path, json.dumps(body, ensure_ascii=False).encode(), ("Content-Type: application/json", *headers)


def libre(q, **more):
    return posted("/translate", {"q": q, "source": "zh", "target": "en", **more})


def marked(text):
    """The sentence as a paragraph of HTML, with some of its words in bold."""
    return f"<p><b>{text[:3]}</b>{text[3:]}</p>"


def apertium(text):
    return "GET", f"/translate?langpair={quote('zh|en')}&q={quote(text)}", b"", ()


translated = lambda reply: reply["translatedText"]
LIBRE = (
    Kind("sentence", 1, 6, lambda t: libre(t[0]), translated, True),
    Kind("three", 3, 2, lambda t: libre(list(t)), translated, False),
    Kind("html", 1, 2, lambda t: libre(marked(t[0]), format="html"), translated, False))
ALL = LIBRE + (
    Kind("detect", 1, 1, lambda t: posted("/detect", {"q": t[0]}), lambda reply: reply[0]["language"], False),
    Kind("apertium", 1, 2, lambda t: apertium(t[0]), lambda r: r["responseData"]["translatedText"], True),
    Kind("deepl", 1, 2, lambda t: posted(
        "/v2/translate", {"text": list(t), "source_lang": "ZH", "target_lang": "EN-US"},
        "Authorization: DeepL-Auth-Key none"), lambda reply: reply["translations"][0]["text"], True),
    Kind("own", 1, 2, lambda t: posted("/v1/translate", {"text": t[0], "from": "zh", "to": "en"}),
         lambda reply: reply["translations"][0]["text"], True))
FRAME, LIVE = "websocket", "live"
CONTENT = {kind.name: kind.content for kind in ALL} | {FRAME: lambda reply: reply["result"]}
WEIGHT = {kind.name: kind.weight for kind in ALL}
PLAIN = {kind.name for kind in ALL if kind.plain} | {FRAME, LIVE}


def asks_over_http(kinds, count):
    """Each of `count` sentences in each kind; in groups, where a kind takes several."""
    texts = sentences(count)
    return [
        Ask(kind.name, group, 0 if kind.name == "detect" else len(group), kind.request(group))
        for kind in kinds for group in zip(*(texts[first::kind.group] for first in range(kind.group)))]


def frames(count):
    return [Ask(FRAME, (text,), 1, {"text": text, "source": "zh", "target": "en"}) for text in sentences(count)]


def segments(count):
    return [Ask(LIVE, (text,), 1, text) for text in sentences(count)]
