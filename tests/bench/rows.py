"""What run.py measures: one function for each part of its table."""

import io
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from measuring import medians, peak_memory, run, seconds

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "tests/bench"
MODELS = ROOT / "tests/golden/applications"
FILES = ROOT / "tests/golden/files"
GIGABYTE = 1 << 30
PATIENCE = ("--timeout", "600")  # what misses its limit by far is measured all the same


@dataclass
class Row:
    """`measured` is what the limit holds for, and how it is shown; the rest are texts."""

    title: str
    ours: str
    other: str = ""
    measured: float | None = None
    limit: float | None = None
    form: Callable = "{:.2f}".format

    @property
    def missed(self):
        return self.limit is not None and self.measured > self.limit


def time_text(value):
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def compared(title, ours, theirs, limit=None):
    return Row(title, time_text(ours), time_text(theirs), ours / theirs, limit, ("{:.3f}" if ours < theirs / 50 else "{:.2f}").format)


def alone(title, ours, limit=None):
    return Row(title, time_text(ours), "", ours, limit, time_text)


@dataclass
class Bench:
    build: Path
    folder: Path
    runs: int
    dot: str | None
    keras_python: str | None
    netron: str | None

    @property
    def modelviz(self):
        return str(self.build / "modelviz")

    @property
    def few_runs(self):
        return max(3, self.runs // 8)

    @cached_property
    def applications(self):
        return sorted(MODELS.glob("*.json"))

    def large_model(self, kind, layers):
        path = self.folder / f"{kind}-{layers}.json"
        if not path.exists():
            with open(path, "w", encoding="utf-8") as file:
                run([sys.executable, str(BENCH / "large_model.py"), kind, str(layers)], stdout=file)
        return str(path)

    def plot(self, model, name, *options):
        return [self.modelviz, "-q", "plot", str(model), "-o", str(self.folder / name), *options]


def summary(bench):
    """A table, and another program that only parses the same JSON."""
    for name, limit in (("ResNet50", 2.0), ("NASNetLarge", 1.125)):
        model = str(MODELS / f"{name}.json")
        ours, parse = medians([[bench.modelviz, "summary", model], [str(bench.build / "tests/bench/parse_only"), model]],
                              bench.runs)
        yield compared(f"`summary` of {name}, and only parsing its JSON with nlohmann_json", ours, parse, limit)


def svg(bench):
    """Each application, and dot on the DOT that we write."""
    if not bench.dot:
        return
    ratios = {}
    for model in bench.applications:
        text = bench.folder / "application.dot"
        run(bench.plot(model, text), accepted=(0, 1))
        ours, dot = medians([bench.plot(model, "application.svg"),
                             [bench.dot, "-Tsvg", str(text), "-o", str(bench.folder / "dot.svg")]], bench.few_runs)
        ratios[model.stem] = (ours / dot, ours, dot)
        if model.stem in ("ResNet50", "NASNetLarge"):
            yield compared(f"SVG of {model.stem}, and `dot -Tsvg` of the same graph", ours, dot, 0.6)
    middle = statistics.median(ratio for ratio, _, _ in ratios.values())
    yield Row(f"SVG of all {len(ratios)} applications, and `dot -Tsvg`: median of the ratios", "", "", middle)
    worst = max(ratios, key=lambda name: ratios[name][0])
    yield compared(f"… the worst of them, {worst}", *ratios[worst][1:], 0.6)


def png(bench):
    """The same pixels: dot lays out for both, in as many dots per inch as leave cairo's PNG whole."""
    for name, dpi in (("ResNet50", 96), ("MobileNetV2", 96), ("NASNetLarge", 48)) if bench.dot else ():
        model, text = MODELS / f"{name}.json", bench.folder / "bitmap.dot"
        run(bench.plot(model, text))
        ours = bench.plot(model, "bitmap.png", "--layout", "dot", "--dpi", str(dpi))
        theirs = [bench.dot, "-Tpng", f"-Gdpi={dpi}", str(text), "-o", str(bench.folder / "dot.png")]
        times = medians([ours, theirs], bench.few_runs)
        yield compared(f"PNG of {name}, and `dot -Tpng` of the same pixels", *times, 0.3)
        own = bench.plot(model, "bitmap.png", "--dpi", str(dpi))
        memory = [peak_memory(command) for command in (own, theirs)]
        yield Row("… their peak memory", *(f"{size / 2**20:.0f} MB" for size in memory), memory[0] / memory[1], 0.5)


def keras(bench):
    """From JSON to a picture, and the same by plot_model, start-up included."""
    if not bench.keras_python:
        return
    model = str(MODELS / "ResNet50.json")
    for extension, limit in (("svg", 0.01), ("png", 0.05)):
        picture = bench.folder / f"keras.{extension}"
        ours, theirs = medians([bench.plot(model, f"ours.{extension}"),
                                [bench.keras_python, str(BENCH / "keras_plot.py"), model, str(picture)]], 3)
        yield compared(f"{extension.upper()} of ResNet50, and `plot_model` in Python with Keras", ours, theirs, limit)


def served(netron, model):
    """Seconds from the start of Netron until it has served its page, the scripts that the page names, and the model."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    start = time.perf_counter()
    process = subprocess.Popen([netron, "--port", str(port), model], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for path in ("/", "/index.js", "/browser.js", "/base.js", "/view.js", "/keras.js", f"/data/{Path(model).name}"):
            while True:
                try:
                    with urllib.request.urlopen(f"http://localhost:{port}{path}") as answer:
                        answer.read()
                    break
                except urllib.error.HTTPError:
                    break  # another version has no such script
                except urllib.error.URLError:
                    if process.poll() is not None or time.perf_counter() - start > 60:
                        sys.exit(f"{netron} serves nothing")
                    time.sleep(0.002)
        return time.perf_counter() - start
    finally:
        process.kill()
        process.wait()


def netron(bench):
    """A whole picture of ours, and Netron until the browser has all that it needs to begin with one."""
    if not bench.netron:
        return
    for name in ("ResNet50", "NASNetLarge"):
        model = str(MODELS / f"{name}.json")
        pairs = [(seconds(bench.plot(model, "netron.svg")), served(bench.netron, model)) for _ in range(bench.few_runs + 1)]
        ours, theirs = (statistics.median(column) for column in zip(*pairs[1:]))
        yield compared(f"SVG of {name}, and Netron until page and model are served, nothing drawn yet", ours, theirs)


def large(bench):
    """Models of any size: seconds, and what a layer costs of memory and of the SVG."""
    limits = {1_000: 0.1, 10_000: 0.8, 100_000: 10.0}
    for kind in ("chain", "residual", "dense", "inception", "unet", "deep-unet"):
        per_layer = {}
        for layers, limit in limits.items():
            command = bench.plot(bench.large_model(kind, layers), "large.svg", *PATIENCE)
            memory = peak_memory(command)  # warms up, too
            took = seconds(command) if layers > 10_000 else medians([command], bench.few_runs if layers == 1_000 else 3)[0]
            per_layer[layers] = took / layers
            yield alone(f"SVG of {layers:,} layers ({kind})", took, limit)
        layers = 100_000
        yield Row(f"… time per layer of {layers:,} and of 1,000 ({kind})", f"{per_layer[layers] * 1e6:.0f} µs",
                  f"{per_layer[1_000] * 1e6:.0f} µs", per_layer[layers] / per_layer[1_000], 1.5)
        yield Row(f"… peak memory per layer ({kind})", f"{memory / 1e6:.0f} MB", "", memory / layers / 1000, 10, "{:.1f} kB".format)
        size = (bench.folder / "large.svg").stat().st_size
        yield Row(f"… SVG per layer ({kind})", f"{size / 1e6:.0f} MB", "", size / layers / 1000, 1, "{:.2f} kB".format)


def pdf(bench):
    for kind in ("chain", "residual"):
        yield alone(f"PDF of 10,000 layers ({kind})", seconds(bench.plot(bench.large_model(kind, 10_000), "large.pdf", *PATIENCE)), 10.0)


def check(bench):
    for kind in ("chain", "residual", "nested"):
        took, = medians([[bench.modelviz, "check", bench.large_model(kind, 100_000)]], 3)
        yield alone(f"`check` of 100,000 layers ({kind})", took, 2.0)


def several(bench):
    """All applications in one call."""
    def plot(folder, *options):
        return [bench.modelviz, "-q", "plot", *map(str, bench.applications), "--out-dir", str(bench.folder / folder), *options]
    # The first round only warms up: with --if-changed it draws, and then nothing is new.
    at_once, one, unchanged = medians([plot("several"), plot("several", "--jobs", "1"), plot("unchanged", "--if-changed")], 3)
    yield compared(f"SVG of {len(bench.applications)} applications in one call, and with `--jobs 1`", at_once, one)
    yield compared("… with `--if-changed` where nothing has, and without", unchanged, at_once)


def ops(bench):
    took, = medians([[bench.modelviz, "eval", "y = x @ w; ops.relu(y + b)", "-i", "x=[None,7,5]", "-i", "w=[5,8]",
                      "-i", "b=[8]"]], bench.runs)
    yield alone("`eval` of an expression", took, 0.010)
    took, = medians([[str(bench.build / "tests/bench/many_ops")]], bench.few_runs)
    yield alone("100,000 ops in one process", took, 0.2)


class Sparse(io.FileIO):
    """A file in which zeros are holes: it takes no place on the disk."""

    def write(self, data):
        if data != bytes(len(data)):
            return super().write(data)
        self.seek(len(data), os.SEEK_CUR)
        return len(data)


def gigabyte(bench):
    """A .keras and an .h5 of a gigabyte each: behind what small ones hold there is a hole."""
    small = FILES / "3.15.1-mixed-folder"
    with Sparse(str(bench.folder / "gigabyte.keras"), "w") as file, zipfile.ZipFile(file, "w") as archive:
        for name in ("metadata.json", "config.json"):
            archive.write(small / name, name)
        with archive.open("model.weights.h5", "w") as weights:
            weights.write((small / "model.weights.h5").read_bytes())
            for _ in range(GIGABYTE >> 20):
                weights.write(bytes(1 << 20))
    shutil.copy(FILES / "3.15.1-mixed.h5", bench.folder / "gigabyte.h5")
    os.truncate(bench.folder / "gigabyte.h5", GIGABYTE)
    for extension in ("keras", "h5"):
        took, = medians([[bench.modelviz, "summary", str(bench.folder / f"gigabyte.{extension}")]], bench.runs)
        yield alone(f"`summary` of a .{extension} of 1 GB", took, 0.05)


def micro(bench):
    """Parts of the program by themselves (Google Benchmark)."""
    program = bench.build / "tests/bench/micro"
    if not program.exists():
        return
    done = subprocess.run([str(program), "--benchmark_format=json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    for result in json.loads(done.stdout)["benchmarks"]:
        rate = result.get("items_per_second")
        yield Row(result["name"], time_text(result["cpu_time"] / {"ns": 1e9, "us": 1e6, "ms": 1e3}[result["time_unit"]]), f"{rate:,.0f} layers/s" if rate else "")


PARTS = {part.__name__: part for part in (summary, svg, png, keras, netron, large, pdf, check, several, ops, gigabyte, micro)}
