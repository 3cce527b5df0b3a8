"""Counts per source and reason, as JSON."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any


class Report:
    """How many lines of each source were read, kept, and dropped for which reason."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, source: str, what: str, number: int = 1) -> None:
        """Counts `number` lines of the source under `what`."""
        self.counts[source][what] += number

    def merge(self, other: dict[str, dict[str, int]]) -> None:
        """Adds the counts that another process gathered."""
        for source, counter in other.items():
            self.counts[source].update(counter)

    def as_dict(self) -> dict[str, dict[str, int]]:
        """The counts as plain dictionaries, the commonest first."""
        return {source: dict(counter.most_common()) for source, counter in sorted(self.counts.items())}

    def write(self, path: str | Path, **more: Any) -> None:
        """Writes the counts, their sum and whatever else is given."""
        total: Counter[str] = Counter()
        for counter in self.counts.values():
            total.update(counter)
        content = {**more, "total": dict(total.most_common()), "sources": self.as_dict()}
        Path(path).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
