"""A server for one check."""

import subprocess
import tempfile
import time
from pathlib import Path


class Server:
    """`dragoman serve` on a port of the system's choice."""

    def __init__(self, binary, *arguments):
        self.folder = tempfile.TemporaryDirectory(prefix="server-")
        file = Path(self.folder.name, "port")
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--port-file", str(file), "--log-level", "error", *arguments],
            stdout=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 20
            while not file.exists() or not file.read_text().strip():
                assert self.process.poll() is None, f"the server ended with {self.process.returncode}"
                assert time.monotonic() < end, "the server does not listen"
                time.sleep(0.01)
            self.port = int(file.read_text())
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()
