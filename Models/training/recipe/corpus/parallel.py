"""Pairs: normalised, filtered, distinct, free of evaluation text."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator

from . import alignment, decontaminate, filters, normalise, scripts, textio
from .dedupe import content_key
from .report import Report

Row = tuple[str, str, str]

MOST_TRANSLATIONS = 3
"""Different translations kept of one English text: the commonest ones. More teach chance, not variety."""
LIMITS = {"taiwan_moj_law": 2.0}
"""How many standard deviations from its source's usual length ratio a pair may be."""
USUAL_LIMIT = 3.0

ALIGNED_BY_COUNTING = frozenset({"taiwan_moj_law"})
"""Sources with slid pairs, large enough to learn from themselves which words belong together."""
LEARNT_FROM = 60_000
SHORTEST_TO_LEARN = 30

_held_out = decontaminate.HeldOut()
_tests = filters.HUMAN


def _work(rows: list[tuple[str, ...] | None]) -> tuple[list[tuple[int, int, float, Row]], dict[str, Counter[str]]]:
    kept: list[tuple[int, int, float, Row]] = []
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row is None:
            counts["(unreadable)"]["bad line"] += 1
            continue
        en, zh, source = row
        count = counts[source]
        count["read"] += 1
        plain = source.removeprefix("bt:")
        en, zh = normalise.normalise_english(en, plain), normalise.normalise_chinese(zh, plain)
        en, zh = filters.repair(en, zh, source)
        reason = filters.reason_to_drop(en, zh, source, _tests)
        if reason is None and (_held_out.has_english(en) or _held_out.has_chinese(zh)):
            reason = "held out"
        if reason:
            count[reason] += 1
        else:
            kept.append((content_key(en), content_key(zh), math.log(len(en) / len(zh)), (en, zh, source)))
    return kept, counts


def _rows(paths: list[str]) -> Iterator[tuple[str, ...] | None]:
    for path in paths:
        yield from textio.read_rows(path, 3)


def prepare(
    paths: list[str],
    output: str,
    held_out: list[str],
    report_path: str,
    jobs: int,
    back_translated: bool = False,
    most_translations: int = MOST_TRANSLATIONS,
) -> Report:
    """Reads `en zh source` rows and writes the good ones."""
    global _held_out, _tests
    _held_out = decontaminate.HeldOut.from_files(held_out)
    _tests = filters.BACK_TRANSLATED if back_translated else filters.HUMAN
    scripts.traditional_count("")
    report = Report()
    kept: list[tuple[int, int, float, Row]] = []
    for rows, counts in textio.map_chunks(_work, textio.chunks(_rows(paths)), jobs):
        report.merge(counts)
        kept.extend(rows)
    limits = _length_limits(kept)
    slid = _slid(kept)
    popularity = Counter((en, zh) for en, zh, _, _ in kept)
    best = _commonest(popularity, most_translations)
    seen: set[tuple[int, int]] = set()
    with textio.open_output(output) as target:
        for index, (en_key, zh_key, ratio, (en, zh, source)) in enumerate(kept):
            pair = en_key, zh_key
            mean, spread = limits[source, _size(zh)]
            if pair in seen:
                reason = "duplicate"
            elif abs(ratio - mean) > spread:
                reason = "unusual length ratio"
            elif index in slid:
                reason = "words do not match"
            elif pair not in best:
                reason = "too many translations"
            else:
                seen.add(pair)
                report.add(source, "kept")
                target.write(f"{en}\t{zh}\t{source}\n")
                continue
            report.add(source, reason)
    report.write(report_path)
    return report


def _slid(kept: list[tuple[int, int, float, Row]]) -> set[int]:
    """The places of the pairs whose words match no better than those of strangers."""
    slid: set[int] = set()
    for source in sorted(ALIGNED_BY_COUNTING):
        places = [i for i, (_, _, _, row) in enumerate(kept) if row[2] == source]
        pairs = [(kept[i][3][0], kept[i][3][1]) for i in places]
        long_pairs = [pair for pair in pairs if len(pair[0]) >= SHORTEST_TO_LEARN]
        if len(long_pairs) < 1_000:
            continue
        table = alignment.Alignment(alignment.sample(long_pairs, LEARNT_FROM))
        least = table.threshold(alignment.sample(long_pairs, 5_000))
        for place, (en, zh) in zip(places, pairs):
            score = table.score(en, zh)
            if score is not None and score < least:
                slid.add(place)
    return slid


def _size(zh: str) -> int:
    """Length classes: 1-7, 8-15, 16-31, 32 and more; the ratio's spread shrinks with length."""
    return min(5, max(3, len(zh).bit_length()))


def _length_limits(kept: list[tuple[int, int, float, Row]]) -> dict[tuple[str, int], tuple[float, float]]:
    sums: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for _, _, ratio, (_, zh, source) in kept:
        entry = sums[source, _size(zh)]
        entry[0] += 1
        entry[1] += ratio
        entry[2] += ratio * ratio
    limits = {}
    for (source, size), (n, total, squares) in sums.items():
        mean = total / n
        deviation = math.sqrt(max(1e-4, squares / n - mean * mean))
        limits[source, size] = mean, LIMITS.get(source, USUAL_LIMIT) * deviation if n >= 50 else 10.0
    return limits


def _commonest(popularity: Counter[tuple[int, int]], most: int) -> set[tuple[int, int]]:
    of_english: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in popularity:
        of_english[pair[0]].append(pair)
    best: set[tuple[int, int]] = set()
    for pairs in of_english.values():
        if len(pairs) > most:
            # Sorting is stable: among equally common ones the first read stays.
            pairs.sort(key=lambda pair: -popularity[pair])
            pairs = pairs[:most]
        best.update(pairs)
    return best
