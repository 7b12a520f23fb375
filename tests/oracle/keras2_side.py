"""What golden.py needs to know about the inside of Keras 2 (tf_keras)."""

import tensorflow as tf
import tf_keras
from tf_keras.src.applications.convnext import LayerScale
from tf_keras.src.engine.functional import Functional
from tf_keras.src.engine.functional import _make_node_key
from tf_keras.src.saving import serialization_lib

VERSION = f"tf_keras {tf_keras.__version__}"


def load(text):
    """The model as Keras makes it from the JSON text, Lambda code included.

    ConvNeXt's own layer class is not public, so it has to be named.
    """
    serialization_lib.enable_unsafe_deserialization()
    return tf_keras.models.model_from_json(text, custom_objects={"LayerScale": LayerScale})


def is_model(operation):
    """Functional (or a subclass of it) or Sequential: has a `layers` list of its own in the file."""
    return isinstance(operation, Functional)


def inputs(model):
    """Flattened input tensors."""
    return tf.nest.flatten(model.inputs) if model.inputs else []


def outputs(model):
    """Flattened output tensors."""
    return tf.nest.flatten(model.outputs) if model.outputs else []


def operations(model):
    """Layers by name, with the InputLayer that `Sequential.layers` hides."""
    return {layer.name: layer for layer in model._self_tracked_trackables}


def nodes(model):
    """The calls that belong to this model, by the id of what is called, in the order in which they were made."""
    own = getattr(model, "_network_nodes", None) or set()
    return {
        id(layer): [node for i, node in enumerate(layer._inbound_nodes) if _make_node_key(layer.name, i) in own]
        for layer in operations(model).values()
    }


def flat_outputs(node):
    """Output tensors of one call in `nest.flatten` order."""
    return tf.nest.flatten(node.outputs)


def producer(tensor):
    """The layer that made a tensor."""
    return tensor._keras_history.layer


def wrapped(layer, config):
    """(inner layer, its entry in the file) for wrappers and RNN cells."""
    if isinstance(layer, tf_keras.layers.Bidirectional):
        yield layer.forward_layer, config["layer"]
        yield layer.backward_layer, config.get("backward_layer", config["layer"])
    elif isinstance(layer, tf_keras.layers.Wrapper):
        yield layer.layer, config["layer"]
    elif isinstance(layer, tf_keras.layers.RNN) and "cell" in config:
        yield layer.cell, config["cell"]
    elif isinstance(layer, tf_keras.layers.StackedRNNCells):
        yield from zip(layer.cells, config["cells"])


def shape(tensor):
    """A tuple with None for an unknown size, or None for an unknown rank."""
    return None if tensor.shape.rank is None else tuple(tensor.shape.as_list())


def dtype(tensor):
    """The dtype's name."""
    return tensor.dtype.name


def bits(weight):
    """Bits per element, as `summary()` counts them."""
    return weight.dtype.size * 8


def weight_name(weight):
    """`kernel` of `dense/kernel:0`. Those of feature columns are all called the same: they keep the column's name."""
    parts = weight.name.split(":")[0].split("/")
    return "/".join(parts[-2:] if parts[-1] == "embedding_weights" else parts[-1:])
