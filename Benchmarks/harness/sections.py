"""The sections of the comparison. Each returns table rows as dictionaries, in the order of reading."""
from .figures import best, median_of, median_rate, rate_ratio, ratio_of
from .quality import score
from .runs import OURS, THEIRS, Setting

ROWS = ("16", "32", "64")
BATCHES = ROWS + ("1024 tokens",)
DEFAULT = "32"


def _rates(ours, theirs, **row):
    return dict(
        row, ours=median_rate(ours), theirs=median_rate(theirs), ratio=rate_ratio(ours, theirs),
        oursCpu=median_rate(ours, "cpuSeconds"), theirsCpu=median_rate(theirs, "cpuSeconds"),
        cpuRatio=rate_ratio(ours, theirs, "cpuSeconds"))


def throughput(bench, beam, every, compute="int8"):
    """One thread at each batch, then two threads at their best; and the raw rows of the usual batch."""
    def setting(engine, batch, **more):
        return Setting(engine, compute=compute, beam=beam, batch=batch, **more)

    order = [s for batch in BATCHES for s in
             ([setting(OURS, batch)] if batch in ROWS else []) + [setting(THEIRS, batch)]]
    one = bench.alternate(order, "throughput", every)
    # With the same work on every run, the processor's time tells best which batch suits them.
    chosen, _ = best({s: rows for s, rows in one.items() if s.engine == THEIRS}, "cpuSeconds")
    ours = one[setting(OURS, DEFAULT)]
    table = [
        _rates(one.get(setting(OURS, batch), ours), one[setting(THEIRS, batch)], threads=1, beam=beam,
               batch=batch, rows=batch if batch in ROWS else DEFAULT, best=False)
        for batch in BATCHES]
    table.append(_rates(ours, one[chosen], threads=1, beam=beam, batch=chosen.batch, rows=DEFAULT, best=True))

    two_ours = setting(OURS, DEFAULT, threads=2)
    order = [two_ours] + [setting(THEIRS, chosen.batch, threads=2, parallel=p) for p in ("inter", "intra")]
    two = bench.alternate(order, "throughput", every)
    chosen_two, _ = best({s: rows for s, rows in two.items() if s.engine == THEIRS})
    table += [
        _rates(two[two_ours], two[s], threads=2, beam=beam, batch=f"{s.batch}, {s.parallel}", rows=DEFAULT,
               best=s == chosen_two)
        for s in order[1:]]
    return table, (ours, one[setting(THEIRS, DEFAULT)])


def one_thread(bench, beam, every, compute, their_compute):
    """One thread at the usual batch, where our way of computing and theirs have different names."""
    ours = Setting(OURS, compute=compute, beam=beam)
    theirs = Setting(THEIRS, compute=their_compute, beam=beam)
    measured = bench.alternate([ours, theirs], "throughput", every)
    rates = _rates(
        measured[ours], measured[theirs], threads=1, beam=beam, batch=DEFAULT, rows=DEFAULT, best=True)
    return [rates]


def memory_and_load(ours, theirs, beam):
    names = ("loadSeconds", "loadCpuSeconds", "startMiB", "loadedMiB", "peakMiB")
    return dict(
        beam=beam, ours={name: median_of(ours, name) for name in names},
        theirs={name: median_of(theirs, name) for name in names},
        ratio={name: ratio_of(ours, theirs, name) for name in names})


def latency(bench, beam, threads, every, compute="int8"):
    settings = [
        Setting(engine, "latency", compute, threads, beam, DEFAULT, "intra") for engine in (OURS, THEIRS)]
    measured = bench.alternate(settings, "latency", every)
    ours, theirs = measured[settings[0]], measured[settings[1]]
    names = ("latencyP50", "latencyP95", "latencyCpuP50", "latencyCpuP95")
    return dict(
        beam=beam, threads=threads, sentences=ours[0]["sentences"],
        ours={name: median_of(ours, name) for name in names},
        theirs={name: median_of(theirs, name) for name in names},
        ratio={name: ratio_of(ours, theirs, name) for name in names})


def quality(bench, beam, computes, threads, every, reference, folder, claimed):
    """One run of each engine over the text; its translations stay in `folder`."""
    table = []
    for engine, compute in computes:
        out = folder / f"{engine}-{compute}-beam{beam}.txt"
        setting = Setting(engine, compute=compute, threads=threads, beam=beam)
        row = bench.run(setting, "quality", every=every, out=out)
        table.append(dict(
            engine=engine, compute=compute, beam=beam, lines=row["sentences"], unfinished=row["unfinished"],
            tokensPerSecond=row["targetTokens"] / row["seconds"], output=out,
            tokensPerCpuSecond=row["targetTokens"] / row["cpuSeconds"],
            **score(out, reference, every, claimed)))
    return table
