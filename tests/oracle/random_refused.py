"""golden/random/refused.jsonl and .tsv: random models with one setting changed, which Keras then refuses to load.

A line of the .tsv has the path of the layer in which Keras fails and the first line of its message, for the model in the
same line of the .jsonl. Half of them keep `build_config`. refused.py has the cases that were thought of.

    random_refused.py            makes the models and asks Keras
    random_refused.py --again    asks Keras about the models that are there
"""

import golden  # first: it sets the environment

import json
import random
import sys
import warnings

import keras3_side
from random_models import FOLDER
from random_models import Growing
from random_models import INPUTS
from random_models import compact
from random_models import without_build_config
from refused import refusal
from refused_cases import every_layer

SCRIPT = "random_refused.py"
MODELS = 200
LAYERS = (4, 14)
TRIES = 6

# What else a setting may be. Each is a function of what it is and of a generator.
CHANGES = {
    "units": lambda old, g: old + g.choice([1, 3]),
    "filters": lambda old, g: old + g.choice([1, 2]),
    "kernel_size": lambda old, g: [g.choice([9, 12])] * len(old),
    "pool_size": lambda old, g: [g.choice([15, 40])] * len(old),
    "strides": lambda old, g: [3] * len(old) if isinstance(old, list) else old,
    "padding": lambda old, g: g.choice(["same", "valid", [4, 1]]) if old != "same" else "valid",
    "cropping": lambda old, g: [20, 20] if isinstance(old[0], int) else [[20, 20]] * len(old),
    "target_shape": lambda old, g: g.choice([[5, 7], [-1, 11], [3]]),
    "dims": lambda old, g: g.choice([list(range(1, len(old) + 2)), list(range(1, len(old)))]),
    "axis": lambda old, g: g.choice([5, -6]),
    "axes": lambda old, g: 4,
    "groups": lambda old, g: g.choice([3, 5]),
    "n": lambda old, g: old + 2,
    "size": lambda old, g: [3] * len(old) if isinstance(old, list) else 3,
    "output_dim": lambda old, g: old + 1,
    "shared_axes": lambda old, g: [9],
    "equation": lambda old, g: "ab,bc->ac",
    "batch_shape": lambda old, g: g.choice(
        [old[:-1] + [(old[-1] or 4) + 1], old[:-1], old + [2], old[:1] + [3] + old[2:], old[:-1] + [None]]
    ),
    "data_format": lambda old, g: "channels_first",
}


def small_model(seed):
    """The entry of a random model, of which no layer is unnamed."""
    generator = random.Random(f"refused {seed}")
    growing = Growing("keras3", generator)
    for _ in range(generator.choice([1, 1, 2])):
        growing.add_input(generator.choice(INPUTS))
    growing.grow(generator.randint(*LAYERS))
    entry = compact(json.loads(growing.model(f"refused_{seed}").to_json()))
    return generator, without_build_config(entry) if seed % 2 else entry


def changed(generator, entry):
    """The JSON text with one setting of one layer changed."""
    entry = json.loads(json.dumps(entry))
    places = [(e["config"], key) for e in every_layer(entry) for key in CHANGES if e["config"].get(key) is not None]
    if not places:
        return None
    config, key = generator.choice(places)
    config[key] = CHANGES[key](config[key], generator)
    return json.dumps(entry, separators=(",", ":"))


def asked(seed):
    """The text of a refused model and its line, or None if Keras takes all changes."""
    golden.fresh_start()
    try:
        generator, entry = small_model(seed)
    except Exception:
        return None
    for _ in range(TRIES):
        text = changed(generator, entry)
        found = refusal(text) if text else None
        if found and found[0] and "NoneType" not in found[1]:
            return text, line_of(found)
    return None


def line_of(found):
    return golden.row(found[0], found[1].replace("\t", " "))


def main():
    warnings.simplefilter("ignore")
    if sys.argv[1:] == ["--again"]:
        write({text: line_of(refusal(text)) for text in (FOLDER / "refused.jsonl").read_text().splitlines()})
        return
    found, seed = {}, 0
    while len(found) < MODELS:
        one = asked(seed)
        if one:
            found[one[0]] = one[1]
        seed += 1
    write(found)
    print(f"{len(found)} models of {seed}")


def write(found):
    """The two files of models and what Keras says of each."""
    head = f"# {keras3_side.VERSION}, written by tests/oracle/{SCRIPT}: layer, first line of Keras' message\n"
    golden.write_text(FOLDER / "refused.jsonl", "".join(text + "\n" for text in found))
    golden.write_text(FOLDER / "refused.tsv", head + "".join(line + "\n" for line in found.values()))


if __name__ == "__main__":
    sys.exit(main())
