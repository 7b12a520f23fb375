"""What the cases are written with: entries as Keras 1 wrote them, beside the layers that they mean."""

import keras

CASES = {}


def keras1(build):
    """Registers a case: a function that returns the JSON of Keras 1 and the equivalent model."""
    assert build.__name__ not in CASES, build.__name__
    CASES[build.__name__] = build
    return build


def entry(class_name, name, **config):
    """A layer as in a Sequential of Keras 1."""
    return {"class_name": class_name, "config": {"name": name, "trainable": True, **config}}


def called(layer, *calls):
    """An entry of a Model: each call is a list of layer names, or of (name, call, output)."""
    nodes = [[[ref, 0, 0] if isinstance(ref, str) else list(ref) for ref in call] for call in calls]
    return {**layer, "name": layer["config"]["name"] if isinstance(layer["config"], dict) else layer["name"], "inbound_nodes": nodes}


def input_entry(name, shape, dtype="float32"):
    """An InputLayer of a Model."""
    config = {"batch_input_shape": [None, *shape], "input_dtype": dtype, "sparse": False, "name": name}
    return {"class_name": "InputLayer", "config": config, "name": name, "inbound_nodes": []}


def model_config(layers, inputs, outputs, name="model_1"):
    """The config of a Model."""
    ref = lambda end: [end, 0, 0] if isinstance(end, str) else list(end)
    return {"name": name, "layers": layers, "input_layers": [ref(i) for i in inputs], "output_layers": [ref(o) for o in outputs]}


def model(layers, inputs, outputs, name="model_1", version="1.2.2"):
    """The JSON of a Model."""
    return {"class_name": "Model", "config": model_config(layers, inputs, outputs, name), "keras_version": version}


def sequential_config(shape, entries, dtype="float32"):
    """The config of a Sequential: the first layer says what it takes."""
    first = entries[0]
    config = {**first["config"], "batch_input_shape": [None, *shape], "input_dtype": dtype}
    return [{**first, "config": config}, *entries[1:]]


def chain(shape, pairs, dtype="float32", version="1.2.2"):
    """A Sequential of (entry, equivalent layer), as JSON and as a model."""
    entries = [old for old, _ in pairs]
    text = {"class_name": "Sequential", "config": sequential_config(shape, entries, dtype)}
    if version:
        text["keras_version"] = version
    return text, chain_model(shape, entries, [layer for _, layer in pairs], dtype)


def chain_model(shape, entries, layers, dtype="float32", name="sequential"):
    """The equivalent Sequential: names come from the entries, and Keras 1 names the input after the first class."""
    for old, layer in zip(entries, layers):
        rename(layer, old["config"]["name"] if "config" in old else old["custom_name"])
    first = entries[0].get("class_name") or entries[0]["name"]
    source = keras.Input(tuple(shape), dtype=dtype, name=f"{first.lower()}_input_1")
    return keras.Sequential([source, *layers], name=name)


def rename(layer, name):
    """Gives a layer that has not been called another name."""
    layer._name = name
    layer.name = name
