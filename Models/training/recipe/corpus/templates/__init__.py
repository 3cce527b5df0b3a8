"""Own sentences with slots, to teach what the gathered text lacks: numbers, dates, meetings, documents, countries.

A file `sentences_*.psv` holds one template a line, English and Chinese with the same slots. A slot is `{kind}`, with
a number or letter where one sentence has several of a kind: `{country}`, `{country2}`, `{money.a}`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from .. import spans
from . import values
from .values import Both

Drawer = Callable[[random.Random], Both]

DRAWERS: dict[str, Drawer] = {
    "about": values.about,
    "action": values.table_drawer("actions"),
    "age": values.age,
    "application": values.application,
    "biennium": values.biennium,
    "big": values.big,
    "body": values.table_drawer("bodies"),
    "capital": values.capital,
    "century": values.century,
    "cn": values.article_number,
    "count": values.count,
    "countries": values.countries,
    "country": values.country,
    "date": values.date,
    "dates": values.dates,
    "day": values.day,
    "decade": values.decade,
    "decimal": values.decimal,
    "delegation": values.delegation,
    "delegations": values.delegations,
    "digit": values.digit,
    "fraction": values.fraction,
    "group": values.table_drawer("groups"),
    "ipc": values.ipc,
    "length": values.length,
    "measure": values.measure,
    "meeting": values.meeting_number,
    "money": values.money,
    "month": values.month,
    "named": values.named,
    "note": spans.bracket_mark,
    "office": values.table_drawer("offices"),
    "ordinal": values.ordinal,
    "org": values.table_drawer("orgs"),
    "part": values.table_drawer("parts"),
    "percent": values.percent,
    "person": values.person,
    "range": values.span,
    "roman": values.roman,
    "session": values.session,
    "small": values.small,
    "span": spans.any_span,
    "symbol": values.symbol,
    "term": values.table_drawer("terms"),
    "thing": values.table_drawer("things"),
    "time": values.time,
    "topic": values.table_drawer("topics"),
    "word": values.word_number,
    "year": values.year,
    "years": values.years,
}

AMOUNTS = {"numbers": 24_000, "meeting": 24_000, "law": 5_000, "patent": 9_000, "spans": 14_000, "names": 2_000}
"""How many distinct examples of each file."""

_SLOT = re.compile(r"\{([a-z]+)(\d?)(?:\.([a-z]))?\}")
_MEASURE_WORD = re.compile("^[名件份条个辆所册棵家户](?=.)")
_ARTICLE = re.compile(r"\b([Aa]) (?=(?:[aeio]|un(?!i))[a-z])")


def fill(rng: random.Random, en: str, zh: str) -> Both:
    """Draws a value for each slot and writes both sentences."""
    drawn: dict[str, Both] = {}

    def value(match: re.Match[str]) -> Both:
        kind, number, letter = match.groups()
        if kind in ("state", "seat"):
            # A capital with its own country: the one place where a template states a fact.
            if "state" not in drawn:
                row = rng.choice([r for r in values.table("countries") if r[2]])
                drawn["state"], drawn["seat"] = (row[0], row[1]), (row[2], row[3])
            return drawn[kind]
        noun = letter == "n"
        key = kind + number + ("" if noun or not letter else letter)
        if key not in drawn:
            taken = {v[0] for k, v in drawn.items() if k.startswith(kind)}
            for _ in range(20):
                drawn[key] = DRAWERS[kind](rng)
                if kind == "span":
                    # Stand-ins of one sentence count from 1 in one style.
                    drawn[key] = spans.next_span(rng, drawn[key], [v for k, v in drawn.items() if k.startswith("span") and k != key])
                if kind == "note" and "note" in drawn and key != "note":
                    closing = f"({int(drawn['note'][0][1:-1]) + 1})"
                    drawn[key] = closing, closing
                if drawn[key][0] not in taken:
                    break
        a, b = drawn[key]
        return (a, _MEASURE_WORD.sub("", b)) if noun else (a, b)

    en = _SLOT.sub(lambda m: value(m)[0], en)
    zh = _SLOT.sub(lambda m: value(m)[1], zh)
    en = _ARTICLE.sub(r"\1n ", en)
    if "span" not in drawn or not en.startswith(drawn["span"][0]):
        en = en[:1].upper() + en[1:]
    if en.endswith("..") and not en.endswith("..."):
        en = en[:-1]
    return en, zh


def generate(seed: int, share: float = 1.0) -> list[tuple[str, str, str]]:
    """Distinct `en, zh, source` rows; the source is `template:` and the file's name."""
    rows: list[tuple[str, str, str]] = []
    for name, amount in AMOUNTS.items():
        rng = random.Random(f"{seed} {name}")
        templates = [(row[0], row[1]) for row in values.table(f"sentences_{name}")]
        amount = int(amount * share)
        # Fixed sentences and those of few values end early; the rest share what is left.
        most_each = max(3, 3 * amount // len(templates))
        used = [0] * len(templates)
        seen: set[str] = set()
        tries = 0
        while len(seen) < amount and tries < 20 * amount + 100:
            tries += 1
            index = rng.randrange(len(templates))
            if used[index] >= most_each:
                continue
            en, zh = fill(rng, *templates[index])
            if en in seen:
                continue
            used[index] += 1
            seen.add(en)
            rows.append((en, zh, f"template:{name}"))
    return rows
