"""The kernels' part of results/latest.md: rates reached beside what the machine can do."""

TITLES = {"gemm_int8": "int8", "gemm_f32": "float32", "OpenBLAS sgemm": "OpenBLAS float32"}


def number(value):
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def cell(row):
    """Rate and share of the possible; in italics where reading and writing set the limit."""
    if row.get("possible") is None:
        return number(row["value"])
    words = f"{number(row['value'])} ({100 * row['value'] / row['possible']:.0f}%)"
    return f"*{words}*" if row["bound"] in ("read", "copy") else words


def ceilings(rates, table):
    """The arithmetic in a line, then reading and copying by size of the working set."""
    moved = {way: [r for r in rates if r["name"].startswith(way)] for way in ("read", "copy")}
    arithmetic = "; ".join(
        f"{r['name']} {number(r['value'])} {r['unit']}" for r in rates if r["unit"] != "GB/s")
    sizes = [r["name"].removeprefix("read ") for r in moved["read"]]
    body = [[f"{way}, GB/s", *(number(r["value"]) for r in some)] for way, some in moved.items()]
    return f"{arithmetic or 'No loops for this CPU.'}\n\n" + table(["", *sizes], body)


def kernels(figures, table):
    """The ceilings, the matrix products by rows of activations, and the other kernels."""
    rows = figures["rows"]
    products = [r for r in rows if "m" in r]
    counts = sorted({r["m"] for r in products})
    cells = {(r["shape"], r["kernel"], r["m"]): cell(r) for r in products}
    body = [
        [shape, TITLES[kernel], *(cells.get((shape, kernel, m), "") for m in counts)]
        for shape in dict.fromkeys(r["shape"] for r in products) for kernel in TITLES]
    others = [[r["kernel"], r["shape"], cell(r), r["unit"]] for r in rows if "m" not in r]
    return (
        f"## Kernels, one core, {figures['table']}\n\nThe roof under which the engine works: each figure is"
        " the quickest of many short runs. What the core does in loops that do nothing else: "
        + ceilings(figures["ceilings"], table)
        + "\nMatrix products in billions of operations a second by rows of activations (m), in brackets the"
        " share of the ceiling: the arithmetic's or, in italics, that of reading the weights once.\n\n"
        + table(["weights", "", *(f"m {m}" for m in counts)], body)
        + "\nThe rest likewise; GB/s count what must come in and go out.\n\n"
        + table(["kernel", "shape", "rate", "unit"], others))
