"""The two servers as processes, and what they use."""
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    name: str
    port: int
    process: subprocess.Popen
    settings: str
    keeps: bool  # whether a connection takes more than one request

    def usage(self):
        """Resident memory in MiB, the part of it that is no file's, and processor seconds."""
        folder = Path("/proc", str(self.process.pid))
        lines = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
        kib = lambda name: int(lines[name].split()[0])
        fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        return dict(residentMiB=round(kib("VmRSS") / 1024, 1), ownMiB=round(kib("RssAnon") / 1024, 1),
                    cpuSeconds=(int(fields[11]) + int(fields[12])) / TICKS)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def wait_for(process, url, seconds=120):
    """Waits until a server answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"{process.args[0]} ended with {process.returncode} before it listened")
        try:
            return urllib.request.urlopen(url, timeout=5).read()
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise SystemExit(f"{process.args[0]} did not answer within {seconds} seconds")


def dragoman(binary, connections, beam, threads):
    port = free_port()
    # All connections come from one address here, which by default may have 256.
    command = [str(binary), "serve", "--port", str(port), "--log-level", "warning", "--beam-size", str(beam),
               "--threads", str(threads), "--set", f"connections-per-peer={connections + 56}",
               "--set", f"connections={max(1024, connections + 56)}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    wait_for(process, f"http://127.0.0.1:{port}/ready")
    return Server("Dragoman", port, process, f"{threads} threads, beam {beam}", keeps=True)


class Peer:
    """LibreTranslate in a Python environment of its own, with the Argos package out of the model store.

    Nothing is looked up in the network. Its sentences are told by spaCy's rules, the one splitter that needs no
    model; it looks for one in its cache all the same, and takes the empty pipeline that lies there.
    """

    def __init__(self, environment, package, inter, intra, workers):
        self.environment, self.package = Path(environment), Path(package)
        self.inter, self.intra, self.workers = inter, intra, workers
        self.folder = tempfile.TemporaryDirectory(prefix="libretranslate-")

    def check(self):
        """What is missing, or None."""
        if not (self.environment / "bin" / "libretranslate").exists():
            return (f"LibreTranslate is not installed: python3 -m venv {self.environment} &&"
                    f" {self.environment}/bin/pip install -r Benchmarks/requirements-load.txt")
        if not (self.package / "model" / "model.bin").exists():
            return ("the Argos package is not in the model store:"
                    " dragoman models install --keep-original argos-zh-en-1.9")
        return None

    def versions(self):
        names = ("libretranslate", "argos-translate-lt", "ctranslate2", "waitress")
        code = ("import json, sys; from importlib.metadata import version;"
                "print(json.dumps({name: version(name) for name in sys.argv[1:]}))")
        return json.loads(subprocess.check_output([self.environment / "bin" / "python", "-c", code, *names]))

    def start(self, beam):
        self.lay_out()
        port = free_port()
        command = [str(self.environment / "bin" / "libretranslate"), "--host", "127.0.0.1", "--port", str(port),
                   "--load-only", "zh,en", "--threads", str(self.workers), "--disable-web-ui",
                   "--disable-files-translation"]
        with open(Path(self.folder.name, "log"), "wb") as log:
            process = subprocess.Popen(
                command, env=self.variables(beam), cwd=self.folder.name, stdout=log, stderr=log)
        wait_for(process, f"http://127.0.0.1:{port}/languages")
        settings = (f"{self.inter} workers of {self.intra} threads, {self.workers} requests at once,"
                    f" beam {beam}, spaCy's rules for sentences")
        # waitress listens to 100 connections at most: kept ones would leave the others without any answer.
        return Server("LibreTranslate", port, process, settings, keeps=False)

    def lay_out(self):
        folder = Path(self.folder.name)
        package = folder / "packages" / self.package.parent.name
        if package.exists():
            return
        package.mkdir(parents=True)
        for file in self.package.iterdir():
            (package / file.name).symlink_to(file)
        index = folder / "argos-translate" / "index.json"
        index.parent.mkdir()
        index.write_text("[]")
        code = ("import pathlib, spacy, sys; cache = pathlib.Path(sys.argv[1]); spacy.blank('xx').to_disk(cache);"
                "(cache / 'senter').mkdir(); (cache / 'senter' / 'model').touch()")
        subprocess.run(
            [self.environment / "bin" / "python", "-c", code, folder / "argos-translate" / "spacy"], check=True)

    def variables(self, beam):
        folder = self.folder.name
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return kept | {
            "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder,
            "ARGOS_PACKAGES_DIR": f"{folder}/packages", "ARGOS_PACKAGE_INDEX": "http://127.0.0.1:9/",
            "ARGOS_CHUNK_TYPE": "SPACY", "ARGOS_BEAM_SIZE": str(beam),
            "ARGOS_INTER_THREADS": str(self.inter), "ARGOS_INTRA_THREADS": str(self.intra)}
