"""What was measured, as Markdown."""
from harness.report import table

from .drive import FAULTS


def markdown(result):
    parts = [conditions(result)]
    if result["phases"]:
        parts += [throughput(result["phases"]), faults(result["phases"])]
        parts += [use(phase) for phase in result["phases"]]
        parts += [kinds(phase) for phase in result["phases"] if len(phase["kinds"]) > 1]
    if result.get("library"):
        parts.append(library(result["library"]))
    return "\n".join(parts)


def conditions(result):
    machine, versions = result["machine"], ", ".join(f"{k} {v}" for k, v in result["versions"].items() if v)
    return (f"# Servers under load\n\nOn {machine['processor']}, {machine['cores']} cores, {machine['memoryGiB']} GiB,"
            f" {machine['system']}; {result['date']}. {versions}. {result['connections']} connections, each with"
            " its next request as soon as it has its answer; clients run on the same machine.\n")


def throughput(phases):
    rows = []
    for phase in phases:
        latency = phase["latency"]
        cpu = phase["usage"][-1]["cpuSeconds"] - phase["usage"][0]["cpuSeconds"]
        rows.append([
            phase["name"], f"{phase['seconds']:.0f}", *(f"{phase[rate + 'PerSecond']:.1f}" for rate in (
                "requests", "sentences", "characters")), *latency.values(), f"{cpu:.0f}",
            f"{phase['clientCPUSeconds']:.0f}", f"{phase['otherCores']:.1f}"])
    heads = ["", "seconds", "requests/s", "sentences/s", "characters/s", "p50 ms", "p95 ms", "p99 ms", "CPU-s",
             "clients' CPU-s", "other cores busy"]
    notes = [f"{phase['name']}: {phase['settings']}" for phase in phases]
    ratio = beside(phases)
    return table(heads, rows) + "\n" + "; ".join(notes) + f".{ratio}\n"


def beside(phases):
    """Ours against the peer's on the same requests."""
    ours, theirs = ([p for p in phases if p["mix"] == "libretranslate" and p["server"] == server]
                    for server in ("Dragoman", "LibreTranslate"))
    if not ours or not theirs:
        return ""
    ratio = ours[0]["sentencesPerSecond"] / max(theirs[0]["sentencesPerSecond"], 1e-9)
    return f" On the same requests Dragoman does {ratio:.1f} times as many sentences."


def faults(phases):
    heads = ["", "asked", "answered", "lost", "swapped", "otherwise wrong", "errors", "shed and asked again",
             "distinct answers", "with their number", "protocols disagree on"]
    rows = [[phase["name"], phase["asked"], phase["answered"], *(phase[fault] for fault in FAULTS), phase["shed"],
             f"{phase['alone']['distinct']} of {phase['alone']['sentences']}",
             f"{phase['alone']['withTheirNumber']} of {phase['alone']['sentences']}",
             phase["alone"]["protocolsDisagree"]] for phase in phases]
    return table(heads, rows)


def use(phase):
    heads = [f"{phase['name']}, at second", *(f"{row['at']}" for row in phase["usage"])]
    rows = [["resident MiB", *(row["residentMiB"] for row in phase["usage"])],
            ["of it no file's", *(row["ownMiB"] for row in phase["usage"])],
            ["CPU-s", *(f"{row['cpuSeconds'] - phase['usage'][0]['cpuSeconds']:.0f}" for row in phase["usage"])]]
    return table(heads, rows)


def kinds(phase):
    rows = [[kind, *row.values()] for kind, row in phase["kinds"].items()]
    return table([phase["name"], "answered", "p50 ms", "p95 ms", "p99 ms"], rows)


def library(part):
    rows = []
    for run in part["runs"]:
        cells = []
        for rate in ("perSecond", "perCPUSecond"):
            ours, served = run["library"][rate], run["server"][rate]
            cells += [f"{ours:.1f}", f"{served:.1f}", f"{served / ours:.2f}"]
        rows.append(cells)
    heads = ["library, sentences/s", "server, sentences/s", "ratio", "library, sentences/CPU-s",
             "server, sentences/CPU-s", "ratio"]
    return (table(heads, rows)
            + f"\n{part['sentences']} sentences, beam {part['beam']} and {part['threads']} threads on both sides:"
            f" as lines of one text through `dragoman translate` (without {part['loading']:.2f} s of starting and"
            f" loading), and one by one over {part['connections']} connections. Medians: {part['ratio']:.2f} by the"
            f" clock, {part['cpuRatio']:.2f} by processor time; {part['different']} answers differ.\n")
