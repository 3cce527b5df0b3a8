"""results/latest.md: everything measured, ours beside theirs."""


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]) + "\n"


def times(ratio):
    return f"{ratio:.2f}x"


def markdown(result):
    machine, versions, options = result["machine"], result["versions"], result["options"]
    load = ", ".join(f"{n:.1f}" for n in machine["loadAverage"])
    parts = [
        "# Dragoman beside CTranslate2\n",
        f"{result['date']}. {machine['processor']}, {machine['cores']} cores"
        f" ({', '.join(machine['instructionSets'])}), {machine['memoryGiB']} GiB, {machine['system']}."
        f" Load average at the start {load}; other work kept {result['otherCores']:.2f} cores busy in the median run.\n",
        f"Dragoman {versions['dragoman']} ({versions['commit']}, {versions['swift']});"
        f" ctranslate2 {versions['ctranslate2']}, sentencepiece {versions['sentencepiece']},"
        f" sacrebleu {versions['sacrebleu']}, Python {versions['python']}.\n",
        f"Model {options['model']}, text {options['text']}. Throughput on each {options['every']}th line,"
        f" latency on each {options['latencyEvery']}th; medians of {options['repeat']} alternating runs."
        " How to read this: [README](../README.md).\n",
        "![Throughput and latency](throughput.svg)\n"]
    if result["notRun"]:
        parts.append(f"Not run this time: {', '.join(result['partial'])}.\n")
    for compute in dict.fromkeys(section["compute"] for section in result["throughput"]):
        parts.append(throughput(compute, [s for s in result["throughput"] if s["compute"] == compute]))
    if result["latency"]:
        parts.append(latency(result["latency"]))
    if result["memory"]:
        parts.append(memory(result["memory"]))
    if result["quality"]:
        parts.append(quality(result["quality"]))
    if result["kernels"]:
        parts.append(kernels(result["kernels"]))
    return "\n".join(parts)


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
    return (f"## Throughput, {compute}\n\nTarget tokens a second; above 1x we are faster."
            " Their best batch is in bold.\n\n" + table(heads, rows))


def latency(rows):
    body = []
    for r in rows:
        for name, wall, cpu in (("p50", "latencyP50", "latencyCpuP50"), ("p95", "latencyP95", "latencyCpuP95")):
            body.append([r["beam"], r["threads"], name] + [
                f"{r['ours'][wall]:.0f}", f"{r['theirs'][wall]:.0f}", times(r["ratio"][wall]),
                f"{r['ours'][cpu]:.0f}", f"{r['theirs'][cpu]:.0f}", times(r["ratio"][cpu])])
    heads = ["beam", "threads", "quantile", "ours ms", "theirs ms", "ratio", "ours cpu ms", "theirs cpu ms",
             "cpu ratio"]
    return ("## Latency, int8\n\nSentences one by one"
            f" ({rows[0]['sentences']} of them); below 1x we are faster.\n\n" + table(heads, body))


def memory(rows):
    names = (("loadSeconds", "load, s", "{:.2f}"), ("loadCpuSeconds", "load, cpu s", "{:.2f}"),
             ("startMiB", "before the model, MiB", "{:.0f}"), ("loadedMiB", "after loading, MiB", "{:.0f}"),
             ("peakMiB", "peak, MiB", "{:.0f}"))
    body = [
        [r["beam"], label, form.format(r["ours"][name]), form.format(r["theirs"][name]), times(r["ratio"][name])]
        for r in rows for name, label, form in names]
    return ("## Loading and memory, int8\n\nOne thread; 32 decoder rows against batches of 32."
            " Below 1x ours is less.\n\n" + table(["beam", "", "ours", "theirs", "ratio"], body))


def quality(rows):
    form = lambda r, name: f"{r[name]:.2f}" if name in r else "not claimed"
    body = [
        [r["beam"], r["compute"], r["engine"], form(r, "bleu"), form(r, "chrf2"), f"{r['lengthRatio']:.3f}",
         r["unfinished"], f"{100 * r['identical']:.1f}%" if "identical" in r else "",
         f"{r['tokensPerSecond']:.0f}", f"{r['tokensPerCpuSecond']:.0f}"] for r in rows]
    heads = ["beam", "compute", "engine", "BLEU", "chrF2", "length ratio", "unfinished", "same as theirs",
             "tok/s", "tok/cpu-s"]
    signature = next((f"\n`{r['bleuSignature']}`, `{r['chrfSignature']}`\n" for r in rows if "bleuSignature" in r), "")
    return (f"## Quality, {rows[0]['lines']} lines\n\n" + table(heads, body) + signature)


def kernels(rows):
    products = ("gemm_int8", "gemm_f32", "OpenBLAS sgemm")
    rates = {(r["shape"], r["kernel"]): r["value"] for r in rows if r["kernel"] in products and r["unit"] != "GB/s"}
    shapes = list(dict.fromkeys(shape for shape, _ in rates))
    body = [[shape] + [f"{rates[shape, name]:.0f}" for name in products] for shape in shapes]
    return ("## Kernels, one core\n\nBillions of operations a second, the quickest of many short runs:"
            " the roof under which the engine works.\n\n"
            + table(["product", "our int8", "our float32", "OpenBLAS float32"], body))
