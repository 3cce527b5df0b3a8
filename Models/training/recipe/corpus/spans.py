"""Protected spans: the stand-ins that the engine writes, and raw spans that go through unchanged.

The stand-ins are those of the engine's masking styles: `X1`, `CRP.1`, `DOC1`, `QX`; marks and tags are `(71)` and
following. Both sides carry the very same bytes.
"""

from __future__ import annotations

import random
import re
import string

Both = tuple[str, str]

CODE_PREFIXES = ("X", "Q", "Z", "K")
DOCUMENT_PREFIXES = ("DOC", "ST", "D")
SYMBOL_PREFIXES = ("CRP.", "L.", "WP.")
LETTER_PAIRS = ("QX", "ZW", "VK", "JQ", "XZ", "KX", "WQ", "ZJ")
_NUMBERED = re.compile(r"(X|Q|Z|K|DOC|ST|D|CRP\.|L\.|WP\.)\d")


def stand_ins(rng: random.Random, number: int, text: str = "") -> list[str]:
    """`number` stand-ins of one style, with a prefix that the text does not use itself."""
    kind = rng.randrange(8)
    if kind == 7:
        free = [pair for pair in LETTER_PAIRS if pair not in text]
        if len(free) >= number:
            return free[:number]
    prefixes = CODE_PREFIXES if kind < 4 or kind == 7 else (SYMBOL_PREFIXES if kind < 6 else DOCUMENT_PREFIXES)
    # The engine takes the first prefix most often.
    free_prefixes = [p for p in prefixes if not re.search(re.escape(p) + r"\d", text)] or ["X"]
    prefix = free_prefixes[0] if rng.random() < 0.5 else rng.choice(free_prefixes)
    return [f"{prefix}{i + 1}" for i in range(number)]


def bracket_marks(rng: random.Random, number: int) -> list[str]:
    """`(71)`, `(72)` ...: footnote marks and tags inside a sentence; mostly counted from 71."""
    first = 1 if rng.random() < 0.7 else rng.randint(1, max(1, 10 - number))
    return [f"({70 + first + i})" for i in range(number)]


def bracket_mark(rng: random.Random) -> Both:
    """One mark, for a template."""
    text = "(71)" if rng.random() < 0.4 else f"({rng.randint(71, 78)})"
    return text, text


_WORDS = ("info", "contact", "data", "report", "archive", "index", "main", "user", "test", "config", "list", "news",
          "support", "office", "media", "events", "search", "docs", "home", "patents", "marks", "treaty", "session")
_HOSTS = ("example.org", "example.com", "example.net", "www.example.org", "docs.example.com", "data.example.int")


def _word(rng: random.Random) -> str:
    return rng.choice(_WORDS)


def raw_span(rng: random.Random) -> str:
    """A URL, address, symbol, placeholder, tag, path, classification or number."""
    n, m, y = rng.randint(1, 79), rng.randint(1, 30), rng.randint(1998, 2030)
    number = rng.randint(1, 999_999)
    makers = (
        lambda: f"https://{rng.choice(_HOSTS)}/{_word(rng)}/{_word(rng)}",
        lambda: f"http://{rng.choice(_HOSTS)}/{_word(rng)}.html",
        lambda: f"https://{rng.choice(_HOSTS)}/{_word(rng)}?id={n}&lang=en",
        lambda: f"www.{_word(rng)}{n}.example.org",
        lambda: f"{_word(rng)}.{_word(rng)}@{rng.choice(_HOSTS[:3])}",
        lambda: f"{_word(rng)}{n}@{rng.choice(_HOSTS[:3])}",
        lambda: f"A/RES/{n}/{m}",
        lambda: f"WO/GA/{n}/{m}",
        lambda: f"A/{n}/{m}",
        lambda: f"S/{y}/{number % 1000}",
        lambda: f"SCCR/{n}/{m}",
        lambda: f"PCT/WG/{n}/{m} Rev.",
        lambda: f"WIPO/GRTKF/IC/{n}/{m}",
        lambda: f"A/CN.9/{n}/CRP.{m}",
        lambda: "{" + _word(rng) + "}",
        lambda: "{" + str(n % 5) + "}",
        lambda: rng.choice(("%s", "%d", "%u", "%1$s", "%2$d", "%1", "%2", "%.2f", "%(name)s", "%(count)d", "%@")),
        lambda: "${" + _word(rng) + "}",
        lambda: "{{" + _word(rng) + "}}",
        lambda: "$" + str(n % 5 + 1),
        lambda: f"<{rng.choice(('b', 'i', 'a', 'code', 'br/', 'x id=' + chr(34) + str(n) + chr(34) + '/'))}>",
        lambda: f"/usr/share/{_word(rng)}/{_word(rng)}.txt",
        lambda: f"C:\\{_word(rng).title()}\\{_word(rng)}.log",
        lambda: f"~/{_word(rng)}/{_word(rng)}.json",
        lambda: f"{_word(rng)}_{_word(rng)}.csv",
        lambda: f"{rng.choice('ABCDEFGH')}{rng.randint(1, 99):02d}{rng.choice(string.ascii_uppercase)} {n}/{m:02d}",
        lambda: f"PCT/{rng.choice(('CN', 'US', 'EP', 'JP', 'KR', 'IB'))}{y}/{number:06d}",
        lambda: f"WO{y}/{number:06d}",
        lambda: f"{_word(rng)}_{_word(rng)}",
        lambda: f"{_word(rng)}{_word(rng).title()}()",
        lambda: f"--{_word(rng)}-{_word(rng)}",
        lambda: f"{rng.choice(('ISO', 'RFC', 'IEC'))} {rng.randint(100, 9999)}",
        lambda: f"978-{rng.randint(0, 9)}-{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-{rng.randint(0, 9)}",
        lambda: f"v{n % 20}.{m}.{n % 7}",
    )
    return rng.choice(makers)()


def any_span(rng: random.Random) -> Both:
    """A stand-in or a raw span, for a template."""
    text = stand_ins(rng, 1)[0] if rng.random() < 0.55 else raw_span(rng)
    return text, text


def next_span(rng: random.Random, drawn: Both, earlier: list[Both]) -> Both:
    """Fits a further span to those drawn before: after X1 comes X2, after QX comes ZW; raw spans stay."""
    for span, _ in reversed(earlier):
        if span in LETTER_PAIRS:
            following = LETTER_PAIRS[(LETTER_PAIRS.index(span) + 1) % len(LETTER_PAIRS)]
            return following, following
        match = re.fullmatch(r"(X|Q|Z|K|DOC|ST|D|CRP\.|L\.|WP\.)(\d)", span)
        if match:
            following = f"{match[1]}{int(match[2]) + 1}"
            return following, following
    while earlier and (_NUMBERED.fullmatch(drawn[0]) or drawn[0] in LETTER_PAIRS):
        text = raw_span(rng)
        drawn = text, text
    return drawn
