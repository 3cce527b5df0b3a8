"""The same sentences as one text through the library, and one by one through the server."""
import re
import resource
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median


class Library:
    """`dragoman translate` over a file, a sentence on each line."""

    def __init__(self, binary, sentences, beam, threads):
        self.sentences = sentences
        self.folder = tempfile.TemporaryDirectory(prefix="library-")
        self.command = [str(binary), "translate", "--from", "zh", "--to", "en", "--beam-size", str(beam),
                        "--threads", str(threads), "--stats"]

    def loading(self):
        """Seconds and processor seconds that a process needs for one sentence: nearly all is starting and loading."""
        runs = [self.run(self.sentences[:1]) for _ in range(3)]
        return median(run[0] for run in runs), median(run[1] for run in runs)

    def whole(self):
        return self.run(self.sentences)

    def run(self, lines):
        """Seconds and processor seconds of the whole process, the lines that it wrote, and their tokens."""
        source, target = Path(self.folder.name, "source.txt"), Path(self.folder.name, "target.txt")
        source.write_text("\n".join(lines) + "\n")
        start, before = time.monotonic(), children_cpu()
        process = subprocess.run(
            self.command + [str(source), "--output", str(target)], capture_output=True, text=True)
        seconds, cpu = time.monotonic() - start, children_cpu() - before
        if process.returncode != 0:
            raise SystemExit(f"{' '.join(self.command)} ended with {process.returncode}:\n{process.stderr}")
        return seconds, cpu, target.read_text().splitlines(), tokens(process.stderr)


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tokens(stats):
    found = re.search(r"(\d+) tokens", stats)
    return int(found[1]) if found else None
