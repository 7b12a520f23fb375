"""What golden.py needs to know about the inside of Keras 3."""

import keras
from keras.src import tree
from keras.src.ops.function import make_node_key
from keras.src.utils.dtype_utils import dtype_size

VERSION = f"keras {keras.__version__}"


def load(text):
    """The model as Keras makes it from the JSON text. Lambda layers hold code, which Keras loads only if told to."""
    keras.config.enable_unsafe_deserialization()
    return keras.models.model_from_json(text)


def is_model(operation):
    """Functional (or a subclass of it) or Sequential: has a `layers` list of its own in the file."""
    return isinstance(operation, (keras.Sequential, keras.src.models.functional.Functional))


def graph(model):
    """The Functional that holds the nodes; None for a Sequential that is not built."""
    return model._functional if isinstance(model, keras.Sequential) else model


def inputs(model):
    """Flattened input tensors."""
    return graph(model).inputs if graph(model) else []


def outputs(model):
    """Flattened output tensors."""
    return graph(model).outputs if graph(model) else []


def operations(model):
    """Layers and op nodes by name."""
    if isinstance(model, keras.Sequential):
        return {layer.name: layer for layer in model._layers}
    return {operation.name: operation for operation in model._operations}


def nodes(model):
    """The calls that belong to this model, by the id of what is called, in the order in which they were made."""
    if graph(model) is None:
        return {}
    own = graph(model)._nodes
    return {
        id(operation): [node for i, node in enumerate(operation._inbound_nodes) if make_node_key(operation, i) in own]
        for operation in operations(model).values()
    }


def flat_outputs(node):
    """Output tensors of one call in `tree.flatten` order."""
    return tree.flatten(node.output_tensors)


def producer(tensor):
    """The layer or op that made a tensor."""
    return tensor._keras_history.operation


def wrapped(layer, config):
    """(inner layer, its entry in the file) for wrappers, RNN cells and pipelines."""
    if isinstance(layer, keras.layers.Bidirectional):
        yield layer.forward_layer, config["layer"]
        yield layer.backward_layer, config["backward_layer"]
    elif isinstance(layer, keras.layers.Wrapper):
        yield layer.layer, config["layer"]
    elif isinstance(layer, keras.layers.RNN) and "cell" in config:
        yield layer.cell, config["cell"]
    elif isinstance(layer, keras.layers.StackedRNNCells):
        yield from zip(layer.cells, config["cells"])
    elif isinstance(layer, keras.layers.Pipeline):
        yield from zip(layer.layers, config["layers"])


def shape(tensor):
    """A tuple with None for an unknown size."""
    return tuple(tensor.shape)


def dtype(tensor):
    """The dtype's name."""
    return keras.backend.standardize_dtype(tensor.dtype)


def bits(weight):
    """Bits per element, as `summary()` counts them."""
    return dtype_size(dtype(weight))


def weight_name(weight):
    """`kernel`; Keras 3 keeps the layer's name out of it."""
    return weight.name
