"""Chinese lines for back-translation: clean, distinct, and a chosen number of each source."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import decontaminate, normalise, scripts, textio
from .dedupe import NearDuplicates, content_key
from .report import Report


@dataclass(frozen=True)
class Selection:
    """What to take of one source."""

    quota: int | None = None
    """At most so many lines; None for all."""
    shortest: int = 6
    longest: int = 200
    avoid: re.Pattern[str] | None = None
    """Lines with such words are taken only when the quota is not reached without them."""
    drop: re.Pattern[str] | None = None
    """Lines with such words are never taken."""
    split: bool = False
    """Whether lines are paragraphs, to be split into sentences."""
    boilerplate: bool = False
    """Whether near duplicates are common and dropped."""
    group: str = ""
    """Sources of one group share the quota."""


_PARLIAMENT = re.compile("本席|院会|预算|民国")
_PARLIAMENT_NEVER = re.compile("本席.*本席|本席.*院会|院会.*院会|^(?:主席|[\u4e00-\u9fff]{1,4}委员[\u4e00-\u9fff]{1,3})：")
_FRAGMENT = re.compile("^[，。？！：；、）”’》]|[，、：（“《]$")

SELECTIONS: dict[str, Selection] = {
    # Speech in full sentences. What marks this one chamber is taken last.
    "tw_parliament_ly": Selection(330_000, 16, 80, avoid=_PARLIAMENT, drop=_PARLIAMENT_NEVER),
    # The register of official documents; its boilerplate repeats from one place to the next.
    "law_prc": Selection(150_000, 12, 160, boilerplate=True),
    "law_taiwan": Selection(40_000, 14, 120, boilerplate=True),
    # Encyclopaedic prose: people, places, events. All of it.
    "drcd_wikipedia": Selection(split=True, longest=180),
    "cmrc2018_wikipedia": Selection(split=True, longest=180),
    "ud_gsd_wikipedia": Selection(split=True, longest=180),
    "commonvoice_zh": Selection(shortest=8),
    "howtocook": Selection(shortest=6),
    "tech_vs_docs": Selection(50_000, 10, 120, group="tech", boilerplate=True),
    "tech_ms_dynamics_HT": Selection(50_000, 10, 120, group="tech", boilerplate=True),
    "tech_pingcap": Selection(50_000, 10, 120, group="tech", boilerplate=True),
}

_SENTENCE_END = re.compile("(?<=[。！？])(?![”’）》」』。！？])|(?<=[。！？][”’）》」』])(?![”’）》」』。！？])")


def split_sentences(text: str) -> list[str]:
    """Sentences: a cut comes only after 。！？ with the closing quotes and brackets that follow.

    Inside quotes and brackets there is no cut: “他来了。我走了。”是一句。
    """
    sentences: list[str] = []
    current = ""
    for piece in _SENTENCE_END.split(text):
        current += piece
        balanced = all(current.count(a) <= current.count(b) for a, b in ("“”", "（）", "《》", "‘’"))
        if balanced:
            if current.strip():
                sentences.append(current.strip())
            current = ""
    if current.strip():
        sentences.append(current.strip())
    return sentences


def reason_to_drop(text: str, selection: Selection, held_out: decontaminate.HeldOut) -> str | None:
    """Why the line is not usable, or None."""
    length = len(text)
    if length < selection.shortest:
        return "short"
    if length > selection.longest:
        return "long"
    if scripts.han_share(text) < 0.6 or scripts.han_count(text) < 0.4 * length:
        return "not Chinese"
    if scripts.KANA.search(text) or scripts.OTHER_SCRIPTS.search(text):
        return "other script"
    if scripts.traditional_count(text):
        return "Traditional"
    if any(text.count(a) != text.count(b) for a, b in ("“”", "（）", "《》")):
        return "unbalanced"
    if _FRAGMENT.search(text):
        return "fragment"
    if "�" in text or "  " in text or "__" in text or "\\" in text or "|" in text or "</" in text:
        return "markup"
    if selection.drop and selection.drop.search(text):
        return "never"
    if held_out.has_chinese(text):
        return "held out"
    return None


_held_out = decontaminate.HeldOut()


def _work(task: tuple[str, list[str | None]]) -> tuple[list[tuple[int, str]], dict[str, Counter[str]]]:
    source, lines = task
    selection = SELECTIONS.get(source, Selection())
    kept: list[tuple[int, str]] = []
    counts: Counter[str] = Counter()
    for line in lines:
        counts["read"] += 1
        if line is None:
            counts["bad encoding"] += 1
            continue
        text = normalise.normalise_chinese(line, source)
        for sentence in split_sentences(text) if selection.split else [text]:
            reason = reason_to_drop(sentence, selection, _held_out)
            if reason:
                counts[reason] += 1
            else:
                kept.append((content_key(sentence), sentence))
    return kept, {source: counts}


def source_of(path: str | Path) -> str:
    """The source's name: that of the file without its endings."""
    return Path(path).name.split(".")[0]


def _tasks(paths: list[str]) -> Iterator[tuple[str, list[str | None]]]:
    for path in paths:
        for chunk in textio.chunks(textio.read_lines(path)):
            yield source_of(path), chunk


def prepare(paths: list[str], output: str, held_out: list[str], report_path: str, jobs: int, seed: int) -> Report:
    """Reads the files, and writes `zh<TAB>source` lines."""
    global _held_out
    _held_out = decontaminate.HeldOut.from_files(held_out)
    scripts.traditional_count("")
    report = Report()
    usable: dict[str, list[str]] = {source_of(path): [] for path in paths}
    seen: set[int] = set()
    for (kept, counts) in textio.map_chunks(_work, _tasks(paths), jobs):
        report.merge(counts)
        source = next(iter(counts))
        for key, text in kept:
            if key in seen:
                report.add(source, "duplicate")
            else:
                seen.add(key)
                usable[source].append(text)
    with textio.open_output(output) as target:
        left_of_group: dict[str, int] = {}
        for source in sorted(usable, key=lambda name: len(usable[name])):
            # The smaller source of a group goes first, so that a large one does not crowd it out.
            selection = SELECTIONS.get(source, Selection())
            group = selection.group or source
            members = [s for s in usable if (SELECTIONS.get(s, Selection()).group or s) == group]
            left = left_of_group.setdefault(group, selection.quota or 1 << 62)
            waiting = [s for s in members if len(usable[s]) >= len(usable[source])]
            quota = left // len(waiting) if selection.group else left
            chosen = _choose(usable[source], selection, quota, random.Random(f"{seed} {source}"), report, source)
            left_of_group[group] -= len(chosen)
            report.add(source, "kept", len(chosen))
            for text in chosen:
                target.write(f"{text}\t{source}\n")
    report.write(report_path)
    return report


def _choose(
    lines: list[str], selection: Selection, quota: int, rng: random.Random, report: Report, source: str
) -> list[str]:
    rng.shuffle(lines)
    if selection.avoid:
        avoid = selection.avoid
        lines = [t for t in lines if not avoid.search(t)] + [t for t in lines if avoid.search(t)]
    near = NearDuplicates() if selection.boilerplate else None
    chosen: list[str] = []
    for position, text in enumerate(lines):
        if len(chosen) == quota:
            report.add(source, "over quota", len(lines) - position)
            break
        if near and not near.is_new(text):
            report.add(source, "near duplicate")
            continue
        chosen.append(text)
    return chosen
