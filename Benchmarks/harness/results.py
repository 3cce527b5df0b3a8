"""results/latest.json and what is drawn from it: the newest run of each section."""
import json
from datetime import datetime, timezone
from statistics import median

from . import machine, plot, report

# Each section with the parts of the results that it fills.
PARTS = {
    "quality": ("quality",), "throughput": ("throughput", "memory"), "latency": ("latency",),
    "kernels": ("kernels",)}


def now():
    return datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC")


class Results:
    """Sections not run this time stay as they were, where model, text and machine are the same."""

    def __init__(self, folder, model, text, dragoman):
        self.folder = folder
        description = machine.describe()
        self.result = {
            "machine": description, "model": model, "text": text, "sections": {}, "runs": [],
            **{part: [] for parts in PARTS.values() for part in parts}}
        self.versions = machine.versions(dragoman)
        try:
            former = json.loads((folder / "latest.json").read_text(encoding="utf-8"))
            same = all(former[key] == self.result[key] for key in ("machine", "model", "text"))
        except (OSError, ValueError, KeyError, TypeError):
            same = False
        if same:
            self.result = former

    def replace(self, section, parts, runs, **settings):
        """Puts in a section's new figures and writes everything down."""
        others = [run for run in self.result["runs"] if run["section"] != section]
        self.result.update(parts, runs=others + runs)
        self.result["sections"][section] = dict(
            settings, date=now(), loadAverage=machine.load_average(), versions=self.versions,
            otherCores=median(run["otherCores"] for run in runs) if runs else None)
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, text in (
            ("latest.json", json.dumps(self.result, indent=1) + "\n"),
            ("throughput.svg", plot.svg(self.result)), ("latest.md", self.markdown)):
            (self.folder / name).write_text(text, encoding="utf-8")

    @property
    def markdown(self):
        return report.markdown(self.result)
