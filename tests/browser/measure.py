#!/usr/bin/env python3
"""Measures pictures in a browser: no text leaves its box, and no two boxes overlap.

Draws twenty models as SVG, each in several ways, opens them in headless Chromium and asks it for the
size of every text and box. Needs nothing but Python and Chromium (Debian's package chromium).

    tests/browser/measure.py                       all twenty, with build/release/modelviz
    tests/browser/measure.py unet ResNet50         some of them
    tests/browser/measure.py --program PATH --chromium PATH
"""

import argparse
import html
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

SAMPLES = [
    "broken_skip",
    "keras2_mobilenet",
    "lstm_text_classifier",
    "multi_input_output",
    "resnet50",
    "siamese",
    "transformer_encoder",
    "unet",
]
APPLICATIONS = [
    "ConvNeXtTiny",
    "DenseNet121",
    "EfficientNetB0",
    "EfficientNetV2B0",
    "InceptionV3",
    "InceptionResNetV2",
    "MobileNetV2",
    "MobileNetV3Small",
    "NASNetMobile",
    "ResNet50V2",
    "VGG16",
    "Xception",
]
HERE = ["odd_names"]

# What is drawn of each model.
LOOKS = [
    [],
    ["--expand-nested", "--show-dtype", "--show-layer-activations", "--show-trainable"],
    ["--fold", "auto", "--theme", "dark", "--legend", "--show", "+params,macs"],
    ["--number", "--rankdir", "LR", "--color-by", "params", "--legend"],
    ["--fold", "auto", "--show-ops", "--show-weights"],
    ["--style", "keras", "--show-shapes", "--fold", "auto"],
    ["--label", "{name}\\n{class} {attrs}\\n{input_shape} → {shape}", "--fold", "auto"],
]

# Runs in the page. A box is the first shape of a group; Graphviz writes it before its texts.
MEASURE = r"""
const kSlack = 1.5;  // pixels: glyphs of the browser and of pango are rounded differently
const faults = [];
let texts = 0, boxes = 0;
function grown(box, by) {
  return {left: box.x - by, top: box.y - by, right: box.x + box.width + by,
          bottom: box.y + box.height + by};
}
function nameOf(group) {
  const text = group.querySelector("text");
  return (group.querySelector("title")?.textContent ?? "") + " " + (text?.textContent ?? "");
}
for (const picture of document.querySelectorAll("section")) {
  const say = (what) => faults.push(picture.dataset.name + ": " + what);
  const placed = [];
  for (const group of picture.querySelectorAll("g.node, g.cluster")) {
    const shapes = [...group.children].flatMap(
        (e) => e.matches("path, polygon, rect, ellipse") ? [e] : [...e.querySelectorAll(
            ":scope > path, :scope > polygon, :scope > rect")]);
    if (shapes.length == 0) continue;  // the end of an arrow has no box
    let outer = shapes[0].getBBox();
    for (const shape of shapes) {  // tables are several cells
      const box = shape.getBBox();
      const left = Math.min(outer.x, box.x), top = Math.min(outer.y, box.y);
      outer = {x: left, y: top,
               width: Math.max(outer.x + outer.width, box.x + box.width) - left,
               height: Math.max(outer.y + outer.height, box.y + box.height) - top};
    }
    const limit = grown(outer, kSlack);
    for (const text of group.querySelectorAll("text")) {
      ++texts;
      const box = text.getBBox();
      if (text.textContent.trim() === "") continue;
      const over = Math.max(limit.left - box.x, box.x + box.width - limit.right,
                            limit.top - box.y, box.y + box.height - limit.bottom);
      if (over > 0) say(`"${text.textContent}" leaves its box by ${over.toFixed(1)}`);
    }
    if (group.matches("g.node")) {
      ++boxes;
      placed.push({...grown(outer, -0.5), name: nameOf(group)});
    }
  }
  placed.sort((a, b) => a.top - b.top);
  for (let i = 0; i < placed.length; ++i) {
    for (let j = i + 1; j < placed.length && placed[j].top < placed[i].bottom; ++j) {
      const a = placed[i], b = placed[j];
      if (a.left < b.right && b.left < a.right) say(`${a.name} and ${b.name} overlap`);
    }
  }
}
const result = document.createElement("pre");
result.id = "result";
result.textContent = JSON.stringify({texts, boxes, faults});
document.body.replaceChildren(result);
"""


def model_of(name):
    if name in SAMPLES:
        return ROOT / "samples" / f"{name}.json"
    if name in HERE:
        return ROOT / "tests" / "browser" / f"{name}.json"
    return ROOT / "tests" / "golden" / "applications" / f"{name}.json"


def draw(program, name):
    """The pictures of one model, by their options."""
    pictures = []
    for look in LOOKS:
        command = [program, "-q", "plot", model_of(name), "-T", "svg", "-o", "-", *look]
        drawn = subprocess.run(command, capture_output=True, text=True)
        if drawn.returncode not in (0, 1):  # 1: the model is wrong, and drawn
            sys.exit(f"{name} {' '.join(look)}: {drawn.stderr}")
        svg = drawn.stdout[drawn.stdout.index("<svg") :]
        pictures.append((f"{name} {' '.join(look)}", svg))
    return pictures


def measure(chromium, pictures):
    sections = "".join(f'<section data-name="{html.escape(name)}">{svg}</section>' for name, svg in pictures)
    page = f"<!DOCTYPE html><meta charset=utf-8><body>{sections}<script>{MEASURE}</script>"
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        options = (
            "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
            f"--disable-component-update --disable-sync --user-data-dir={folder}/profile --dump-dom"
        )
        run = subprocess.run([chromium, *options.split(), path.as_uri()], capture_output=True, text=True, timeout=600)
    begin = run.stdout.find('<pre id="result">')
    if begin < 0:
        sys.exit(f"Chromium measured nothing: {run.stderr[-2000:]}")
    end = run.stdout.index("</pre>", begin)
    return json.loads(html.unescape(run.stdout[begin + len('<pre id="result">') : end]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="*", help="names; all where there are none")
    parser.add_argument("--program", default=ROOT / "build" / "release" / "modelviz")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    arguments = parser.parse_args()
    if not arguments.chromium:
        sys.exit("there is no Chromium: apt-get install chromium")
    faults = 0
    for name in arguments.models or SAMPLES + APPLICATIONS + HERE:
        result = measure(arguments.chromium, draw(arguments.program, name))
        if result["boxes"] == 0:
            sys.exit(f"{name}: Chromium found no box")
        print(f"{name}: {result['boxes']} boxes, {result['texts']} texts, {len(result['faults'])} faults")
        for fault in result["faults"][:20]:
            print("  " + fault)
        faults += len(result["faults"])
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
