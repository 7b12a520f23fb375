#!/usr/bin/env python3
"""Measures modelviz as whole processes and prints a table; README.md says what the rows mean."""

import argparse
import io
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "tests/golden/applications"
FILES = ROOT / "tests/golden/files"
GIGABYTE = 1 << 30


@dataclass
class Comparison:
    """Two commands for the same work, and how much longer ours may take; or ours alone, and its time."""

    title: str
    ours: list
    theirs: list | None
    limit: float | None  # of ours / theirs, or of ours in seconds; None where there is nothing to hold
    runs: int


def seconds(command):
    start = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    elapsed = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{shlex.join(command)}\nfailed with exit code {done.returncode}:\n{done.stderr}")
    return elapsed


def medians(comparison):
    """Both commands in turn, so that whatever else the machine does slows both. The first round only warms up."""
    commands = [command for command in (comparison.ours, comparison.theirs) if command]
    rounds = [[seconds(command) for command in commands] for _ in range(comparison.runs + 1)][1:]
    return [statistics.median(column) for column in zip(*rounds)]


def has_keras(python):
    probe = "import importlib.util as u, sys; sys.exit(not (u.find_spec('keras') and u.find_spec('pydot')))"
    return subprocess.run([python, "-c", probe], stderr=subprocess.DEVNULL).returncode == 0


def find_keras_python(asked_for):
    if asked_for:
        if not has_keras(asked_for):
            sys.exit(f"{asked_for} has no Keras or no pydot, which plot_model needs")
        return asked_for
    return sys.executable if has_keras(sys.executable) else None


class Sparse(io.FileIO):
    """A file in which zeros are holes: it takes no place on the disk."""

    def write(self, data):
        if data != bytes(len(data)):
            return super().write(data)
        self.seek(len(data), os.SEEK_CUR)
        return len(data)


def write_gigabytes(folder):
    """A .keras and an .h5 of a gigabyte each: behind what small ones hold there is a hole."""
    small = FILES / "3.15.1-mixed-folder"
    with Sparse(f"{folder}/gigabyte.keras", "w") as file, zipfile.ZipFile(file, "w") as archive:
        for name in ("metadata.json", "config.json"):
            archive.write(small / name, name)
        with archive.open("model.weights.h5", "w") as weights:
            weights.write((small / "model.weights.h5").read_bytes())
            for _ in range(GIGABYTE >> 20):
                weights.write(bytes(1 << 20))
    shutil.copy(FILES / "3.15.1-mixed.h5", f"{folder}/gigabyte.h5")
    os.truncate(f"{folder}/gigabyte.h5", GIGABYTE)


def comparisons(build, dot, keras_python, folder, runs):
    modelviz = str(build / "modelviz")
    resnet = str(MODELS / "ResNet50.json")
    yield Comparison("summary of ResNet50 : only parsing its JSON",
                     [modelviz, "summary", resnet],
                     [str(build / "tests/bench/parse_only"), resnet], 2.0, runs)
    for name in ("ResNet50", "NASNetLarge") if dot else ():
        model, text, picture = str(MODELS / f"{name}.json"), f"{folder}/{name}.dot", f"{folder}/{name}.svg"
        subprocess.run([modelviz, "plot", model, "-o", text], check=True)
        yield Comparison(f"SVG of {name} : dot -Tsvg of the same graph",
                         [modelviz, "plot", model, "-o", picture],
                         [dot, "-Tsvg", text, "-o", f"{folder}/{name}-dot.svg"], 0.6, max(3, runs // 4))
    yield Comparison("eval of an expression",
                     [modelviz, "eval", "y = x @ w; ops.relu(y + b)",
                      "-i", "x=[None,7,5]", "-i", "w=[5,8]", "-i", "b=[8]"], None, 0.010, runs)
    yield Comparison("100,000 ops", [str(build / "tests/bench/many_ops")], None, 0.2, max(3, runs // 4))
    for kind in ("chain", "residual", "nested"):
        large = f"{folder}/{kind}.json"
        with open(large, "w", encoding="utf-8") as file:
            subprocess.run([sys.executable, str(ROOT / "tests/bench/large_model.py"), kind, "100000"], stdout=file, check=True)
        yield Comparison(f"check of 100,000 layers ({kind})", [modelviz, "check", large], None, 2.0, 3)
        yield Comparison(f"SVG of 100,000 layers ({kind})", [modelviz, "plot", large, "-o", f"{folder}/large.svg"], None, 10.0, 1)
    write_gigabytes(folder)
    for extension in ("keras", "h5"):
        yield Comparison(f"summary of a .{extension} of 1 GB", [modelviz, "summary", f"{folder}/gigabyte.{extension}"],
                         None, 0.05, runs)
    if keras_python:
        picture = f"{folder}/resnet50.png"
        yield Comparison("PNG of ResNet50 : plot_model of Keras",
                         [modelviz, "plot", resnet, "-o", picture],
                         [keras_python, str(ROOT / "tests/bench/keras_plot.py"), resnet, f"{folder}/keras.png"],
                         None, 3)


def machine():
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0] if names else cpu
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, load {load}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=ROOT / "build/release", help="build directory, with MODELVIZ_BENCH")
    parser.add_argument("--runs", type=int, default=41, help="runs of a short command; long ones are run a quarter as often")
    parser.add_argument("--keras-python", help="a Python with Keras and pydot; without it, this one if it has them")
    options = parser.parse_args()

    if not (options.build / "tests/bench/parse_only").exists():
        sys.exit("build it first:\n  cmake --preset release -D MODELVIZ_BENCH=ON && cmake --build --preset release")
    dot = shutil.which("dot")
    keras_python = find_keras_python(options.keras_python)
    print(f"machine: {machine()}")
    for missing, what in ((dot, "dot of Graphviz"), (keras_python, "Python with Keras (--keras-python)")):
        if not missing:
            print(f"left out: no {what} found")

    missed = 0
    commands = []
    print(f"\n{'medians in milliseconds':52} {'modelviz':>9} {'other':>9} {'ratio':>6}  limit")
    with tempfile.TemporaryDirectory() as folder:
        for comparison in comparisons(options.build, dot, keras_python, folder, options.runs):
            times = medians(comparison)
            measured = times[0] / times[1] if comparison.theirs else times[0]
            columns = [f"{time * 1000:9.1f}" for time in times]
            columns += [f"{measured:6.2f} "] if comparison.theirs else [" " * 17]
            if comparison.limit:
                kept = measured <= comparison.limit
                missed += not kept
                limit = f"{comparison.limit}" if comparison.theirs else f"{comparison.limit * 1000:.0f} ms"
                columns.append(f"{limit} {'kept' if kept else 'MISSED'}")
            print(f"{comparison.title:52}", *columns, flush=True)
            commands += [command for command in (comparison.ours, comparison.theirs) if command]
        print("\ncommands:")
        for command in commands:
            print("  " + shlex.join(command).replace(f"{folder}/", "").replace(f"{ROOT}/", ""))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
