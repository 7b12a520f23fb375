"""golden/layer_execution.tsv: what Keras infers of a call of a layer, and what comes out when it is executed.

A row has the class, its config, the arguments, what is inferred, and what comes out: "refused" where nothing does, "cycle" where
Keras takes the output for the input itself. Calls of which nothing is inferred are left out.
"""

import golden  # first: it sets the environment

import re
import warnings

import keras
import numpy as np
import tensorflow as tf

import keras3_side
from layer_execution_cases import cases

TARGET = golden.GOLDEN / "layer_execution.tsv"
TENSOR = re.compile(r"(\([\dNone, ]*\)) (\w+)")
SIZE = re.compile(r"(?:\d+|None)(?=[,)])")
BATCH = 2


def main():
    rows = []
    for layer, arguments in cases():
        inputs, outputs = outcome(layer, arguments, symbolic)
        if outputs:
            inferred = text_of(outputs)
            is_cycle = any(y is x for y in outputs for x in inputs)
            executed = "cycle" if is_cycle else executed_text(layer, arguments, inferred)
            name, config = re.fullmatch(r"(\w+)\((.*)\)", layer).groups()
            if "vocabulary=" in config:  # Keras saves this, too
                config += f", vocabulary_size={eval(layer, vars(keras.layers)).vocabulary_size()}"
            rows.append(golden.row(name, config, arguments, inferred, executed))
    lines = [f"# {keras3_side.VERSION} (backend tensorflow), written by tests/oracle/layer_execution.py: "
             "class, config, arguments, inferred, executed"]
    golden.write_text(TARGET, "".join(line + "\n" for line in lines + rows))
    print(len(rows), "rows")


def executed_text(layer, arguments, inferred):
    _, outputs = outcome(layer, arguments, numbers)
    return with_batch(text_of(outputs), inferred) if outputs else "refused"


def outcome(layer, arguments, make):
    """The inputs that were made, and the flattened outputs: none where the call fails."""
    golden.fresh_start()
    inputs = []
    call = TENSOR.sub(lambda m: f"make({m[1]}, '{m[2]}')", arguments)

    def kept(shape, dtype):
        inputs.append(make(shape, dtype))
        return inputs[-1]

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            outputs = eval(f"({layer})({call})", vars(keras.layers) | {"make": kept})
    except Exception:
        outputs = []
    return inputs, keras.tree.flatten(outputs)


def text_of(tensors):
    return "; ".join(golden.tensor_text(keras3_side, t) for t in tensors)


def symbolic(shape, dtype):
    return keras.Input(shape[1:], batch_size=shape[0], dtype=dtype)


def numbers(shape, dtype):
    shape = [BATCH if size is None else size for size in shape]
    if dtype == "string":
        return tf.constant(np.full(shape, "a b"))
    return tf.cast(tf.constant(np.ones(shape)), dtype)


def with_batch(executed, inferred):
    """Sizes that are not inferred do not count: what is executed has None there, too."""
    found, said = [SIZE.findall(text) for text in (executed, inferred)]
    if len(found) != len(said):
        return executed
    sizes = iter(said)
    return SIZE.sub(lambda m: "None" if next(sizes) == "None" else m[0], executed)


if __name__ == "__main__":
    main()
