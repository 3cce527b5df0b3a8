"""A mark in front of the English that says what the text is about."""

from __future__ import annotations

from .. import marks


def mark(en: str, source: str) -> str | None:
    """The English with its domain's mark, or None where the source has no domain."""
    domain = marks.domain_of(source)
    return f"{marks.DOMAIN_MARKS[domain]}{en}" if domain else None
