"""Goldens of configs of Keras 0.3 to 1.2: golden/keras1/<name>.{json,tsv}.

No such Keras runs on a Python of today. The configs are written by hand, in keras1_cases/, and beside each is the model
that means the same today: what Keras 3 says of that one is what modelviz has to say of the file.
"""

import golden  # first: it sets the environment

import json
import sys

import keras3_side
import tensorflow as tf
from keras1_cases.writer import CASES
import keras1_cases  # noqa: F401  (registers the cases)

FOLDER = golden.GOLDEN / "keras1"


def normal_entry(old):
    """An entry in the form that golden.py walks through: a class name, and a config with a list of layers."""
    if "class_name" not in old:  # Keras 0.3
        names = {"name": old["custom_name"]} if "custom_name" in old else {}
        old = {"class_name": old["name"], "config": {**old, **names}}
    config = old["config"]
    if isinstance(config, list):
        config = {"layers": branches(config)}
    elif "input_config" in config:
        config = {"layers": graph_entries(config)}
    elif "layers" in config:
        config = {**config, "layers": [normal_entry(inner) for inner in config["layers"]]}
    elif old["class_name"] == "Bidirectional":
        config = {**config, "backward_layer": config["layer"]}
    return {**old, "config": config}


def branches(entries):
    """The entries of a Sequential; where it begins with branches, these come first."""
    first, *rest = entries
    inner = first.get("config", {}).get("layers") if first.get("class_name") == "Merge" else None
    if inner is None:
        return [normal_entry(entry) for entry in entries]
    merge = {"class_name": "Merge", "config": {key: value for key, value in first["config"].items() if key != "layers"}}
    named = [{**normal_entry(entry), "name": name} for entry, name in zip(inner, branch_names(inner))]
    return [*named, merge, *[normal_entry(entry) for entry in rest]]


def branch_names(entries):
    """Those of models, and Sequentials that are counted."""
    count = 0
    for entry in entries:
        if isinstance(entry["config"], dict):
            yield entry["config"]["name"]
        else:
            count += 1
            yield "sequential" if count == 1 else f"sequential_{count}"


def graph_entries(config):
    """A Graph's inputs, and its nodes, each after the Merge of what it takes."""
    named = lambda class_name, name: {"class_name": class_name, "config": {"name": name}}
    entries = [named("InputLayer", node["name"]) for node in config["input_config"]]
    for node in config["node_config"] + config["output_config"]:
        described = config["nodes"].get(node["name"])
        if len(node["inputs"]) > 1 and "outputs" not in node:
            entries.append(named("Merge", f"merge_inputs_for_{node['name']}"))
        if described:
            entries.append({**normal_entry(described), "name": node["name"]})
    return entries


def write(name, build):
    """Writes the hand-made JSON, and what Keras 3 says of its equivalent."""
    golden.fresh_start()
    text, model = build()
    golden.write_text(FOLDER / f"{name}.json", json.dumps(text) + "\n")
    lines = [f"# {keras3_side.VERSION} (tensorflow {tf.__version__}), written by tests/oracle/keras1.py, of an equivalent model"]
    lines += golden.rows(keras3_side, model, normal_entry(text))
    golden.write_text(FOLDER / f"{name}.tsv", "".join(line + "\n" for line in lines))


def main(wanted):
    if not wanted and FOLDER.exists():
        for file in FOLDER.iterdir():
            file.unlink()
    failed = 0
    for name, build in sorted(CASES.items()):
        if wanted and name not in wanted:
            continue
        try:
            write(name, build)
        except Exception as error:
            failed += 1
            print(f"FAILED {name}: {type(error).__name__}: {error}", flush=True)
    print(f"keras1: {len(CASES)} cases, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
