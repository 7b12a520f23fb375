"""Writes what real Keras says about a model: `<name>.json` and `<name>.tsv`.

What is measured is the model that Keras loads back from the JSON text, because that text is all that modelviz sees.
README.md describes the columns.
"""

import environment  # noqa: F401  (first: TensorFlow reads its settings on import)

import json
import math
from pathlib import Path

import keras
import tensorflow as tf
import tf_keras

import keras2_side
import keras3_side

EMPTY = "-"
GOLDEN = Path(__file__).resolve().parent.parent / "golden"


def side_of(model):
    """The module that knows the internals of the Keras this model was made with."""
    return keras3_side if isinstance(model, keras.Model) else keras2_side


def fresh_start():
    """Restarts automatic names and random seeds, so that a model does not depend on the ones before it."""
    keras.utils.clear_session()
    tf_keras.backend.clear_session()
    keras.utils.set_random_seed(0)
    tf_keras.utils.set_random_seed(0)
    keras.config.set_dtype_policy("float32")
    tf_keras.mixed_precision.set_global_policy("float32")


def write(model, folder, name, script):
    """Writes both files of a freshly built model and returns the JSON text."""
    side = side_of(model)
    text = model.to_json()
    del model  # a big one would otherwise be in memory twice
    write_text(folder / f"{name}.json", text + "\n")
    write_golden(side, text, folder / f"{name}.tsv", script)
    return text


def write_golden(side, text, path, script, notes=()):
    """Loads the JSON text with real Keras and writes what it says to `path`."""
    fresh_start()
    model = side.load(text)
    lines = [f"# {side.VERSION} (tensorflow {tf.__version__}), written by tests/oracle/{script}"]
    lines += [f"# {note}" for note in notes]
    lines += rows(side, model, json.loads(text))
    write_text(path, "".join(line + "\n" for line in lines))


def write_text(path, text):
    """Writes UTF-8 with Unix line ends on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def rows(side, model, entry):
    """All lines of the golden of `model`, whose entry in the file is `entry`."""
    kinds = ("weights", "trainable_weights", "non_trainable_weights")
    weights, trainable, fixed = [getattr(model, kind) if model.built else [] for kind in kinds]
    bits = sum(math.prod(side.shape(w)) * side.bits(w) for w in weights)
    yield row(
        "model",
        model.name,
        entry["class_name"],
        count(side, weights),
        count(side, trainable),
        count(side, fixed),
        bits // 8 if bits % 8 == 0 else bits / 8,
    )
    for kind, tensors in (("input", side.inputs(model)), ("output", side.outputs(model))):
        for tensor in tensors:
            yield row(kind, side.producer(tensor).name, shape_text(side.shape(tensor)), side.dtype(tensor))
    yield from layer_rows(side, model, entry, "")


def layer_rows(side, model, entry, prefix):
    """One row for each entry of the model's `layers` list, each followed by what that layer holds."""
    operations = side.operations(model)
    nodes = side.nodes(model)
    for inner in entry["config"]["layers"]:
        operation = operations[inner.get("name") or inner["config"]["name"]]
        calls = [side.flat_outputs(node) for node in nodes.get(id(operation), [])]
        yield layer_row(side, operation, inner["class_name"], prefix, calls)
        yield from inner_rows(side, operation, inner, prefix + operation.name + "/")


def inner_rows(side, operation, entry, prefix):
    """Rows of the layers inside a layer: those that the file describes in the layer's config, and no others."""
    if side.is_model(operation):
        yield from layer_rows(side, operation, entry, prefix)
        return
    for inner, inner_entry in side.wrapped(operation, entry["config"]):
        yield layer_row(side, inner, inner_entry["class_name"], prefix, [])
        yield from inner_rows(side, inner, inner_entry, prefix + inner.name + "/")


def layer_row(side, operation, class_name, prefix, calls):
    """The row of one layer or op node."""
    flag = getattr(operation, "trainable", None)  # op nodes have none; Bincount's `weights` is an argument
    weights = [] if flag is None else operation.weights
    trainable = set() if flag is None else {id(w) for w in operation.trainable_weights}
    return row(
        "layer",
        prefix + operation.name,
        class_name,
        EMPTY if flag is None else int(flag),
        " ; ".join(" , ".join(tensor_text(side, t) for t in outputs) for outputs in calls),
        " , ".join(weight_text(side, w, id(w) in trainable) for w in weights),
        count(side, weights),
        count(side, [w for w in weights if id(w) in trainable]),
    )


def row(*cells):
    """One tab-separated line."""
    cells = [str(cell) for cell in cells]
    assert not any(c in cell for cell in cells for c in "\t\n\r"), cells
    return "\t".join(cell or EMPTY for cell in cells)


def count(side, weights):
    """Number of parameters; a shared weight counts once."""
    unique = {id(w): w for w in weights}.values()
    return sum(math.prod(side.shape(w)) for w in unique)


def shape_text(shape):
    """A shape as Python prints a tuple; `?` if not even the rank is known."""
    return "?" if shape is None else str(tuple(shape))


def tensor_text(side, tensor):
    """`(None, 7) float32`"""
    return f"{shape_text(side.shape(tensor))} {side.dtype(tensor)}"


def weight_text(side, weight, trainable):
    """`kernel (8, 4) float32 T`"""
    return f"{side.weight_name(weight)} {tensor_text(side, weight)} {'T' if trainable else 'N'}"
