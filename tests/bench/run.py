#!/usr/bin/env python3
"""Measures modelviz as whole processes and prints a table; README.md says what the rows mean."""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rows import PARTS, ROOT, Bench

COLUMNS = ("", "modelviz", "the other", "ratio, or what is held", "limit")


def has_keras(python):
    probe = "import importlib.util as u, sys; sys.exit(not (u.find_spec('keras') and u.find_spec('pydot')))"
    return subprocess.run([python, "-c", probe], stderr=subprocess.DEVNULL).returncode == 0


def find_keras_python(asked_for):
    if asked_for:
        if not has_keras(asked_for):
            sys.exit(f"{asked_for} has no Keras or no pydot, which plot_model needs")
        return asked_for
    return sys.executable if has_keras(sys.executable) else None


def machine():
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
        cpu = names[0] if names else cpu
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, load {load}"


def cells(row):
    measured = "" if row.measured is None else row.form(row.measured)
    limit = "" if row.limit is None else f"{row.form(row.limit)} {'MISSED' if row.missed else 'kept'}"
    return row.title, row.ours, row.other, "" if measured == row.ours else measured, limit


def print_line(texts, markdown):
    if markdown:
        print("| " + " | ".join(texts) + " |", flush=True)
    else:
        plain = texts[0].replace("`", "")
        print(f"{plain:80} {texts[1]:>10} {texts[2]:>18} {texts[3]:>22}  {texts[4]}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=ROOT / "build/release", help="build directory, with MODELVIZ_BENCH")
    parser.add_argument("--runs", type=int, default=41, help="runs of a short command; long ones are run less often")
    parser.add_argument("--only", action="append", choices=list(PARTS), metavar="NAME",
                        help="only this part, as often as wanted: " + ", ".join(PARTS))
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("--keras-python", help="a Python with Keras and pydot; without it, this one if it has them")
    parser.add_argument("--netron", default=shutil.which("netron"), help="the program netron of PyPI")
    options = parser.parse_args()

    if not (options.build / "tests/bench/parse_only").exists():
        sys.exit("build it first:\n  cmake --preset release -D MODELVIZ_BENCH=ON && cmake --build --preset release")
    dot, keras_python = shutil.which("dot"), find_keras_python(options.keras_python)
    print(f"machine: {machine()}")
    peers = ((dot, "dot of Graphviz"), (keras_python, "Python with Keras (--keras-python)"),
             (options.netron, "Netron (--netron)"))
    for found, what in peers:
        if not found:
            print(f"left out: no {what} found")

    print()
    print_line(COLUMNS, options.markdown)
    if options.markdown:
        print_line(("---", "---:", "---:", "---:", "---"), True)
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options.build, Path(folder), options.runs, dot, keras_python, options.netron)
        for name in options.only or PARTS:
            for row in PARTS[name](bench):
                missed += row.missed
                print_line(cells(row), options.markdown)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
