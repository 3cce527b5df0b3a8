"""Changed examples that teach what the engine asks of a model beyond plain sentences.

Each kind is one module with a pure function `(rng, en, zh, ...) -> (en, zh) | None`; None where the pair does not
suit. The shares stand in `defaults.toml`, which a file of the same form can override.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import marks
from . import casing, chinese_in, domain, fragments, hints, joins, noise, protected

Row = tuple[str, str, str]


def load_config(path: str | Path | None = None) -> dict[str, Any]:
    """The shares: the defaults, overridden by those of the given file."""
    config = tomllib.loads((Path(__file__).parent / "defaults.toml").read_text(encoding="utf-8"))
    if path:
        for section, values in tomllib.loads(Path(path).read_text(encoding="utf-8")).items():
            config.setdefault(section, {}).update(values)
    return config


@dataclass
class Augmenter:
    """Applies the kinds at their shares; one for a run, since it holds the dictionary of the hints."""

    config: dict[str, Any]
    dictionary: hints.Dictionary

    def change(self, rng: random.Random, row: Row) -> tuple[Row, str]:
        """The pair, perhaps changed by one kind, perhaps with a domain mark; and the kind's name."""
        en, zh, source = row
        kind = self._draw(rng, source)
        changed = None
        if kind:
            changed = self._apply(rng, kind, en, zh)
            if changed:
                en, zh = changed
        if rng.random() < self.config["domain"]["mark"]:
            en = domain.mark(en, source) or en
        return (en, zh, source), kind if changed else "plain"

    def _draw(self, rng: random.Random, source: str) -> str | None:
        shares: dict[str, float] = self.config["shares"]
        if source.startswith("template:"):
            shares = self.config["template_shares"]
        point = rng.random()
        for kind, share in shares.items():
            if point < share:
                return kind
            point -= share
        return None

    def _apply(self, rng: random.Random, kind: str, en: str, zh: str) -> tuple[str, str] | None:
        match kind:
            case "protected_tokens":
                return protected.replace_tokens(rng, en, zh)
            case "protected_marks":
                return protected.add_marks(rng, en, zh)
            case "fragment":
                return fragments.cut(rng, en, zh)
            case "no_final_mark":
                return fragments.drop_final_mark(rng, en, zh)
            case "speech":
                return casing.speech(rng, en, zh)
            case "capitals":
                return casing.capitals(rng, en, zh)
            case "title_case":
                return casing.title(rng, en, zh)
            case "lower_first":
                return casing.lower_first(rng, en, zh)
            case "noise":
                return noise.typography(rng, en, zh)
            case "typo":
                return noise.typo(rng, en, zh)
            case "hint":
                return hints.add(rng, en, zh, self.dictionary, self.config["hints"]["unusual"])
            case "chinese":
                return chinese_in.copy(rng, en, zh)
        raise ValueError(f"unknown kind {kind}")

    def join(self, rng: random.Random, rows: list[Row]) -> Row | None:
        """A long example of consecutive rows of one source."""
        joined = joins.join([(en, zh) for en, zh, _ in rows])
        if joined is None:
            return None
        en, zh = joined
        if rng.random() < self.config["domain"]["mark"]:
            en = domain.mark(en, rows[0][2]) or en
        return en, zh, rows[0][2]


__all__ = ["Augmenter", "Row", "load_config", "marks"]
