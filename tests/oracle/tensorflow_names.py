"""golden/tensorflow_names.tsv: the names under which Keras 2 writes the public functions of TensorFlow's families.

The functions of which Keras 2 cannot make a model have a reason in place of the name; that it cannot is tried here.
"""

import golden  # first: it sets the environment

import keras2_side
import tensorflow as tf
import tf_keras
from tf_keras.src.layers.core.tf_op_layer import TFOpLambda

FAMILIES = ("math", "linalg", "nn", "image", "signal")


# The call that is nearest to a model, and why it is none.
IMPOSSIBLE = {
    tf.nn.with_space_to_batch: (
        lambda layer, x: layer(x, [1, 1], "VALID", lambda x, num_spatial_dims, padding: x),
        "its argument op is a function, of which a file holds no more than a name",
    ),
    tf.signal.inverse_stft_window_fn: (
        lambda layer, x: layer(tf.size(x)),
        "it returns a function, not a tensor",
    ),
    tf.signal.linear_to_mel_weight_matrix: (
        lambda layer, x: layer(20, 129, tf.size(x)),
        "it compares its first argument, of which a layer makes a tensor without a value",
    ),
}


def functions(family):
    """The public functions of a family by name."""
    module = getattr(tf, family)
    members = {name: getattr(module, name) for name in dir(module) if not name.startswith("_")}
    return {name: f for name, f in members.items() if callable(f) and not isinstance(f, type)}


def require_impossible(function):
    """Fails where Keras 2 can write a model of the function after all, and load it again."""
    golden.fresh_start()
    call, _ = IMPOSSIBLE[function]
    x = tf_keras.Input((8, 8, 3))
    try:
        keras2_side.load(tf_keras.Model(x, call(TFOpLambda(function), x)).to_json())
    except (TypeError, ValueError, tf.errors.OperatorNotAllowedInGraphError):
        return
    raise AssertionError(f"Keras 2 makes a model of {function}")


def main():
    for function in IMPOSSIBLE:
        require_impossible(function)
    lines = [
        f"# {keras2_side.VERSION} (tensorflow {tf.__version__}), written by tests/oracle/tensorflow_names.py",
        "# function\tname in a file\twhy it is in none",
    ]
    for family in FAMILIES:
        for name, function in functions(family).items():
            _, reason = IMPOSSIBLE.get(function, (None, "-"))
            lines.append(golden.row(f"{family}.{name}", TFOpLambda(function).symbol, reason))
    golden.write_text(golden.GOLDEN / "tensorflow_names.tsv", "".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main()
