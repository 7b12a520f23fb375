"""Casts and questions about a tensor."""

from .table import ALL, FLOAT8, REAL, Family

family = Family("core")

SHAPES = "x:{d}[N,10,5] | x:{d}[] | x:{d}[3] | x:{d}[N,N] | x:{d}[0,4]"
for f in ("cast", "saturate_cast"):
    family.cases(
        f"ops.{f}(x, {{t}})", SHAPES, d=ALL,
        t=[f"'{t}'" for t in ALL + FLOAT8 + ["bogus", "int4", "float"]] + [
            "bool", "int", "float", "None", "dtype='int8'", "x.dtype", "str",
        ],
        take=80,
    )
    family.cases(f"ops.{f}({{v}})", v=["[1, 2], 'float32'", "2.5, 'int32'", "True, 'float16'", "[1, 2]", "[1, 2], 'bogus'"])
family.cases("ops.shape(x)", SHAPES + " | x:{d}[2,3,4,5]", d=["float32", "int32"])
family.cases("ops.shape(x){k}", "x[N,10,5] | x[2,3,4]", k=["[0]", "[-1]", "[1:]", "[5]", "[::-1]", "[:2] + (7,)"])
family.cases("ops.shape({v})", v=["[1, 2, 3]", "[[1.0], [2.0]]", "5", "ops.zeros((2, 3))", "[[1], [2, 3]]", "'a'"])
family.cases(
    "x.{k}", "x[N,10,5] | x:int8[] | x:bool[2,3] | x:bfloat16[N]",
    k=["shape", "dtype", "ndim", "shape[0]", "shape[-1]", "shape[1:]", "shape[9]", "size"],
)
family.cases(
    "ops.{f}(x)", SHAPES + " | x:{d}[2,3,4,5]", f=["ndim", "size", "dtype", "is_tensor"], d=["float32", "bool", "int8"],
    take=56,
)
family.cases(
    "ops.{f}({v})", f=["ndim", "size", "dtype", "is_tensor"],
    v=["[1, 2, 3]", "[[1.0], [2.0]]", "5", "2.5", "ops.zeros((2, 3))", "ops.arange(4)", "None", "[[1], [2, 3]]", ""],
)
family.cases(
    "ops.custom_gradient({v})", "x[N,3] | x:int32[2]",
    v=["lambda t: t * 2", "ops.relu", "lambda t: (t * 2, lambda u: u)", "3", ""],
)
family.cases(
    "ops.custom_gradient({v})(x)", "x[N,3] | x:int32[2] | x[2,3]",
    v=[
        "lambda t: (t * 2, lambda u: u)", "lambda t: t", "lambda t: (ops.sum(t, axis=1), lambda u: u)",
        "lambda t: (ops.reshape(t, (4,)), lambda u: u)",
    ],
)
family.cases(
    "ops.custom_gradient(lambda t: ({v}, lambda u: u))([1.0, 2.0])", v=["t * 2", "ops.sum(t)", "ops.reshape(t, (3,))"],
)
family.cases(
    "ops.{f}({v})", "x:{d}[N,3] | x:{d}[]", f=["stop_gradient", "copy"], d=REAL, v=["variable=x", "x=x", "x + 1"], take=20,
)
