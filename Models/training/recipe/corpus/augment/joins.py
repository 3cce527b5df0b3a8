"""Long inputs: consecutive pairs of one source as one example."""

from __future__ import annotations

MOST_WORDS = 150


def join(pairs: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The pairs joined, English by a space and Chinese by nothing, up to about 150 English words.

    Each but the last must be a whole sentence, or the seam would be no place where texts join.
    """
    taken: list[tuple[str, str]] = []
    words = 0
    for en, zh in pairs:
        words += en.count(" ") + 1
        if words > MOST_WORDS or not en[-1:] in ".!?”\"" or zh[-1:] not in "。！？”":
            break
        taken.append((en, zh))
    if len(taken) < 2:
        return None
    return " ".join(en for en, _ in taken), "".join(zh for _, zh in taken)
