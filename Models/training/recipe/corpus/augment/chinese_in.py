"""Chinese given as the source: it comes out in Simplified characters, otherwise unchanged."""

from __future__ import annotations

import functools
import random
from typing import Any

from ..scripts import han_share


@functools.cache
def _converter(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)


def copy(rng: random.Random, en: str, zh: str) -> tuple[str, str] | None:
    """The Chinese itself as the source, half of the time in Traditional characters."""
    if han_share(zh) < 0.8 or not 4 <= len(zh) <= 120:
        return None
    kind = rng.random()
    if kind < 0.5:
        return zh, zh
    return _converter("s2t" if kind < 0.8 else "s2tw").convert(zh), zh
