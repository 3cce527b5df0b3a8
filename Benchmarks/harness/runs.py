"""Runs of the two engines: each in a process of its own, one after the other, never two at once."""
import json
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from . import machine
from .pairs import Pair

OURS = "dragoman"


@dataclass(frozen=True)
class Setting:
    """One way of running one engine."""
    engine: str
    mode: str = "throughput"
    compute: str = "int8"
    threads: int = 1
    beam: int = 1
    batch: str = "32"  # decoder rows for ours
    parallel: str = "inter"

    def command(self, bench):
        common = ["--mode", self.mode, "--compute", self.compute, "--threads", str(self.threads),
                  "--beam", str(self.beam), "--src", str(bench.source)]
        if self.engine == OURS:
            return [str(bench.runner), "text", "--rows", self.batch, "--model", str(bench.model)] + common
        return bench.pair.engine.command() + [
            "--batch", self.batch, "--parallel", self.parallel, "--model", str(bench.peer_model)] + common


@dataclass
class Bench:
    """Where everything of a pair lies, and every row measured so far."""
    pair: Pair
    runner: Path
    model: Path
    peer_model: Path
    source: Path
    repeat: int
    rows: list = field(default_factory=list)

    @property
    def theirs(self):
        return self.pair.engine.name

    def run(self, setting, section, repetition=0, every=1, out=None):
        """One process; its row, with who ran it and how much other work went on."""
        command = setting.command(self) + ["--every", str(every)] + (["--out", str(out)] if out else [])
        busy, start = machine.busy_seconds(), time.perf_counter()
        process = subprocess.run(command, capture_output=True, text=True)
        if process.returncode != 0:
            failure = f"{' '.join(command)} ended with {process.returncode}"
            raise SystemExit(f"{failure}:\n{process.stderr.strip()}")
        row = json.loads(process.stdout.splitlines()[-1])
        own = row["cpuSeconds"] + row["loadCpuSeconds"]
        spent = time.perf_counter() - start
        row.update(section=section, batch=setting.batch, parallel=setting.parallel, repetition=repetition,
                   every=every, otherCores=max(0, (machine.busy_seconds() - busy - own) / spent))
        self.rows.append(row)
        parallel = setting.parallel if setting.engine != OURS and setting.threads > 1 else ""
        print(f"{self.pair.name} {section:11} {setting.engine:11} {setting.compute:12} beam {setting.beam}"
              f"  threads {setting.threads} {parallel:5}  batch {setting.batch:12}"
              f"{row['targetTokens'] / row['seconds']:8.0f} tok/s"
              f"{row['targetTokens'] / row['cpuSeconds']:8.0f} tok/cpu-s", flush=True)
        return row

    def alternate(self, settings, section, every):
        """All settings once, then all again, so that slow minutes of the machine fall on both engines.

        Even rounds go through them backwards, so that neither engine always has the warmer cache.
        """
        measured = {setting: [] for setting in settings}
        for repetition in range(self.repeat):
            for setting in settings if repetition % 2 == 0 else settings[::-1]:
                measured[setting].append(self.run(setting, section, repetition, every))
        return measured
