"""Where the model builders of the zoo register themselves, and the two shapes that most of them have."""

import keras
import tf_keras

KERAS3 = {}
KERAS2 = {}


def keras3(build):
    """Registers a builder of a Keras 3 model under its function name."""
    return register(KERAS3, build.__name__, build)


def keras2(build):
    """Registers a builder of a Keras 2 model under its function name."""
    return register(KERAS2, build.__name__, build)


def register(builders, name, build):
    """Registers a builder under a name that must be new."""
    assert name not in builders, f"two builders are called {name}"
    builders[name] = build
    return build


def fan(x, *functions):
    """A Keras 3 model that applies each layer (or function) to the same input, or to the same list of inputs."""
    return keras.Model(x, [f(x) for f in functions])


def chain(x, *functions):
    """A Keras 3 model that applies one layer (or function) after the other."""
    y = x
    for f in functions:
        y = f(y)
    return keras.Model(x, y)


def fan2(x, *functions):
    """`fan` for Keras 2."""
    return tf_keras.Model(x, [f(x) for f in functions])


def chain2(x, *functions):
    """`chain` for Keras 2."""
    y = x
    for f in functions:
        y = f(y)
    return tf_keras.Model(x, y)
