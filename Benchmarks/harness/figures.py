"""Medians of repeated rows, and the ratio of two engines' rows."""
from statistics import median


def rate(row, clock="seconds"):
    return row["targetTokens"] / row[clock]


def median_rate(rows, clock="seconds"):
    return median(rate(row, clock) for row in rows)


def rate_ratio(ours, theirs, clock="seconds"):
    """How many times their rate is ours: the median over rounds, each against its own round."""
    return median(rate(a, clock) / rate(b, clock) for a, b in zip(ours, theirs))


def median_of(rows, name):
    return median(row[name] for row in rows)


def ratio_of(ours, theirs, name):
    return median(a[name] / b[name] for a, b in zip(ours, theirs))


def best(measured, clock="seconds"):
    """The setting with the highest median rate, and its rows."""
    return max(measured.items(), key=lambda item: median_rate(item[1], clock))
