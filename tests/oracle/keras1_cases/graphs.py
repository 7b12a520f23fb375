"""Nested and shared models, the Graph of Keras 0.x and 1.0, and the flat configs of Keras 0.3."""

import keras
from keras import layers
from keras1_cases.built_in import conv2d, dense, lstm
from keras1_cases.writer import called, chain_model, entry, input_entry, keras1, model, model_config, sequential_config


@keras1
def nested_called_twice():
    """A Model within counts its calls from 1: the first made it."""
    old = [input_entry("input_3", (6,)), called(dense("dense_1", 4), ["input_3"])]
    inner = {"class_name": "Model", "config": model_config(old, ["input_3"], ["dense_1"], "encoder")}
    outer = [
        input_entry("input_1", (6,)),
        input_entry("input_2", (6,)),
        called(inner, ["input_1"], ["input_2"]),
        called({"class_name": "Merge", "config": {"name": "merge_1", "mode": "concat", "concat_axis": 1}}, [("encoder", 1, 0), ("encoder", 2, 0)]),
    ]
    x = keras.Input((6,), name="input_3")
    encoder = keras.Model(x, layers.Dense(4, name="dense_1")(x), name="encoder")
    a, b = keras.Input((6,), name="input_1"), keras.Input((6,), name="input_2")
    merged = layers.Concatenate(axis=1, name="merge_1")([encoder(a), encoder(b)])
    return model(outer, ["input_1", "input_2"], ["merge_1"]), keras.Model([a, b], merged, name="model_1")


@keras1
def sequential_in_model():
    """A Sequential within a Model counts its calls from 1, too, and is the output."""
    entries = [dense("dense_1", 5), dense("dense_2", 3)]
    inner = {"class_name": "Sequential", "config": sequential_config((6,), entries), "name": "sequential_1"}
    old = [input_entry("input_1", (6,)), called(inner, ["input_1"])]
    nested = chain_model((6,), entries, [layers.Dense(5), layers.Dense(3)], name="sequential_1")
    x = keras.Input((6,), name="input_1")
    return model(old, ["input_1"], [("sequential_1", 1, 0)]), keras.Model(x, nested(x), name="model_1")


@keras1
def shared_layer():
    """A layer that is called twice."""
    old = [
        input_entry("input_1", (7, 5)),
        input_entry("input_2", (7, 5)),
        called(lstm("lstm_1", 4), ["input_1"], ["input_2"]),
        called({"class_name": "Merge", "config": {"name": "merge_1", "mode": "dot", "dot_axes": [[1], [1]]}}, [("lstm_1", 0, 0), ("lstm_1", 1, 0)]),
    ]
    a, b = keras.Input((7, 5), name="input_1"), keras.Input((7, 5), name="input_2")
    shared = layers.LSTM(4, name="lstm_1")
    merged = layers.Dot((1, 1), name="merge_1")([shared(a), shared(b)])
    return model(old, ["input_1", "input_2"], ["merge_1"]), keras.Model([a, b], merged, name="model_1")


def node(name, source=None, sources=(), mode="concat", **more):
    return {"name": name, "input": source, "inputs": list(sources), "merge_mode": mode, "concat_axis": -1, "dot_axes": -1, "create_output": False, **more}


@keras1
def graph():
    """Graph: each node says what it takes, and how that is merged."""
    config = {
        "name": "graph_1",
        "input_config": [{"name": "a", "input_shape": [8], "dtype": "float"}, {"name": "b", "batch_input_shape": [None, 6], "dtype": "float32"}],
        "node_config": [node("d1", "a"), node("d2", "b"), node("sum", sources=["d1", "d2"], mode="sum"), node("drop", "d1")],
        "output_config": [node("out1", "sum"), node("out2", sources=["d2", "drop"])],
        "nodes": {"sum": dense("sum", 2), "d1": dense("d1", 4), "d2": dense("d2", 4), "drop": entry("Dropout", "drop", p=0.5)},
    }
    a, b = keras.Input((8,), name="a"), keras.Input((6,), name="b")
    d1, d2 = layers.Dense(4, name="d1")(a), layers.Dense(4, name="d2")(b)
    merged = layers.Dense(2, name="sum")(layers.Add(name="merge_inputs_for_sum")([d1, d2]))
    out2 = layers.Concatenate(name="merge_inputs_for_out2")([d2, layers.Dropout(0.5, name="drop")(d1)])
    return {"class_name": "Graph", "config": config, "keras_version": "1.0.8"}, keras.Model([a, b], [merged, out2], name="graph_1")


@keras1
def graph_with_shared_node():
    """A shared node is called on each of its inputs; its outputs have names."""
    shared = {"name": "twin", "inputs": ["a", "b"], "merge_mode": None, "concat_axis": -1, "dot_axes": -1, "outputs": ["left", "right"], "create_output": False}
    config = {
        "name": "graph_1",
        "input_config": [{"name": name, "input_shape": [8], "dtype": "float"} for name in "ab"],
        "node_config": [shared, node("end", sources=["left", "right"], mode="mul")],
        "output_config": [node("out", "end")],
        "nodes": {"twin": {**dense("twin", 3), "shared": True}, "end": dense("end", 1)},
    }
    a, b = keras.Input((8,), name="a"), keras.Input((8,), name="b")
    twin = layers.Dense(3, name="twin")
    merged = layers.Multiply(name="merge_inputs_for_end")([twin(a), twin(b)])
    return {"class_name": "Graph", "config": config, "keras_version": "1.0.0"}, keras.Model([a, b], layers.Dense(1, name="end")(merged), name="graph_1")


def flat(old, **more):
    """Keras 0.3 wrote the class as "name" among the keys of the config."""
    config = {key: value for key, value in old["config"].items() if key != "name"}
    return {"name": old["class_name"], "custom_name": old["config"]["name"], "cache_enabled": True, **config, **more}


@keras1
def keras0_sequential():
    entries = [
        flat(conv2d("convolution2d", 4, 3, 3, dim_ordering="th"), input_shape=[3, 16, 14]),
        flat(entry("ZeroPadding2D", "zeropadding2d", padding=[1, 1])),
        flat(entry("Flatten", "flatten")),
        flat(dense("dense", 5)),
    ]
    equivalent = [layers.Conv2D(4, 3, data_format="channels_first"), layers.ZeroPadding2D(1, data_format="channels_first"), layers.Flatten(), layers.Dense(5)]
    text = {"name": "Sequential", "layers": entries, "loss": "mse", "class_mode": "categorical", "optimizer": {"name": "SGD", "lr": 0.01}}
    return text, chain_model((3, 16, 14), entries, equivalent)


@keras1
def keras0_graph():
    config = {
        "name": "Graph",
        "input_config": [{"name": "a", "input_shape": [8], "dtype": "float"}],
        "node_config": [node("d1", "a"), node("d2", "d1")],
        "output_config": [node("out", "d2")],
        "nodes": {"d1": flat(dense("dense", 4)), "d2": flat(dense("dense", 2))},
        "loss": {"out": "mse"},
    }
    a = keras.Input((8,), name="a")
    return config, keras.Model(a, layers.Dense(2, name="d2")(layers.Dense(4, name="d1")(a)), name="graph")
