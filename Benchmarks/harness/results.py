"""results/latest.json and what is drawn from it: the newest run of each section of each pair."""
import json
from datetime import datetime, timezone
from statistics import median

from . import machine, plot, report
from .runs import OURS

# Each section of a pair with the parts of the results that it fills.
PARTS = {
    "quality": ("quality",), "throughput": ("throughput", "memory"), "latency": ("latency",)}
KERNELS = "kernels"


def now():
    return datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")


class Results:
    """Sections not run this time stay as they were, where model, text and machine are the same."""

    def __init__(self, folder, dragoman):
        self.folder = folder
        self.result = {"machine": machine.describe(), "pairs": {}, KERNELS: None}
        self.versions = machine.versions(dragoman)
        try:
            former = json.loads((folder / "latest.json").read_text(encoding="utf-8"))
            same = former["machine"] == self.result["machine"] and "pairs" in former
        except (OSError, ValueError, KeyError, TypeError):
            same = False
        if same:
            self.result = former

    def pair(self, pair, model, text):
        """The figures of a pair, with what was measured before."""
        described = dict(model=model, text=text, engine=pair.engine.name, title=pair.engine.title)
        entry = self.result["pairs"].get(pair.name, {})
        if {key: entry.get(key) for key in described} != described:
            parts = {part: [] for parts in PARTS.values() for part in parts}
            entry = dict(described, sections={}, runs=[], **parts)
        self.result["pairs"][pair.name] = entry
        return entry

    def replace(self, entry, section, parts, runs, **settings):
        """Puts in a section's new figures and writes everything down."""
        others = [run for run in entry["runs"] if run["section"] != section]
        peers = {run["engine"]: run["version"] for run in runs if run["engine"] != OURS}
        entry.update(parts, runs=others + runs)
        entry["sections"][section] = dict(
            self.conditions(), **settings, peers=peers, otherCores=median(run["otherCores"] for run in runs))
        self.write()

    def replace_kernels(self, figures):
        self.result[KERNELS] = dict(self.conditions(), **figures)
        self.write()

    def conditions(self):
        return dict(date=now(), loadAverage=machine.load_average(), versions=self.versions)

    def write(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, text in (
            ("latest.json", json.dumps(self.result, indent=1) + "\n"),
            ("throughput.svg", plot.svg(self.result)), ("latest.md", self.markdown)):
            (self.folder / name).write_text(text, encoding="utf-8")

    @property
    def markdown(self):
        return report.markdown(self.result)
