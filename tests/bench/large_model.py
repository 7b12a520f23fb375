#!/usr/bin/env python3
"""Writes the JSON of a model with many layers, each as Keras 3 writes it: large_model.py chain 100000 > model.json"""

import argparse
import json
import sys

UNITS = 8


def tensor(source, call=0):
    return {"class_name": "__keras_tensor__",
            "config": {"shape": [None, UNITS], "dtype": "float32", "keras_history": [source, call, 0]}}


def entry(name, class_name, config, arguments, module="keras.layers"):
    return {"module": module, "class_name": class_name, "config": {"name": name, "trainable": True, **config},
            "registered_name": None, "build_config": {"input_shape": [None, UNITS]}, "name": name,
            "inbound_nodes": [{"args": [argument], "kwargs": {}} for argument in arguments]}


def policy():
    return {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": None}


def dense(name, source):
    def initializer(class_name):
        config = {"seed": None} if class_name == "GlorotUniform" else {}
        return {"module": "keras.initializers", "class_name": class_name, "config": config, "registered_name": None}
    config = {"dtype": policy(), "units": UNITS, "activation": "relu", "use_bias": True,
              "kernel_initializer": initializer("GlorotUniform"), "bias_initializer": initializer("Zeros"),
              "kernel_regularizer": None, "bias_regularizer": None, "kernel_constraint": None, "bias_constraint": None}
    return entry(name, "Dense", config, [tensor(source)])


def add(name, sources):
    return entry(name, "Add", {"dtype": policy()}, [[tensor(source) for source in sources]])


def input_layer(name="x"):
    return entry(name, "InputLayer", {"batch_shape": [None, UNITS], "dtype": "float32", "sparse": False}, [])


def functional(name, layers, output, calls=()):
    return {**entry(name, "Functional",
                    {"layers": layers, "input_layers": [[layers[0]["name"], 0, 0]], "output_layers": [[output, 0, 0]]},
                    calls, "keras.src.models.functional"), "build_config": {"input_shape": None}}


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


def dense_block(count):
    """As in DenseNet: what two layers make is joined to all that was made before."""
    layers = [input_layer()]
    while len(layers) < count:
        source, i = layers[-1]["name"], len(layers)
        layers += [dense(f"dense_{i}", source), dense(f"more_{i}", f"dense_{i}"), add(f"add_{i}", [source, f"more_{i}"])]
    return layers[:count]


def inception(count):
    """Four branches of one to three layers, joined, over and over."""
    layers = [input_layer()]
    while len(layers) < count:
        start, ends = layers[-1]["name"], []
        for length in (1, 2, 3, 1):
            source = start
            for _ in range(length):
                layers.append(dense(f"dense_{len(layers)}", source))
                source = layers[-1]["name"]
            ends.append(source)
        layers.append(add(f"add_{len(layers)}", ends))
    return layers


def unet(count):
    """A U: each of the first layers is joined to one of the last."""
    layers, down = [input_layer()], []
    while len(layers) < count // 3:
        layers.append(dense(f"dense_{len(layers)}", layers[-1]["name"]))
        down.append(layers[-1]["name"])
    for skip in reversed(down):
        i = len(layers)
        layers += [dense(f"dense_{i}", layers[-1]["name"]), add(f"add_{i}", [f"dense_{i}", skip])]
    return layers


KINDS = {"chain": chain, "residual": residual, "nested": nested, "dense": dense_block, "inception": inception,
         "unet": unet}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=list(KINDS))
    parser.add_argument("layers", type=int)
    options = parser.parse_args()
    layers = KINDS[options.kind](options.layers)
    json.dump(functional("large", layers, layers[-1]["name"]), sys.stdout)


if __name__ == "__main__":
    main()
