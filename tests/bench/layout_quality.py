#!/usr/bin/env python3
"""Compares the layouts of dot and of modelviz: crossings, length of arrows, bends, area.

layout_quality.py [MODEL.json …] [-- OPTIONS OF modelviz plot]; docs/layout.md shows what it prints.
"""

import argparse
import math
import re
import subprocess
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STEPS = 8  # pieces in which a curve is looked at


def curve_of(path):
    """The points of its cubic Bézier curves; a line is one with its points on it."""
    points = []
    for command, text in re.findall(r"([MLC])([^MLC]*)", path):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", text)]
        for point in zip(numbers[::2], numbers[1::2]):
            if command == "L":
                points += [points[-1], point]
            points.append(point)
    return points


def along(curve):
    """Points on a path of cubic Bézier curves."""
    points = [curve[0]]
    for i in range(0, len(curve) - 3, 3):
        a, b, c, d = curve[i:i + 4]
        for k in range(1, STEPS + 1):
            t, s = k / STEPS, 1 - k / STEPS
            points.append(tuple(s**3 * a[j] + 3 * s * s * t * b[j] + 3 * s * t * t * c[j] + t**3 * d[j]
                                for j in (0, 1)))
    return points


def crosses(p, q, r, s):
    def side(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return side(p, q, r) * side(p, q, s) < 0 and side(r, s, p) * side(r, s, q) < 0


def crossings(paths):
    """Pairs of arrows that cross, but for those that begin or end at the same box."""
    cells = defaultdict(list)
    for index, (_, path) in enumerate(paths):
        for p, q in zip(path, path[1:]):
            for x in range(int(min(p[0], q[0]) // 60), int(max(p[0], q[0]) // 60) + 1):
                for y in range(int(min(p[1], q[1]) // 60), int(max(p[1], q[1]) // 60) + 1):
                    cells[x, y].append((index, p, q))
    found = set()
    for segments in cells.values():
        for (i, p, q), (j, r, s) in combinations(segments, 2):
            if i == j or (i, j) in found or set(paths[i][0]) & set(paths[j][0]):
                continue
            if crosses(p, q, r, s):
                found.add((i, j))
    return len(found)


def bends(path):
    """By how many quarter turns an arrow turns on its way."""
    total = 0
    headings = [math.atan2(q[1] - p[1], q[0] - p[0]) for p, q in zip(path, path[1:])
                if math.dist(p, q) > 0.01]
    for a, b in zip(headings, headings[1:]):
        total += abs((b - a + math.pi) % (2 * math.pi) - math.pi)
    return total / (math.pi / 2)


def measure(svg):
    paths = []
    for title, path in re.findall(r'class="edge">\s*<title>(.*?)</title>.*?<path [^>]*?d="(.*?)"', svg, re.S):
        ends = tuple(title.replace("&#45;", "-").replace("&gt;", ">").split("->"))
        paths.append((ends, along(curve_of(path))))
    width, height = (int(n) for n in re.search(r'<svg width="(\d+)pt" height="(\d+)pt"', svg).groups())
    length = sum(math.dist(p, q) for _, path in paths for p, q in zip(path, path[1:]))
    return {"crossings": crossings(paths), "length": length / 1000, "bends": sum(bends(p) for _, p in paths),
            "width": width, "height": height}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modelviz", default=str(ROOT / "build/release/modelviz"))
    parser.add_argument("models", nargs="*", type=Path)
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    options = parser.parse_args(sys.argv[1:split])
    models = options.models or sorted((ROOT / "tests/golden/applications").glob("*.json"))
    print(f"{'':24} {'crossings':>13} {'length/1000':>15} {'bends':>13} {'width':>13} {'height':>15}")
    print(f"{'':24}" + " ".join(f"{'dot':>{w}} {'fast':>6}" for w in (7, 8, 6, 6, 8)))
    for model in models:
        row = [measure(subprocess.run([options.modelviz, "plot", model, "-o-", "-Tsvg", "--layout", layout,
                                       *sys.argv[split + 1:]], capture_output=True, text=True, check=False).stdout)
               for layout in ("dot", "fast")]
        cells = (f"{dot:{w}.0f} {fast:6.0f}" for (dot, fast), w in
                 zip(zip(*(r.values() for r in row)), (7, 8, 6, 6, 8)))
        print(f"{model.stem:24}" + " ".join(cells))


if __name__ == "__main__":
    main()
