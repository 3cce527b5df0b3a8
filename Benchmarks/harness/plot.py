"""results/throughput.svg: two panels of bars, drawn by hand so that nothing has to be installed."""
from html import escape

OURS, THEIRS, INK, GRID = "#0b6e75", "#c9a45c", "#333333", "#dddddd"
WIDTH, HEIGHT, LEGEND, LEFT, TOP, BASE = 400, 276, 30, 48, 58, 236


def svg(result):
    rows = [panels(name, pair) for name, pair in result["pairs"].items()]
    rows = [row for row in rows if row]
    body = "".join(
        f'<g transform="translate({i * WIDTH},{j * HEIGHT})">{panel}</g>'
        for j, row in enumerate(rows) for i, panel in enumerate(row))
    width = WIDTH * max([1, *map(len, rows)])
    height = HEIGHT * len(rows) + LEGEND
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
            f' height="{height}" font-family="sans-serif" font-size="11" fill="{INK}">'
            f'<rect width="{width}" height="{height}" fill="white"/>{body}'
            + legend(height) + "</svg>\n")


def panels(name, pair):
    return [p for p in (throughput_panel(name, pair), latency_panel(name, pair)) if p]


def throughput_panel(name, pair):
    groups = [
        (f"beam {r['beam']}", "1 thread" if r["threads"] == 1 else f"{r['threads']} threads",
         r["ours"], r["theirs"])
        for section in pair["throughput"] if section["compute"] == "int8"
        for r in section["rows"] if r["best"]]
    return panel(f"{name} beside {pair['title']}, target tokens/s (more is better)", groups)


def latency_panel(name, pair):
    groups = [
        (f"beam {r['beam']}", quantile, r["ours"][key], r["theirs"][key])
        for r in pair["latency"] if r["threads"] == 1
        for quantile, key in (("p50", "latencyP50"), ("p95", "latencyP95"))]
    return panel(f"{name}, latency of one sentence, ms (less is better)", groups)


def round_up(value):
    """The next of 1, 2, 2.5, 5, 10 times a power of ten."""
    power = 1
    while power * 10 < value:
        power *= 10
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value)


def panel(title, groups):
    if not groups:
        return ""
    top = round_up(max(max(group[2:]) for group in groups))
    scale = (BASE - TOP) / top
    parts = [text(LEFT, 24, title, weight="bold", anchor="start", size=12)]
    for i in range(5):
        y = BASE - (BASE - TOP) * i / 4
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - 10}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
        parts.append(text(LEFT - 6, y + 4, f"{top * i / 4:g}", anchor="end"))
    step = (WIDTH - 10 - LEFT) / len(groups)
    bar = min(32, step / 2 - 6)
    for i, (first, second, ours, theirs) in enumerate(groups):
        middle = LEFT + step * (i + 0.5)
        for x, value, colour in ((middle - bar - 1, ours, OURS), (middle + 1, theirs, THEIRS)):
            height = value * scale
            parts.append(f'<rect x="{x:.1f}" y="{BASE - height:.1f}" width="{bar:.1f}" height="{height:.1f}"'
                         f' fill="{colour}"/>')
            parts.append(text(x + bar / 2, BASE - height - 4, f"{value:.0f}", size=10))
        parts += [text(middle, BASE + 16, first), text(middle, BASE + 30, second)]
    return "".join(parts)


def legend(height):
    y = height - 14
    return "".join(
        f'<rect x="{x}" y="{y - 9}" width="10" height="10" fill="{colour}"/>'
        + text(x + 15, y, name, anchor="start")
        for x, colour, name in ((LEFT, OURS, "Dragoman"), (LEFT + 90, THEIRS, "the peer, its best batch")))


def text(x, y, words, anchor="middle", size=11, weight="normal"):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
            f' font-weight="{weight}">{escape(words)}</text>')
