"""Runs commands as whole processes, from start to exit, and says what they cost."""

import shlex
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path


def run(command, accepted=(0,), **where):
    """Without input and output; ends the program where the command fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=where.get("stdout", subprocess.DEVNULL),
                          stderr=subprocess.PIPE, text=True)
    if done.returncode not in accepted:
        sys.exit(f"{shlex.join(command)}\nfailed with exit code {done.returncode}:\n{done.stderr}")


def seconds(command):
    start = time.perf_counter()
    run(command, accepted=(0, 1))  # 1: the model has an error, and was drawn all the same
    return time.perf_counter() - start


def medians(commands, runs):
    """In turn, so that whatever else the machine does slows all of them. The first round only warms up."""
    rounds = [[seconds(command) for command in commands] for _ in range(runs + 1)][1:]
    return [statistics.median(column) for column in zip(*rounds)]


def descendants(pid):
    found = [pid]
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in thread.read_text().split():
            found += descendants(int(child))
    return found


def resident(pid):
    """Bytes that a process has for itself, and the most that it has had together with what it shares."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return [int(status.get(name, "0").split()[0]) * 1024 for name in ("RssAnon", "VmHWM")]


def peak_memory(command):
    """Of a command and of all that it starts, together, or of one process with all that it shares, whichever is more;
    looked at every few milliseconds, which adds a little time. What wait4() says is not it: the Python that starts the
    command counts there."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    ended = threading.Event()

    def watch():
        nonlocal peak
        while not ended.wait(0.005):
            total = 0
            try:
                for pid in descendants(process.pid):
                    own, most = resident(pid)
                    total += own
                    peak = max(peak, most)
            except (FileNotFoundError, ProcessLookupError):
                pass  # it ended meanwhile: what was counted of it counts
            peak = max(peak, total)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    ended.set()
    watcher.join()
    if process.returncode not in (0, 1):
        sys.exit(f"{shlex.join(command)}\nfailed with exit code {process.returncode}")
    return peak
