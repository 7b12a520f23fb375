#!/usr/bin/env python3
"""Writes the JSON of a model with many layers, each as Keras 3 writes it: large_model.py chain 100000 > model.json"""

import argparse
import json
import sys

UNITS = 8


def tensor(source, units=UNITS):
    return {"class_name": "__keras_tensor__",
            "config": {"shape": [None, units], "dtype": "float32", "keras_history": [source, 0, 0]}}


def entry(name, class_name, config, arguments, built, module="keras.layers"):
    return {"module": module, "class_name": class_name, "config": {"name": name, "trainable": True, **config},
            "registered_name": None, "build_config": {"input_shape": built}, "name": name,
            "inbound_nodes": [{"args": [argument], "kwargs": {}} for argument in arguments]}


def policy():
    return {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": None}


def dense(name, source, units=UNITS):
    """Takes a tensor of so many units, and makes one of UNITS."""
    def initializer(class_name):
        config = {"seed": None} if class_name == "GlorotUniform" else {}
        return {"module": "keras.initializers", "class_name": class_name, "config": config, "registered_name": None}
    config = {"dtype": policy(), "units": UNITS, "activation": "relu", "use_bias": True,
              "kernel_initializer": initializer("GlorotUniform"), "bias_initializer": initializer("Zeros"),
              "kernel_regularizer": None, "bias_regularizer": None, "kernel_constraint": None, "bias_constraint": None}
    return entry(name, "Dense", config, [tensor(source, units)], [None, units])


def merge(name, class_name, config, sources):
    """Of tensors of UNITS, or of the units that a pair says."""
    pairs = [source if isinstance(source, tuple) else (source, UNITS) for source in sources]
    return entry(name, class_name, {"dtype": policy(), **config}, [[tensor(*pair) for pair in pairs]],
                 [[None, units] for _, units in pairs])


def add(name, sources):
    return merge(name, "Add", {}, sources)


def concatenate(name, sources):
    return merge(name, "Concatenate", {"axis": -1}, sources)


def input_layer(name="x"):
    return entry(name, "InputLayer", {"batch_shape": [None, UNITS], "dtype": "float32", "sparse": False}, [], None)


def functional(name, layers, output, calls=()):
    config = {"layers": layers, "input_layers": [[layers[0]["name"], 0, 0]], "output_layers": [[output, 0, 0]]}
    return entry(name, "Functional", config, calls, None, "keras.src.models.functional")


def chain(count):
    layers = [input_layer()]
    for i in range(count - 1):
        layers.append(dense(f"dense_{i}", layers[-1]["name"]))
    return layers


def residual(count):
    layers = [input_layer()]
    while len(layers) < count:
        source, i = layers[-1]["name"], len(layers)
        layers += [dense(f"dense_{i}", source), add(f"add_{i}", [source, f"dense_{i}"])]
    return layers[:count]


def nested(count):
    """Models of 100 layers, in a model."""
    layers = [input_layer()]
    for i in range(count // 100):
        source = layers[-1]["name"]
        inner = chain(99)
        layers.append(functional(f"model_{i}", inner, inner[-1]["name"], [tensor(source)]))
    return layers


def dense_concat(count):
    """As in DenseNet: what two layers make is joined to all that the block has made before; six times in a block."""
    layers = [input_layer()]
    while len(layers) < count:
        source, units = layers[-1]["name"], UNITS
        for _ in range(6):
            i = len(layers)
            layers += [dense(f"dense_{i}", source, units), dense(f"more_{i}", f"dense_{i}"),
                       concatenate(f"concat_{i}", [(source, units), f"more_{i}"])]
            source, units = f"concat_{i}", units + UNITS
        layers.append(dense(f"transition_{len(layers)}", source, units))
    return layers


def inception(count):
    """Four branches of one to three layers, joined, over and over."""
    layers = [input_layer()]
    units = UNITS
    while len(layers) < count:
        start, ends = layers[-1]["name"], []
        for length in (1, 2, 3, 1):
            source, width = start, units
            for _ in range(length):
                layers.append(dense(f"dense_{len(layers)}", source, width))
                source, width = layers[-1]["name"], UNITS
            ends.append(source)
        layers.append(concatenate(f"concat_{len(layers)}", ends))
        units = 4 * UNITS
    return layers


def unet(count):
    """U-Nets of five levels, one behind the other: each level down is joined to the one of its height on the way up."""
    layers = [input_layer()]
    while len(layers) < count:
        skips = []
        for _ in range(5):
            for _ in range(2):
                layers.append(dense(f"dense_{len(layers)}", layers[-1]["name"]))
            skips.append(layers[-1]["name"])
        for skip in reversed(skips[:-1]):
            i = len(layers)
            layers += [concatenate(f"concat_{i}", [layers[-1]["name"], skip]), dense(f"up_{i}", f"concat_{i}", 2 * UNITS),
                       dense(f"dense_{i}", f"up_{i}")]
    return layers


def deep_unet(count):
    """One U: each of the first layers is joined to one of the last."""
    layers, down = [input_layer()], []
    while len(layers) < count // 3:
        layers.append(dense(f"dense_{len(layers)}", layers[-1]["name"]))
        down.append(layers[-1]["name"])
    for skip in reversed(down):
        i = len(layers)
        layers += [dense(f"dense_{i}", layers[-1]["name"]), add(f"add_{i}", [f"dense_{i}", skip])]
    return layers


KINDS = {"chain": chain, "residual": residual, "nested": nested, "dense": dense_concat, "inception": inception,
         "unet": unet, "deep-unet": deep_unet}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=list(KINDS))
    parser.add_argument("layers", type=int)
    options = parser.parse_args()
    layers = KINDS[options.kind](options.layers)
    json.dump(functional("large", layers, layers[-1]["name"]), sys.stdout)


if __name__ == "__main__":
    main()
