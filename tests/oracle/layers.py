"""golden/layers/<family>.tsv: what Keras says of single layers: outputs, weights, parameters.

The cases are in `layer_cases/`. What is measured is the layer that Keras makes from the JSON in the line, called on
symbolic tensors. keras_fails.tsv has the cases of all families in which Keras fails for a reason that has nothing to do
with the question.

    layers.py [FAMILY...]     asks Keras and writes the files of these families, or all and keras_fails.tsv
    layers.py --statistics    counts what is in the files
"""

import golden  # first: it sets the environment

import collections
import functools
import inspect
import json
import re
import sys
import warnings

import keras
import keras3_side
import question
from layer_cases import FAMILIES
from layer_cases.table import Layer

SCRIPT = "layers.py"
FOLDER = golden.GOLDEN / "layers"
FAILS = "keras_fails"
TENSOR = re.compile(r"(\w+)\[([^\]]*)\]")
# What says nothing about shapes, dtypes or weights.
SILENT = re.compile(r"(\w+_)?(initializer|regularizer|constraint)|seed|registered_name|build_config|shared_object_id")


# More failures of Keras' own: int8 scales of an EinsumDense with dots.
CRASH = re.compile(r"object of type 'int' has no len\(\)")


def entry_of(layer):
    """The JSON of the layer: what Keras saves of it, or if Keras refuses to make it, what it would have been."""
    try:
        entry = keras.saving.serialize_keras_object(made(layer))
    except Exception:
        return plain(layer)
    del entry["config"]["name"]
    short = compact(entry)
    try:
        keras.layers.deserialize(json.loads(json.dumps(short)))  # from_config() may change what it is given
    except KeyError:  # TextVectorization takes nothing for granted
        return compact(entry, keeps_defaults=True)
    except Exception:
        pass
    return short


def made(value):
    """The layers themselves in place of their descriptions."""
    if isinstance(value, Layer):
        return getattr(keras.layers, value.class_name)(**{k: made(v) for k, v in value.config.items()})
    if isinstance(value, list):
        return [made(v) for v in value]
    return value


def plain(value):
    """The description of a layer as a config would say it."""
    if isinstance(value, Layer):
        return {"module": "keras.layers", "class_name": value.class_name, "config": {k: plain(v) for k, v in value.config.items()}}
    return [plain(v) for v in value] if isinstance(value, list) else value


def compact(value, keeps_defaults=False):
    """Without what says nothing, and without what Keras takes for granted."""
    if isinstance(value, dict):
        kept = {k: compact(v, keeps_defaults) for k, v in value.items() if not SILENT.fullmatch(k)}
        if "class_name" in value and "config" in value and isinstance(value["config"], dict):
            defaults = {} if keeps_defaults else defaults_of(value["class_name"])
            kept["config"] = {k: v for k, v in kept["config"].items() if json.dumps(v) != defaults.get(k)}
        return kept
    return [compact(v, keeps_defaults) for v in value] if isinstance(value, (list, tuple)) else value


@functools.cache
def defaults_of(class_name):
    """What a key of the config need not say, as JSON."""
    known = {"trainable": True, "dtype": {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}}}
    if hasattr(keras.layers, class_name):
        parameters = inspect.signature(getattr(keras.layers, class_name).__init__).parameters.values()
        known |= {p.name: p.default for p in parameters if p.default is not p.empty and p.name not in known}
    return {k: json.dumps(v, default=str) for k, v in known.items()}


def tensors(value):
    """The arguments of a call, with symbolic tensors for their texts."""
    if isinstance(value, (list, tuple)):
        return [tensors(v) for v in value]
    if isinstance(value, dict):
        return {k: tensors(v) for k, v in value.items()}
    match = TENSOR.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    return keras.KerasTensor([None if d == "None" else int(d) for d in match[2].split(",") if d], match[1])


def cause_of(error):
    """What Keras raised before it said that it cannot make the layer."""
    while re.search("could not be deserialized properly|Error when deserializing class", str(error)) and error.__context__:
        error = error.__context__
    return error


def answer(text, calls):
    """The last four cells of a line."""
    question.fresh_start()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            layer = keras.layers.deserialize({"module": "keras.layers"} | json.loads(text))
            outputs = [keras.tree.flatten(layer(*tensors(c.args), **tensors(c.kwargs))) for c in calls]
    except Exception as error:
        return "error " + question.message_of(cause_of(error)), "", "", ""
    row = golden.layer_row(keras3_side, layer, type(layer).__name__, "", outputs).split("\t")
    return row[4:]


def line_of(case):
    question.fresh_start()
    entry = entry_of(case.layer)
    text = json.dumps({"class_name": entry["class_name"], "config": entry["config"]}, separators=(",", ":"))
    args = " ; ".join(json.dumps(list(c.args), separators=(",", ":")) for c in case.calls)
    kwargs = " ; ".join(json.dumps(c.kwargs, separators=(",", ":")) for c in case.calls) if any(c.kwargs for c in case.calls) else ""
    return golden.row(text, args, kwargs, *answer(text, case.calls))


def is_crash(line):
    result = line.split("\t")[3]
    return question.is_error(result) and (question.is_crash("", result) or CRASH.search(result) is not None)


def write(name, lines):
    head = f"# {keras3_side.VERSION} (backend tensorflow), written by tests/oracle/{SCRIPT}: layer, args, kwargs, outputs, weights, params, trainable_params"
    golden.write_text(FOLDER / f"{name}.tsv", "".join(line + "\n" for line in [head, *lines]))


def print_statistics():
    count = collections.Counter()
    for file in sorted(FOLDER.glob("*.tsv")):
        lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
        errors = sum(question.is_error(line[3]) for line in lines)
        print(f"{file.stem}: {len(lines)} cases, {errors} errors")
        if file.stem != FAILS:
            count.update(json.loads(line[0])["class_name"] for line in lines)
    print(f"{sum(count.values())} cases of {len(count)} classes")


def main():
    names = sys.argv[1:]
    if names == ["--statistics"]:
        print_statistics()
        return
    fails, seen = [], set()
    for family in names or FAMILIES:
        lines = [line for line in dict.fromkeys(map(line_of, FAMILIES[family]())) if line not in seen]
        seen.update(lines)
        fails += [line for line in lines if is_crash(line)]
        write(family, [line for line in lines if not is_crash(line)])
        print(f"{family}: {len(lines)} asked", flush=True)
    if not names:
        write(FAILS, fails)
        for file in FOLDER.glob("*.tsv"):
            if file.stem not in FAMILIES and file.stem != FAILS:
                file.unlink()


if __name__ == "__main__":
    main()
