"""The same small models as several versions of Keras 3 write them: golden/keras3_versions/<name>-<version>.{json,tsv}.

A version is a folder into which pip installed it: pip install --no-deps --target build/keras/3.0.5 keras==3.0.5
(3.0 wants dm-tree, too). Each writes its JSON in a process of its own; the goldens are what the Keras of requirements.txt
says of the models that it builds by the same code (it cannot load all files of older versions).

    keras3_versions.py build/keras/3.0.5 build/keras/3.3.3 ...
"""

import environment  # noqa: F401  (first: TensorFlow reads its settings on import)

import json
import subprocess
import sys
from pathlib import Path

WRITER = len(sys.argv) == 3 and sys.argv[1] == "--write"
if WRITER:
    sys.path.insert(0, sys.argv[2])

import keras
from keras import layers, ops


def ops_and_slices():
    x = keras.Input((8, 6), name="x")
    y = ops.concatenate([x[:, 1:5], x[:, ::2]], axis=1) * 2.0 - 1.0
    return keras.Model(x, layers.Dense(3, name="dense")(ops.mean(y, axis=1)))


def nested_twice():
    x = keras.Input((6,), name="inner_x")
    inner = keras.Model(x, layers.Dense(4, name="inner_dense")(x), name="inner")
    a, b = keras.Input((6,), name="a"), keras.Input((6,), name="b")
    return keras.Model([a, b], [inner(a), inner(b)])


def nested_sequential():
    inner = keras.Sequential([keras.Input((6,), name="inner_x"), layers.Dense(4, name="d1"), layers.Dropout(0.5, name="drop")], name="inner")
    x = keras.Input((6,), name="x")
    return keras.Model(x, inner(x))


def sequential():
    source = keras.Input((12, 12, 3), name="x")
    normal = layers.BatchNormalization(name="normal")
    return keras.Sequential([source, layers.Conv2D(4, 3, name="conv"), normal, layers.LeakyReLU(name="leaky"), layers.Flatten(name="flat")], name="seq")


def dict_ends():
    a, b = keras.Input((4,), name="a"), keras.Input((5,), name="b")
    joined = layers.Concatenate(name="join")([a, b])
    return keras.Model({"a": a, "b": b}, {"z": layers.Dense(2, name="z")(joined), "c": layers.Dense(3, name="c")(joined)})


def recurrent():
    x = keras.Input((None,), dtype="int32", name="x")
    y = layers.Embedding(50, 8, mask_zero=True, name="words")(x)
    y, *state = layers.LSTM(6, return_sequences=True, return_state=True, name="lstm")(y)
    y = layers.Bidirectional(layers.GRU(4, name="gru"), name="both")(y)
    return keras.Model(x, [y, state[0]])


def attention():
    x, memory = keras.Input((7, 16), name="x"), keras.Input((9, 16), name="memory")
    y = layers.MultiHeadAttention(2, 8, name="attend")(x, memory)
    return keras.Model([x, memory], layers.LayerNormalization(name="norm")(layers.Add(name="add")([x, y])))


def mixed_precision():
    x = keras.Input((8,), name="x")
    return keras.Model(x, layers.Dense(4, dtype="mixed_float16", name="half")(x))


MODELS = (ops_and_slices, nested_twice, nested_sequential, sequential, dict_ends, recurrent, attention, mixed_precision)


def write_texts():
    """One line for each model: the version, the name and the JSON."""
    for build in MODELS:
        keras.utils.clear_session()
        print(json.dumps([keras.__version__, build.__name__, build().to_json()]))


def main(folders):
    import golden
    import keras3_side

    target = golden.GOLDEN / "keras3_versions"
    for folder in folders:
        command = [sys.executable, __file__, "--write", str(Path(folder).resolve())]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        builders = {build.__name__: build for build in MODELS}
        for line in lines:
            if not line.startswith('["3.'):
                continue
            version, name, text = json.loads(line)
            golden.fresh_start()
            model = builders[name]()
            stem = f"{name}-{version}"
            entry = json.loads(text)
            names = {layer["config"].get("name") or layer["name"] for layer in entry["config"]["layers"]}
            if names != set(keras3_side.operations(model)):  # of mixed precision 3.6 has a Cast in the graph
                print(f"{stem} has other layers")
                continue
            model.name = entry["config"]["name"]
            golden.write_text(target / f"{stem}.json", text + "\n")
            head = f"# {keras3_side.VERSION}, written by tests/oracle/keras3_versions.py, of a file that keras {version} wrote"
            rows = "".join(row + "\n" for row in golden.rows(keras3_side, model, entry))
            golden.write_text(target / f"{stem}.tsv", f"{head}\n{rows}")


if __name__ == "__main__":
    write_texts() if WRITER else main(sys.argv[1:])
