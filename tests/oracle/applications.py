"""Goldens of the models in keras.applications.

golden/applications/<Name>.{json,tsv}     as Keras 3 makes it (weights=None, with the top)
golden/applications/<Name>@320.tsv        the same file with a fixed 320x320 input and without `build_config`
golden/applications_keras2/<Name>.{json,tsv}   some of them as Keras 2 (tf_keras) makes them
"""

import golden  # first: it sets the environment

import gc
import json
import sys

import keras
import keras3_side
import tf_keras

SCRIPT = "applications.py"

KERAS2_NAMES = [
    "VGG16",
    "ResNet50",
    "ResNet50V2",
    "InceptionV3",
    "Xception",
    "MobileNetV2",
    "MobileNetV3Small",
    "DenseNet121",
    "EfficientNetB0",
    "NASNetMobile",
    "ConvNeXtTiny",
    "RegNetX002",
    "ResNetRS50",
]

# Sizes to try in this order: a network with asymmetric skips may not fit at each of them.
OTHER_SIZES = [320, 331, 352, 384, 256]


def names():
    """The model functions of keras.applications."""
    return sorted(n for n in dir(keras.applications) if n[0].isupper())


def without_build_config(value):
    """The same JSON value without what the layers were built with, so that every weight is made anew."""
    if isinstance(value, list):
        return [without_build_config(v) for v in value]
    if isinstance(value, dict):
        return {k: without_build_config(v) for k, v in value.items() if k not in ("build_config", "build_input_shape")}
    return value


def set_inputs(entry, shape):
    """Gives that batch shape to the InputLayers of a model, not to those of models inside it."""
    for layer in entry["config"]["layers"]:
        if layer["class_name"] == "InputLayer":
            layer["config"]["batch_shape"] = shape


def at_size(text, size):
    """The JSON text of the model as if it had been made for that input size.

    ConvNeXt holds models with fixed inputs. They get the shape that they are called with, which a first load with
    unknown sizes tells.
    """
    entry = without_build_config(json.loads(text))
    set_inputs(entry, [1, size, size, 3])
    nested = [e for e in entry["config"]["layers"] if "layers" in e["config"]]
    for inner in nested:
        channels = inner["config"]["layers"][0]["config"]["batch_shape"][-1]
        set_inputs(inner, [None, None, None, channels])
    if nested:
        golden.fresh_start()
        model = keras3_side.load(json.dumps(entry))
        for inner in nested:
            (argument,) = model.get_layer(inner["name"])._inbound_nodes[-1].input_tensors
            set_inputs(inner, list(argument.shape))
    return json.dumps(entry)


def write_other_size(text, folder, name):
    """Writes <name>@320.tsv, or says in it which other size Keras could build."""
    for size in OTHER_SIZES:
        try:
            golden.write_golden(
                keras3_side, at_size(text, size), folder / f"{name}@320.tsv", SCRIPT, [f"input 1,{size},{size},3"]
            )
            return
        except ValueError as error:
            print(f"{name} at {size}: {str(error).splitlines()[0]}")
    raise SystemExit(f"{name} fits at none of {OTHER_SIZES}")


def main(wanted):
    for name in names():
        if wanted and name not in wanted:
            continue
        print(name, flush=True)
        golden.fresh_start()
        folder = golden.GOLDEN / "applications"
        text = golden.write(getattr(keras.applications, name)(weights=None), folder, name, SCRIPT)
        gc.collect()
        write_other_size(text, folder, name)
        gc.collect()
    for name in KERAS2_NAMES:
        if wanted and name not in wanted:
            continue
        print(name, "(Keras 2)", flush=True)
        golden.fresh_start()
        folder = golden.GOLDEN / "applications_keras2"
        golden.write(getattr(tf_keras.applications, name)(weights=None), folder, name, SCRIPT)
        gc.collect()


if __name__ == "__main__":
    main(sys.argv[1:])
