"""What a measurement ran on, and how busy other work kept it meanwhile."""
import os
import platform
import subprocess
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent


def processor():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def instruction_sets():
    lines = [line for line in open("/proc/cpuinfo") if line.startswith("flags")]
    flags = lines[0].split() if lines else []
    return [name for name in ("avx2", "fma", "avx512f", "avx512_vnni", "avx_vnni") if name in flags]


def memory_gib():
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)


def busy_seconds():
    """Processor seconds that the whole machine has spent, waiting left out."""
    ticks = [int(n) for n in open("/proc/stat").readline().split()[1:9]]
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


def output(*command, folder=None):
    """The first line that a command prints; None when it fails."""
    try:
        process = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
        lines = process.stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        return None
    return lines[0].strip() if lines else None


def versions(dragoman):
    return {
        "dragoman": output(dragoman, "--version"),
        "commit": output("git", "describe", "--always", "--dirty", "--exclude=*", folder=HERE),
        "swift": output("swift", "--version"),
        "python": platform.python_version(),
        "sacrebleu": metadata.version("sacrebleu"),
    }


def describe():
    return {
        "processor": processor(), "cores": os.cpu_count(), "instructionSets": instruction_sets(),
        "memoryGiB": memory_gib(), "system": platform.freedesktop_os_release().get("PRETTY_NAME"),
    }


def load_average():
    return [round(load, 1) for load in os.getloadavg()]
