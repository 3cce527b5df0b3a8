#!/usr/bin/env python3
"""Measures `dragoman serve` under the load of many connections, beside LibreTranslate with the same model.

    python3 -m venv .build/peers-load
    .build/peers-load/bin/pip install -r Benchmarks/requirements-load.txt
    dragoman models install --keep-original argos-zh-en-1.9
    python3 Benchmarks/load.py --json load.json

Every answer is compared with the one that the same server gave to the same question when it was asked alone. Ends
with 1 where an answer of Dragoman was lost, swapped, wrong or an error. Needs nothing but Python itself.
"""
import argparse
import asyncio
import json
import os
import resource
import sys
from datetime import date
from pathlib import Path
from statistics import median

from harness import machine
from harness.pairs import BUILT, model_folder
from serving import asks, drive, servers, tables
from serving.library import Library
from serving.texts import sentences
from serving.wire import FrameClient, HTTPClient, LiveClient

HERE = Path(__file__).resolve().parent
OURS = "Dragoman"


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, default=BUILT / "release" / "dragoman")
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=600, help="of each phase")
    parser.add_argument("--beside-seconds", type=float, help="of the two phases of the same requests on both")
    parser.add_argument("--without-peer", action="store_true", help="Dragoman alone")
    parser.add_argument("--without-library", action="store_true", help="not the server beside the library")
    parser.add_argument("--peer", type=Path, default=BUILT / "peers-load", help="its Python environment")
    parser.add_argument("--peer-workers", type=int, default=4, help="requests that it takes up at once")
    parser.add_argument("--peer-inter", type=int, default=os.cpu_count(), help="translations side by side")
    parser.add_argument("--peer-intra", type=int, default=1, help="threads of each of them")
    parser.add_argument("--beam", type=int, default=4, help="of all: 4 is the default of each of them")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="of Dragoman")
    parser.add_argument("--texts", type=int, default=60, help="different sentences under load")
    parser.add_argument("--sentences", type=int, default=1_000, help="for the server beside the library")
    parser.add_argument("--rounds", type=int, default=3, help="of the server beside the library")
    parser.add_argument("--json", type=Path, help="write everything here, too")
    return parser.parse_args()


def all_protocols(server, options):
    """Four connections in five ask over HTTP in all its shapes; frames and live sessions share the others."""
    http, frames, live = (
        asks.asks_over_http(asks.ALL, options.texts), asks.frames(options.texts), asks.segments(options.texts))
    rest = options.connections // 5
    connections = [(HTTPClient(server.port), http) for _ in range(options.connections - rest)]
    connections += [(FrameClient(server.port), frames) if n % 2 else (LiveClient(server.port), live)
                    for n in range(rest)]
    alone = [(HTTPClient(server.port), http), (FrameClient(server.port), frames), (LiveClient(server.port), live)]
    return alone, connections


def libre_requests(server, options):
    http = asks.asks_over_http(asks.LIBRE, options.texts)
    client = lambda: HTTPClient(server.port, server.keeps)
    return [(client(), http)], [(client(), http) for _ in range(options.connections)]


MIXES = {"all": ("all protocols", all_protocols), "libretranslate": ("LibreTranslate's requests", libre_requests)}


async def phase(server, mix, seconds, options):
    """One server under one kind of load, from questions asked alone to what it used."""
    title, make = MIXES[mix]
    print(f"{server.name}, {title}: {seconds:.0f} s", file=sys.stderr, flush=True)
    alone, connections = make(server, options)
    book = await drive.asked_alone(alone)
    own, busy = own_cpu(), machine.busy_seconds()
    tally, usage = await drive.load(server, connections, book, seconds)
    own = own_cpu() - own
    used = usage[-1]["cpuSeconds"] - usage[0]["cpuSeconds"]
    others = (machine.busy_seconds() - busy - own - used) / usage[-1]["at"]
    return dict(name=f"{server.name}, {title}", server=server.name, mix=mix, settings=server.settings,
                alone=book.summary(), usage=usage, clientCPUSeconds=own, otherCores=max(0, others), **tally.row())


def own_cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def phases(options):
    beside = options.beside_seconds or options.seconds
    ours = servers.dragoman(options.binary, options.connections, options.beam, options.threads)
    try:
        yield asyncio.run(phase(ours, "all", options.seconds, options))
        if not options.without_peer:
            yield asyncio.run(phase(ours, "libretranslate", beside, options))
    finally:
        ours.stop()
    if not options.without_peer:
        theirs = options.libretranslate.start(options.beam)
        try:
            yield asyncio.run(phase(theirs, "libretranslate", beside, options))
        finally:
            theirs.stop()


def beside_library(options):
    texts = sentences(options.sentences)
    library = Library(options.binary, texts, options.beam, options.threads)
    (loading, loading_cpu), runs, different = library.loading(), [], 0
    for round in range(options.rounds):
        print(f"server beside library, round {round + 1}", file=sys.stderr, flush=True)
        seconds, cpu, lines, tokens = library.whole()
        server_seconds, server_cpu, answers = through_server(options)
        different += sum(line != answer for line, answer in zip(lines, answers, strict=True))
        runs.append(dict(
            tokens=tokens, library=rates(len(texts), seconds - loading, cpu - loading_cpu),
            server=rates(len(texts), server_seconds, server_cpu)))
    ratio = lambda rate: median(run["server"][rate] / run["library"][rate] for run in runs)
    return dict(runs=runs, loading=loading, sentences=len(texts), different=different, beam=options.beam,
                threads=options.threads, connections=options.connections, ratio=ratio("perSecond"),
                cpuRatio=ratio("perCPUSecond"))


def rates(sentences, seconds, cpu):
    return dict(seconds=seconds, cpuSeconds=cpu, perSecond=sentences / seconds, perCPUSecond=sentences / cpu)


def through_server(options):
    """The sentences one by one, over all connections, of a server that has loaded its model."""
    server = servers.dragoman(options.binary, options.connections, options.beam, options.threads)
    questions = asks.asks_over_http([asks.LIBRE[0]], options.sentences)
    try:
        asyncio.run(drive.all_once([HTTPClient(server.port)], questions[:1]))
        before = server.usage()["cpuSeconds"]
        seconds, answers = asyncio.run(drive.all_once(
            [HTTPClient(server.port) for _ in range(options.connections)], questions))
        return seconds, server.usage()["cpuSeconds"] - before, answers
    finally:
        server.stop()


def main():
    options = arguments()
    versions = {"Dragoman": machine.output(options.binary, "--version"),
                "commit": machine.output("git", "describe", "--always", "--dirty", "--exclude=*", folder=HERE)}
    if not options.without_peer:
        package = model_folder(options.binary, "argos-zh-en-1.9") / "original"
        options.libretranslate = servers.Peer(
            options.peer, package, options.peer_inter, options.peer_intra, options.peer_workers)
        if missing := options.libretranslate.check():
            raise SystemExit(missing)
        versions |= options.libretranslate.versions()
    result = dict(date=date.today().isoformat(), machine=machine.describe(), versions=versions,
                  connections=options.connections, phases=[])

    def keep():
        if options.json:
            options.json.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n")

    for measured in phases(options):
        result["phases"].append(measured)
        keep()
    if not options.without_library:
        result["library"] = beside_library(options)
        keep()
    print(tables.markdown(result))
    faults = sum(part[fault] for part in result["phases"] if part["server"] == OURS for fault in drive.FAULTS)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
