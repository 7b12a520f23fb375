"""Keras 2 models in the forms that older versions wrote: golden/keras2_forms/<name>.{json,tsv}.

No Keras 2 before tf_keras runs on a Python of today. What the zoo of Keras 2 holds is rewritten into the older form, and
tf_keras, which still reads it, says what it is.
"""

import golden  # first: it sets the environment

import copy
import json
import sys

import keras2_side

ZOO = golden.GOLDEN / "zoo_keras2"
FOLDER = golden.GOLDEN / "keras2_forms"
SEQUENTIAL = ("sequential", "sequential_with_input", "sequential_embedding", "sequential_starts_with_model")
FUNCTIONAL = (
    "siamese",
    "siamese_sequential",
    "nested_functional",
    "nested_sequential",
    "nested_three_levels",
    "nested_two_outputs",
    "shared_layer",
    "several_inputs_outputs",
    "bidirectional",
    "conv2d",
    "names_with_slashes",
    "frozen_nested",
)


def entries(config):
    """All entries of a model, nested ones included."""
    for entry in config["layers"] if isinstance(config, dict) else config:
        yield entry
        if isinstance(entry["config"], list) or "layers" in entry["config"]:
            yield from entries(entry["config"])


def plain(root):
    """As up to 2.11: no modules, no registered names, no build_config."""
    for entry in (root, *entries(root["config"])):
        for key in ("module", "registered_name", "build_config"):
            entry.pop(key, None)
    return root


def keras20(root):
    """As in 2.0 to 2.3: graphs are of class Model, and leaves have no empty keywords."""
    root = plain(root)
    for entry in (root, *entries(root["config"])):
        if entry["class_name"] == "Functional":
            entry["class_name"] = "Model"
    root["keras_version"] = "2.1.6"
    return root


def as_list(entry):
    """The layers of a Sequential, of which the first says what it takes."""
    layers = [copy.deepcopy(layer) for layer in entry["config"]["layers"]]
    if layers[0]["class_name"] == "InputLayer":
        source = layers.pop(0)["config"]
        if "layers" not in layers[0]["config"]:
            layers[0]["config"].update(batch_input_shape=source["batch_input_shape"], dtype=source["dtype"])
    return layers


def sequential_list(root):
    """As up to 2.2.2: the config of a Sequential is the list of its layers."""
    root = keras20(root)
    return {**root, "config": as_list(root)}


def without_input(root):
    """As in 2.3: a Sequential has a name, but no InputLayer."""
    root = keras20(root)
    return {**root, "config": {"name": root["config"]["name"], "layers": as_list(root)}}


def twice_in_a_string(root):
    """As some programs save it: the JSON text as a JSON string."""
    return json.dumps(root)


def main():
    if FOLDER.exists():
        for file in FOLDER.iterdir():
            file.unlink()
    forms = [(plain, FUNCTIONAL), (keras20, FUNCTIONAL), (sequential_list, SEQUENTIAL), (without_input, SEQUENTIAL), (twice_in_a_string, ("dense",))]
    failed = 0
    for form, names in forms:
        for name in names:
            root = form(json.loads((ZOO / f"{name}.json").read_text()))
            text = json.dumps(root)
            stem = f"{name}-{form.__name__}"
            try:
                golden.write_text(FOLDER / f"{stem}.json", text + "\n")
                write_golden(root, FOLDER / f"{stem}.tsv")
            except Exception as error:
                failed += 1
                print(f"FAILED {stem}: {type(error).__name__}: {error}")
    print(f"keras2_forms: {len(list(FOLDER.iterdir())) // 2} models, {failed} failed")
    sys.exit(1 if failed else 0)


def write_golden(root, path):
    """What tf_keras says of it; golden.py walks through configs that are objects."""
    root = json.loads(root) if isinstance(root, str) else root
    golden.fresh_start()
    model = keras2_side.load(json.dumps(root))
    if isinstance(root["config"], list):
        root = {**root, "config": {"layers": root["config"]}}
    lines = [f"# {keras2_side.VERSION}, written by tests/oracle/keras2_forms.py", *golden.rows(keras2_side, model, root)]
    golden.write_text(path, "".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main()
