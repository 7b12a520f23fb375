"""keras.activations."""

from .table import FLOATS, REAL, Family

family = Family("activations")

SHAPES = "x:{d}[N,10,5] | x:{d}[] | x:{d}[6] | x:{d}[N,N,4,2] | x:{d}[0,4]"

PLAIN = """exponential hard_sigmoid hard_silu hard_swish hard_tanh linear log_sigmoid mish relu6 selu sigmoid
    silu softplus softsign sparse_plus sparse_sigmoid swish tanh tanh_shrink""".split()
WITH_ARGUMENTS = {
    "celu": [", alpha=0.5", ", 2.0"],
    "elu": [", alpha=0.5", ", 2.0"],
    "gelu": [", approximate=True", ", False"],
    "hard_shrink": [", threshold=0.1"],
    "leaky_relu": [", negative_slope=0.3", ", 0.1"],
    "relu": [", negative_slope=0.1", ", max_value=6", ", threshold=1.0", ", 0.1, 6.0, 0.5"],
    "soft_shrink": [", threshold=0.1"],
    "squareplus": [", b=3"],
}

for f, arguments in (dict.fromkeys(PLAIN, []) | WITH_ARGUMENTS).items():
    family.cases(f"keras.activations.{f}(x{{a}})", SHAPES, d=REAL, a=[""] + arguments, take=14 + 2 * len(arguments))
    family.cases(f"keras.activations.{f}({{v}})", "x[N,3]", v=["x=x", "x, axis=0", "x, 1, 2, 3, 4", "[[1.0, -2.0]]", "3"])
family.cases("keras.activations.threshold(x, {a})", SHAPES, d=REAL, a=["0.5, 0.0", "threshold=1, default_value=2"], take=14)
family.cases("keras.activations.threshold({v})", "x[N,3]", v=["x", "x, 1"])
for f in ("softmax", "log_softmax", "sparsemax"):
    family.cases(
        f"keras.activations.{f}(x{{a}})", SHAPES, d=REAL,
        a=["", ", axis=-1", ", axis=0", ", 1", ", axis=(0, 1)", ", axis=(-1, -2)", ", axis=None", ", axis=7", ", axis=-8"],
        take=30,
    )
    family.cases(f"keras.activations.{f}({{v}})", v=["[1.0, 2.0]", "[[1.0], [2.0]], axis=0", "1.0"])
family.cases(
    "keras.activations.glu(x{a})", "x:{d}[N,10,6] | x:{d}[N,10,5] | x:{d}[6] | x:{d}[N,N] | x:{d}[]", d=FLOATS + ["int32"],
    a=["", ", axis=-1", ", axis=1", ", 0", ", axis=5"], take=24,
)
NAMES = ["relu", "gelu", "softmax", "mish", "linear", "swish", "leaky_relu", "hard_sigmoid", "exponential"]
family.cases(
    "keras.activations.get('{n}')(x)", "x:{d}[N,4] | x:{d}[3]", d=["float32", "int32", "float16"],
    n=NAMES + ["nonsense", "Relu"], take=30,
)
family.cases("keras.activations.get({v})(x)", "x[N,3]", v=["None", "keras.activations.relu", "ops.relu", "3"])
family.cases("keras.activations.deserialize('{n}')(x)", "x[N,4]", n=NAMES + ["nonsense"])
family.cases("keras.activations.serialize(keras.activations.{n})", n=NAMES)
family.cases("keras.activations.serialize({v})", v=["3", "None"])
family.cases(
    "keras.activations.{f}({v})", f=["hard_silu", "hard_swish", "mish", "sparsemax", "softmax", "gelu"],
    v=[
        "[1.0]", "[[1.0], [2.0]]", "[[[0.5, 1.0]]]", "0.5", "ops.ones((2, 3))", "ops.ones((2, 0, 3), dtype='float16')",
        "ops.zeros((4,), dtype='float64')", "ops.arange(5)", "True",
    ],
)
