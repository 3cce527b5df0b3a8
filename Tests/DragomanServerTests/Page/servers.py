"""Servers that a run starts and stops itself."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path


class Server:
    """A process that writes its address when it listens. What it writes is kept in `log`."""

    def __init__(self, command, log):
        self.log = log
        with log.open("wb") as file:
            self.process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
        self.url = f"http://{self.address()}"

    def address(self, wait=60):
        end = time.monotonic() + wait
        while time.monotonic() < end and self.process.poll() is None:
            found = re.search(r"127\.0\.0\.1:\d+", self.log.read_text(encoding="utf-8", errors="replace"))
            if found:
                return found.group()
            time.sleep(0.05)
        self.kill()
        raise AssertionError(f"the server does not listen: {self.log.read_text(errors='replace')}")

    def stop(self, wait=30):
        """Asks the process to end; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(wait)

    def kill(self):
        self.process.kill()
        self.process.wait()


def real(binary, arguments, log):
    return Server([binary, "serve", "--port", "0", "--log-level", "warning", *arguments], log)


def fake(log):
    return Server([sys.executable, Path(__file__).with_name("fake_server.py")], log)
