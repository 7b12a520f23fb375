"""Dense, EinsumDense, embeddings, activations, regularization, merging."""

from .table import POLICIES
from .table import call
from .table import cases
from .table import family
from .table import grid
from .table import layer
from .table import several

ACTIVATIONS = """
elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu linear log_sigmoid log_softmax
mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign sparse_plus sparse_sigmoid sparsemax squareplus
swish tanh tanh_shrink threshold celu
""".split()
QUANTIZED = [
    "int8_from_float32",
    "int8_from_mixed_bfloat16",
    "float8_from_float32",
    "float8_from_mixed_bfloat16",
    "int4_from_float32",
    "int4/2_from_float32",
    "int4/3_from_mixed_bfloat16",
    "int4/-1_from_float32",
]
EQUATIONS = [
    ("ab,bc->ac", 5, "c", "N,7"),
    ("abc,cd->abd", (None, 6), "d", "N,4,7"),
    ("abc,cd->abd", (4, 6), "d", "N,4,7"),
    ("abc,cd->abd", (None, 6), None, "N,N,7"),
    ("abc,cde->abde", (None, 3, 6), "de", "N,N,7"),
    ("abc,cde->abde", (None, 3, 6), "e", "N,4,7"),
    ("abcd,cde->abe", (None, 6), "e", "N,5,3,7"),
    ("...x,xy->...y", 6, "y", "N,7"),
    ("...x,xy->...y", 6, "y", "N,4,7"),
    ("ab...,bc->ac...", (5,), "c", "N,7,3"),
    ("abc,bde->acde", (None, 2, 3), "de", "N,4,7"),
    ("abc,bd->acd", (None, 6), "d", "2,4,7"),
    ("abc,bc->ab", (4,), None, "N,4,7"),
    ("abc,abd->acd", (7, 6), None, "3,4,7"),
    ("ab,bc->ca", (2,), "c", "2,7"),
    ("ab,cb->ac", 5, "c", "N,7"),
    ("abc,cd->adb", (6, 4), "d", "N,4,7"),
    ("abc,cd->abd", (None, 6), "x", "N,4,7"),
    ("ab,bc->ac", 5, "c", "N,4,7"),
    ("abc,cd->ab", (None, 6), None, "N,4,7"),
    ("ab,bc", 5, None, "N,7"),
    ("ab->ac", 5, None, "N,7"),
]


def policy(name):
    return {"dtype": name}


@family
def core(pick):
    shapes = ["N,8", "3,8", "N,N,8", "N,5,8", "2,3,4,5", "N,N,N,6", "N,N", "8", ":", "N,4,N"]
    yield from cases("Dense", grid(units=[1, 5], use_bias=[True, False], activation=[None, "relu"]), shapes)
    yield from cases("Dense", [{"units": u} for u in (0, -1, 2.5, 4.0, None)], ["N,8"])
    yield from cases("Dense", [{"units": 4, "lora_rank": r} for r in (1, 2, 8)], ["N,8", "N,N,6"])
    yield from cases("Dense", [{"units": 4, "trainable": False}], ["N,8"])
    for name in QUANTIZED:
        yield from cases("Dense", grid(units=[4, 5], use_bias=[True, False], dtype=[name]), ["N,8", "N,N,7"])
        yield from cases("Dense", [{"units": 4, "lora_rank": 2, "dtype": name}], ["N,8"])
        yield from cases("Embedding", [{"input_dim": 10, "output_dim": d, "dtype": name} for d in (4, 5)], ["int32:N,7"])
        yield from cases("Embedding", [{"input_dim": 10, "output_dim": 4, "lora_rank": 2, "dtype": name}], ["int32:N,7"])
        config = {"equation": "abc,cd->abd", "output_shape": (None, 6), "bias_axes": "d", "dtype": name}
        yield from cases("EinsumDense", [config, config | {"lora_rank": 2}], ["N,4,7"])
        for equation, output, bias, inputs in EQUATIONS[:12]:
            yield from cases("EinsumDense", {"equation": equation, "output_shape": output, "dtype": name}, [inputs])
        yield from cases(
            "ReversibleEmbedding",
            grid(input_dim=[10], output_dim=[4], tie_weights=[True, False], dtype=[name]),
            ["int32:N,7"],
        )
    for equation, output, bias, inputs in EQUATIONS:
        for more in [{}, {"activation": "relu"}, {"lora_rank": 2}]:
            config = {"equation": equation, "output_shape": output, "bias_axes": bias} | more
            yield from cases("EinsumDense", config, [inputs])
    odd = [("...x,xy->...y", (4, 6)), ("ab...,bc->ac...", (5, 3)), ("abc,cd->abd", 6)]
    yield from cases("EinsumDense", [{"equation": e, "output_shape": o} for e, o in odd], ["N,4,7"])
    tokens = ["int32:N,7", "int32:N", "N,7", "int64:N,N,3", "uint8:2,5", "int32::", "bool:N,4", "float16:N,3"]
    yield from cases("Embedding", grid(input_dim=[10], output_dim=[4], mask_zero=[True, False], lora_rank=[None, 3]), tokens)
    yield from cases(
        "Embedding", [{"input_dim": a, "output_dim": b} for a, b in ((0, 4), (4, 0), (-1, 3), (1, 1))], tokens[:2]
    )
    reversible = grid(
        input_dim=[10], output_dim=[4], tie_weights=[True, False], logit_soft_cap=[None, 3.0], mask_zero=[False, True]
    )
    yield from cases("ReversibleEmbedding", reversible, tokens[:3])
    yield from cases("ReversibleEmbedding", reversible, [call("N,7,4", reverse=True), call("N,4", reverse=True)])
    yield from cases("ReversibleEmbedding", reversible[:1], [call("N,7,5", reverse=True)])
    yield from cases("ReversibleEmbedding", reversible[:4], [several("int32:N,7", call("N,7,4", reverse=True))])
    yield from cases(
        "ReversibleEmbedding",
        {"input_dim": 10, "output_dim": 4, "reverse_dtype": "float16"},
        ["int32:N,7", call("N,7,4", reverse=True)],
    )
    yield from cases("Masking", [{"mask_value": v} for v in (0.0, -1, 2.5)], ["N,7,4", "N,N,4", "N,5", "3", "int32:N,7,4"])
    yield from cases("Identity", {}, ["N,7", ["N,7", "int32:N,3"], {"a": "N,7", "b": "N"}, ":"])
    yield from cases("Lambda", {}, [])
    yield from cases("InputLayer", [{"batch_shape": s} for s in ((None, 3), (2, 3, None), ())], [])
    yield from cases(
        "Dense",
        {"units": 4},
        [several("N,8", "N,8"), several("N,8", "N,N,8"), several("N,8", "N,7"), several("2,8", "3,8", "4,8")],
    )


@family
def activation(pick):
    yield from cases("Activation", [{"activation": a} for a in ACTIVATIONS], ["N,8", "N,4,6", "N"])
    yield from cases("Activation", [{"activation": a} for a in ACTIVATIONS], ["int32:N,8"])
    yield from cases("Activation", {"activation": None}, ["N,8"])
    yield from cases("ELU", [{"alpha": a} for a in (1.0, 0.5, 0, None)], ["N,8", "int32:N,3"])
    yield from cases("LeakyReLU", [{"negative_slope": a} for a in (0.3, 0, -1, None)], ["N,8", "int32:N,3"])
    yield from cases("ReLU", grid(max_value=[None, 6, -1], negative_slope=[0.0, 0.2, -0.1], threshold=[0.0, 1, -1]), ["N,8"])
    axes = [None, 1, [1], [1, 2], [2, 3], [1, 2, 3], [3], [-1], [0], [7], []]
    yield from cases(
        "PReLU", [{"shared_axes": a} for a in axes], ["N,8", "N,4,5", "N,4,5,6", "N,N,5", "N,N,N,3", "N", "2,N,3"]
    )
    axes = [-1, 0, 1, 2, -2, 5, [1, 2], [-1, -2], [1], None]
    yield from cases("Softmax", [{"axis": a} for a in axes], ["N,8", "N,4,5", "int32:N,4"])
    yield from cases(
        "Softmax", [{"axis": a} for a in (-1, [1, 2])], [call("N,4,5", mask="bool:N,4,5"), call("N,4,5", mask="bool:N,1,5")]
    )
    for name in ("Dropout", "AlphaDropout", "GaussianDropout", "GaussianNoise"):
        key = "stddev" if name == "GaussianNoise" else "rate"
        values = [0.0, 0.5, 1.0, 1, 1.5, -0.1, None, "a"]
        yield from cases(name, [{key: v} for v in values], ["N,8", "N,N,4", ":", "int32:N,4", call("N,8", training=True)])
    shapes = [None, [None, 1], [None, 1, 4], [1], [None, 3]]
    yield from cases(["Dropout", "AlphaDropout"], [{"rate": 0.5, "noise_shape": s} for s in shapes], ["N,8", "N,7,4"])
    for i, name in enumerate(("SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D")):
        formats = [{}] if i == 0 else [{"data_format": f} for f in (None, "channels_first", "channels_last")]
        yield from cases(
            name,
            [f | {"rate": 0.3} for f in formats],
            ["N,7", "N,7,4", "N,7,6,4", "N,7,6,5,4", "N,N,4", "N,N,N,4", "N,N,N,N,3"],
        )
    yield from cases("ActivityRegularization", grid(l1=[0.0, 0.1], l2=[0.0, 0.2]), ["N,8", "int32:N,3", ["N,8", "N,3"]])


PAIRS = [
    ["N,8", "N,8"],
    ["N,8", "N,1"],
    ["N,8", "N,7"],
    ["N,8", "8,8"],
    ["3,8", "3,8"],
    ["3,8", "4,8"],
    ["N,4,8", "N,8"],
    ["N,4,8", "N,1,8"],
    ["N,4,8", "N,4,1"],
    ["N,N,8", "N,4,8"],
    ["N,N,8", "N,N,8"],
    ["N,N,8", "N,N,1"],
    ["N,N,N", "N,4,5"],
    ["N,8", "N"],
    ["N,8", ":"],
    ["N", "N"],
    [":", ":"],
    ["N,4,8", "N,4"],
    ["N,4,5,8", "N,4,8"],
    ["N,8", "N,8", "N,8"],
    ["N,8", "N,1", "N,8"],
    ["N,4,8", "N,8", "N,1,1"],
    ["N,4,8", "N,N,8", "N,4,N"],
    ["N,8", "N,8", "N,7"],
    ["N,8", "N,8", "N,8", "N,8"],
    ["N,8"],
    "N,8",
    [],
    ["float16:N,8", "N,8"],
    ["int32:N,8", "N,8"],
    ["int32:N,8", "int32:N,8"],
    ["bool:N,8", "bool:N,8"],
]
AXES = [-1, 0, 1, 2, -2, 3, -3]


@family
def merging(pick):
    yield from cases(["Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract"], {}, PAIRS)
    more = [["N,4,5", "N,4,6"], ["N,4,5", "N,6,5"], ["N,N,5", "N,N,6"], ["N,4,5", "N,4,5", "N,4,7"], ["N,4,5", "N,N,5"], ["N,4,5", "3,4,5"],
            ["N,4,5,6", "N,4,5,2"], ["N,N,N,6", "N,4,5,2"], ["N,4,5", "N,4"], ["N,N,5", "N,3,N"]]
    yield from cases("Concatenate", [{"axis": a} for a in AXES], PAIRS + more)
    dots = [["N,8", "N,8"], ["N,4,8", "N,8"], ["N,4,8", "N,5,8"], ["N,4,8", "N,4,5"], ["N,4,8", "N,8,5"], ["N,4,5,6", "N,6,7"],
            ["N,4,5,6", "N,5,7"], ["N,N,8", "N,N,8"], ["N,4,8", "N,N,8"], ["N,8", "N,7"], ["N,4,8"], ["N,8", "N,8", "N,8"], [
                "N,8", "N,4,8"
            ],
            ["3,4,5", "3,5,6"], ["3,4,5", "2,5,6"], ["N", "N"], ["N,N,N", "N,N,N"]]
    axes = [-1, 1, 2, 3, [1, 1], [1, 2], [2, 1], [2, 2], [-1, -2], [-1, 1], [1, 2, 3], "a"]
    yield from cases("Dot", grid(axes=axes, normalize=[False]), dots)
    yield from cases("Dot", [{"axes": 0}, {"axes": [0, 1]}], [["8,8", "8,8"]])
    yield from pick(40, cases("Dot", grid(axes=axes[:9], normalize=[True]), dots))
    for name in ("Add", "Concatenate", "Multiply", "Subtract"):
        yield from cases(
            name, [policy(p) for p in POLICIES], [["N,8", "N,8"], ["float16:N,8", "int32:N,8"], ["int32:N,8", "int64:N,8"]]
        )
    yield from cases(
        "Add", {}, [several(["N,8", "N,8"], ["N,4,8", "N,4,8"]), several(["N,8", "N,8"], ["N,8", "N,8", "N,8"])]
    )
    yield from cases("Average", {}, [several(["N,8", "N,8"], ["N,4,8", "N,1,8"])])
    yield from cases(
        "Activation",
        [{"activation": layer("LeakyReLU", negative_slope=0.1)}, {"activation": layer("Softmax", axis=1)}],
        ["N,8"],
    )
    yield from cases(
        "Dense",
        [{"units": 3, "activation": layer(n)} for n in ("ReLU", "PReLU", "Softmax", "ELU", "LeakyReLU")],
        ["N,8", "N,4,8"],
    )
