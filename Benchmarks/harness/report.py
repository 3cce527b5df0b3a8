"""results/latest.md: everything measured, ours beside theirs."""
from .kernels import kernels


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]) + "\n"


def times(ratio):
    return f"{ratio:.2f}x"


def markdown(result):
    machine = result["machine"]
    parts = [
        "# Dragoman beside its peers\n",
        f"On {machine['processor']}, {machine['cores']} cores ({', '.join(machine['instructionSets'])}),"
        f" {machine['memoryGiB']} GiB, {machine['system']}. How to read this: [README](../README.md).\n",
        "![Throughput and latency](throughput.svg)\n"]
    for name, pair in result["pairs"].items():
        parts += pair_parts(name, pair)
    if result["kernels"]:
        parts += [kernels(result["kernels"], table), conditions(result["kernels"])]
    return "\n".join(parts)


def pair_parts(name, pair):
    parts = [f"## {name}: {pair['model']} beside {pair['title']}\n", f"Text {pair['text']}.\n"]
    note = lambda section: conditions(pair["sections"][section])
    for compute in dict.fromkeys(section["compute"] for section in pair["throughput"]):
        same = [s for s in pair["throughput"] if s["compute"] == compute]
        parts += [throughput(compute, same), note("throughput")]
    for section, part, draw in (
        ("latency", "latency", latency), ("throughput", "memory", memory), ("quality", "quality", quality)):
        if pair[part]:
            parts += [draw(pair[part]), note(section)]
    return parts


def conditions(section):
    """When and how a section was measured, and in what company."""
    versions, words = section["versions"], [section["date"]]
    if "every" in section:
        every = section["every"]
        words.append("all lines" if every == 1 else f"one line in {every}")
        words.append("one run each" if section["repeat"] == 1
                     else f"medians of {section['repeat']} alternating runs")
        words.append(f"other work kept {section['otherCores']:.1f} cores busy")
    words.append(f"load average {section['loadAverage'][0]}")
    peers = [f"{name} {version}" for name, version in section.get("peers", {}).items()]
    words.append(", ".join([
        f"Dragoman {versions['dragoman']} ({versions['commit']})", versions["swift"], *peers,
        f"sacrebleu {versions['sacrebleu']}"]))
    return f"*{'; '.join(words)}.*\n"


def throughput(compute, sections):
    rows = []
    for section in sections:
        for r in section["rows"]:
            name = f"**{r['batch']}**" if r["best"] else r["batch"]
            rows.append([
                r["beam"], r["threads"], r["rows"], name, f"{r['ours']:.0f}", f"{r['theirs']:.0f}",
                times(r["ratio"]), f"{r['oursCpu']:.0f}", f"{r['theirsCpu']:.0f}", times(r["cpuRatio"])])
    heads = ["beam", "threads", "our rows", "their batch", "ours tok/s", "theirs tok/s", "ratio",
             "ours tok/cpu-s", "theirs tok/cpu-s", "cpu ratio"]
    return (f"### Throughput, {compute}\n\nTarget tokens a second; above 1x we are faster."
            " In bold: our usual rows against their best batch.\n\n" + table(heads, rows))


def latency(rows):
    body = []
    for r in rows:
        for name in ("p50", "p95"):
            wall, cpu = "latencyP" + name[1:], "latencyCpuP" + name[1:]
            body.append([r["beam"], r["threads"], name] + [
                f"{r['ours'][wall]:.0f}", f"{r['theirs'][wall]:.0f}", times(r["ratio"][wall]),
                f"{r['ours'][cpu]:.0f}", f"{r['theirs'][cpu]:.0f}", times(r["ratio"][cpu])])
    heads = ["beam", "threads", "quantile", "ours ms", "theirs ms", "ratio", "ours cpu ms", "theirs cpu ms",
             "cpu ratio"]
    return ("### Latency, int8\n\nSentences one by one"
            f" ({rows[0]['sentences']} of them); below 1x we are faster.\n\n" + table(heads, body))


def memory(rows):
    names = (("loadSeconds", "load, s", "{:.2f}"), ("loadCpuSeconds", "load, cpu s", "{:.2f}"),
             ("startMiB", "before the model, MiB", "{:.0f}"), ("loadedMiB", "after loading, MiB", "{:.0f}"),
             ("peakMiB", "peak, MiB", "{:.0f}"))
    body = [
        [r["beam"], label, form.format(r["ours"][name]), form.format(r["theirs"][name]),
         times(r["ratio"][name])]
        for r in rows for name, label, form in names]
    return ("### Loading and memory, int8\n\nOne thread; 32 decoder rows against batches of"
            f" {rows[0]['batch']}. Below 1x ours is less.\n\n"
            + table(["beam", "", "ours", "theirs", "ratio"], body))


def quality(rows):
    form = lambda r, name, digits=2: f"{r[name]:.{digits}f}" if name in r else "not claimed"
    body = [
        [r["beam"], r["compute"], r["engine"], form(r, "bleu"), form(r, "chrf2"), form(r, "lengthRatio", 3),
         "not told" if r["unfinished"] is None else r["unfinished"],
         f"{100 * r['identical']:.1f}%" if "identical" in r else "",
         f"{r['tokensPerSecond']:.0f}", f"{r['tokensPerCpuSecond']:.0f}"] for r in rows]
    heads = ["beam", "compute", "engine", "BLEU", "chrF2", "length ratio", "unfinished", "same as theirs",
             "tok/s", "tok/cpu-s"]
    signed = [f"\n`{r['bleuSignature']}`, `{r['chrfSignature']}`\n" for r in rows if "bleuSignature" in r]
    return f"### Quality, {rows[0]['lines']} lines\n\n" + table(heads, body) + "".join(signed[:1])
