"""Layers that hold layers."""

from .recurrent import FLAGS
from .recurrent import STATES
from .table import POLICIES
from .table import call
from .table import cases
from .table import family
from .table import grid
from .table import layer
from .table import several

HELD = [
    layer("Dense", units=4),
    layer("Dense", units=4, use_bias=False, activation="softmax"),
    layer("Dense", units=4, trainable=False),
    layer("Conv1D", filters=4, kernel_size=3),
    layer("Conv2D", filters=4, kernel_size=3, strides=2, padding="same"),
    layer("Conv2DTranspose", filters=4, kernel_size=3, strides=2),
    layer("DepthwiseConv2D", kernel_size=3),
    layer("SeparableConv2D", filters=5, kernel_size=3),
    layer("MaxPooling2D"),
    layer("GlobalAveragePooling2D"),
    layer("Flatten"),
    layer("Dropout", rate=0.3),
    layer("BatchNormalization"),
    layer("LayerNormalization"),
    layer("Activation", activation="relu"),
    layer("Embedding", input_dim=10, output_dim=4),
    layer("EinsumDense", equation="ab,bc->ac", output_shape=5, bias_axes="c"),
    layer("LSTM", units=4),
    layer("GRU", units=4, return_sequences=True),
    layer("Reshape", target_shape=[-1]),
    layer("PReLU"),
    layer("ConvLSTM1D", filters=3, kernel_size=2),
    layer("TimeDistributed", layer=layer("Dense", units=3)),
    layer("Bidirectional", layer=layer("LSTM", units=3)),
    layer("SpectralNormalization", layer=layer("Dense", units=3)),
    layer("Conv3D", filters=2, kernel_size=2),
    layer("Identity"),
    layer("ReversibleEmbedding", input_dim=10, output_dim=4),
    layer("Permute", dims=[2, 1]),
    layer("RepeatVector", n=3),
]
# Those of which Keras, in a wrapper, does not look at the rank.
FILM, SEQUENCES = "N,7,9,9,3", "N,7,6,8"
UNCHECKED = {
    "Conv2DTranspose": FILM,
    "MaxPooling2D": FILM,
    "GlobalAveragePooling2D": FILM,
    "LSTM": SEQUENCES,
    "GRU": SEQUENCES,
    "Bidirectional": SEQUENCES,
    "Permute": SEQUENCES,
    "RepeatVector": "N,7,8",
}
SHAPES = ["N,7,8", "N,N,8", "2,7,8", "N,7,6,8", "N,7,9,9,3", "N,N,9,9,3", "N,8", "N,7,N,N,3"]


@family
def wrapping(pick):
    yield from cases("TimeDistributed", [{"layer": one} for one in HELD if one.class_name not in UNCHECKED], SHAPES)
    for one in HELD:
        if one.class_name in UNCHECKED:
            yield from cases("TimeDistributed", {"layer": one}, [UNCHECKED[one.class_name]])
    yield from cases("TimeDistributed", {"layer": layer("LSTM", units=4)}, [FILM])
    yield from cases(
        "TimeDistributed",
        [{"layer": HELD[0]}],
        [call("N,7,8", mask="bool:N,7"), several("N,7,8", "N,N,8"), several("N,7,8", "N,7,6"), "int32:N,7,8"],
    )
    yield from cases(
        "TimeDistributed",
        [{"layer": HELD[0], "dtype": p} for p in POLICIES] + [{"layer": layer("Dense", units=4, dtype=p)} for p in POLICIES],
        ["N,7,8"],
    )
    yield from cases("TimeDistributed", [{"layer": h, "trainable": False} for h in HELD[:3]], ["N,7,8"])
    flat = ["N,8", "N,7,8", "N,9,9,3", "N,7,9,9,3", "int32:N,7"]
    yield from cases("SpectralNormalization", [{"layer": one} for one in HELD if one.class_name not in UNCHECKED], flat)
    yield from cases("SpectralNormalization", [{"layer": one} for one in HELD if one.class_name in UNCHECKED], flat[2:3])
    yield from cases("SpectralNormalization", grid(layer=HELD[:1], power_iterations=[1, 3, 0, -1]), flat[:2])
    yield from cases(
        "SpectralNormalization",
        [{"layer": HELD[0], "trainable": False}, {"layer": HELD[4], "dtype": "mixed_float16"}],
        flat[:3],
    )
    yield from cases(
        "SpectralNormalization",
        [{"layer": HELD[0]}],
        [several("N,8", "N,8"), several("N,8", "N,5,8"), call("N,8", training=True)],
    )


@family
def bidirectional(pick):
    modes = ["concat", "sum", "mul", "ave", None]
    for name, states in STATES.items():
        both = [layer(name, units=4, **flags) for flags in grid(**FLAGS)]
        yield from cases("Bidirectional", grid(layer=both, merge_mode=modes), ["N,7,5", "N,N,5", "2,7,5"])
        calls = [call("N,7,5", initial_state=["N,4"] * n * states) for n in (2, 1)] + [
            call("N,7,5", mask="bool:N,7"), "N,7", "N,7,5,3", several("N,7,5", "N,N,5")
        ]
        yield from cases("Bidirectional", grid(layer=both, merge_mode=modes[:1]), calls)
        for flags in grid(**FLAGS):
            forward = layer(name, units=4, **flags)
            backward = [layer(name, units=4, go_backwards=True, **flags), layer(name, units=3, go_backwards=True, **flags), layer(name, units=4, **flags),
                        layer("GRU", units=4, go_backwards=True, **flags), layer("LSTM", units=4, go_backwards=True)]
            yield from cases("Bidirectional", grid(layer=[forward], backward_layer=backward, merge_mode=modes), ["N,7,5"])
        more = [{"trainable": False}, {"dtype": "mixed_float16"}, {"dtype": "float16"}, {"merge_mode": "max"}]
        yield from cases("Bidirectional", [{"layer": both[0]} | m for m in more], ["N,7,5"])
        kinds = [
            {"go_backwards": True},
            {"stateful": True},
            {"unroll": True},
            {"use_bias": False},
            {"dropout": 0.2},
            {"trainable": False},
        ]
        yield from cases("Bidirectional", [{"layer": layer(name, units=4, **k)} for k in kinds], ["N,7,5", "2,7,5"])
    cells = [layer("RNN", cell=layer("LSTMCell", units=4)), layer("RNN", cell=[layer("LSTMCell", units=4), layer("GRUCell", units=3)], return_sequences=True),
             layer("RNN", cell=[layer("GRUCell", units=4), layer("GRUCell", units=3)], return_state=True)]
    yield from cases("Bidirectional", grid(layer=cells, merge_mode=modes), ["N,7,5"])
    pictures = [layer("ConvLSTM1D", filters=3, kernel_size=2, **flags) for flags in grid(**FLAGS)]
    yield from cases("Bidirectional", grid(layer=pictures, merge_mode=modes), ["N,4,9,3"])
    yield from cases(
        "Bidirectional",
        [
            {"layer": layer("Dense", units=3)},
            {"layer": layer("ConvLSTM2D", filters=3, kernel_size=2, return_sequences=True)},
        ],
        ["N,4,9,8,3", "N,4,3"],
    )
