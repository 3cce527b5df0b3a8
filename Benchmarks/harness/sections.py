"""The sections of the comparison. Each returns table rows as dictionaries, in the order of reading."""
from .figures import best, median_of, median_rate, rate_ratio, ratio_of
from .quality import identical, score
from .runs import OURS, Setting

ROWS = ("16", "32", "64")
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

    engine, theirs = bench.pair.engine, bench.theirs
    # Batches of other units than sentences all stand beside our usual rows.
    rows_beside = {batch: batch if batch in ROWS else DEFAULT for batch in engine.batches}
    order = []
    for batch, rows in rows_beside.items():
        order += [s for s in (setting(OURS, rows), setting(theirs, batch)) if s not in order]
    one = bench.alternate(order, "throughput", every)
    # With the same work on every run, the processor's time tells best which batch suits them.
    chosen, _ = best({s: rows for s, rows in one.items() if s.engine == theirs}, "cpuSeconds")
    ours = one[setting(OURS, DEFAULT)]
    table = [
        _rates(one[setting(OURS, rows)], one[setting(theirs, batch)], threads=1, beam=beam, batch=batch,
               rows=rows, best=False)
        for batch, rows in rows_beside.items()]
    table.append(_rates(ours, one[chosen], threads=1, beam=beam, batch=chosen.batch, rows=DEFAULT, best=True))

    two_ours = setting(OURS, DEFAULT, threads=2)
    order = [two_ours] + [setting(theirs, chosen.batch, threads=2, parallel=p) for p in engine.parallel]
    two = bench.alternate(order, "throughput", every)
    chosen_two, _ = best({s: rows for s, rows in two.items() if s.engine == theirs})
    table += [
        _rates(two[two_ours], two[s], threads=2, beam=beam, batch=f"{s.batch}, {s.parallel}", rows=DEFAULT,
               best=s == chosen_two)
        for s in order[1:]]
    return table, (ours, one[setting(theirs, engine.usual)])


def one_thread(bench, beam, every, compute, their_compute):
    """One thread at the usual batch, where our way of computing and theirs have different names."""
    usual = bench.pair.engine.usual
    ours = Setting(OURS, compute=compute, beam=beam)
    theirs = Setting(bench.theirs, compute=their_compute, beam=beam, batch=usual)
    measured = bench.alternate([ours, theirs], "throughput", every)
    rates = _rates(
        measured[ours], measured[theirs], threads=1, beam=beam, batch=usual, rows=DEFAULT, best=True)
    return [rates]


def memory_and_load(ours, theirs, beam):
    names = ("loadSeconds", "loadCpuSeconds", "startMiB", "loadedMiB", "peakMiB")
    return dict(
        beam=beam, batch=theirs[0]["batch"], ours={name: median_of(ours, name) for name in names},
        theirs={name: median_of(theirs, name) for name in names},
        ratio={name: ratio_of(ours, theirs, name) for name in names})


def latency(bench, beam, threads, every, compute="int8"):
    engine = bench.pair.engine
    ours = Setting(OURS, "latency", compute, threads, beam, DEFAULT)
    theirs = Setting(engine.name, "latency", compute, threads, beam, engine.usual, engine.parallel[-1])
    measured = bench.alternate([ours, theirs], "latency", every)
    ours, theirs = measured[ours], measured[theirs]
    names = ("latencyP50", "latencyP95", "latencyCpuP50", "latencyCpuP95")
    return dict(
        beam=beam, threads=threads, sentences=ours[0]["sentences"],
        ours={name: median_of(ours, name) for name in names},
        theirs={name: median_of(theirs, name) for name in names},
        ratio={name: ratio_of(ours, theirs, name) for name in names})


def quality(bench, beam, computes, threads, every, text, folder):
    """One run of each engine over the text, and how much of ours is the same as theirs."""
    table, outputs = [], {}
    for engine, compute in computes:
        out = outputs[engine, compute] = folder / f"{engine}-{compute}-beam{beam}.txt"
        batch = DEFAULT if engine == OURS else bench.pair.engine.usual
        setting = Setting(engine, compute=compute, threads=threads, beam=beam, batch=batch)
        row = bench.run(setting, "quality", every=every, out=out)
        table.append(dict(
            engine=engine, compute=compute, beam=beam, lines=row["sentences"], unfinished=row["unfinished"],
            tokensPerSecond=row["targetTokens"] / row["seconds"],
            tokensPerCpuSecond=row["targetTokens"] / row["cpuSeconds"], **score(out, text, every)))
    for row in table:
        if row["engine"] == OURS:
            theirs = outputs[bench.theirs, row["compute"].removesuffix("-blas")]
            row["identical"] = identical(outputs[OURS, row["compute"]], theirs)
    return table
