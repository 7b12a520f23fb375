"""Functions that put tensors together or take them apart."""

from .table import Family

family = Family("join")

D = ["float32", "int32", "bool", "float16"]

PAIRS = [
    "x:{d}[N,3,4] y:{e}[N,3,4]", "x:{d}[N,3,4] y:{e}[N,5,4]", "x:{d}[2,3] y:{e}[2,3]", "x:{d}[N,3] y:{e}[2,3]",
    "x:{d}[3] y:{e}[3]", "x:{d}[3] y:{e}[4]", "x:{d}[N] y:{e}[N]", "x:{d}[] y:{e}[]", "x:{d}[N,3] y:{e}[3]",
    "x:{d}[2,3] y:{e}[3,3]", "x:{d}[N,N,2] y:{e}[5,N,2]", "x:{d}[N,4,4] y:{e}[N,4,5]", "x:{d}[0,3] y:{e}[2,3]",
    "x:{d}[1,1,3] y:{e}[1,2,3]",
]
AXES = ["", ", axis=0", ", axis=1", ", axis=-1", ", -2", ", axis=2", ", axis=3", ", axis=-4", ", axis=None"]

for f, count in (("concatenate", 130), ("stack", 110)):
    family.cases(f"ops.{f}([x, y]{{a}})", PAIRS, d=D, e=D, a=AXES, take=count)
    family.cases(
        f"ops.{f}({{v}}{{a}})", "x[N,3] y[N,3]", a=["", ", axis=-1", ", axis=2", ", axis=(0, 1)"],
        v=["[x]", "(x, y)", "(x, y, x)", "[]", "x", "[x, [[1.0, 2.0, 3.0]]]", "[x, 1]", "[x, None]", "x, y"],
    )
    family.cases(
        f"ops.{f}({{v}})",
        v=[
            "[[1, 2], [3, 4]]", "[[1, 2], [3, 4]], axis=1", "[[[1.0]], [[2.0]]], axis=1", "[[1, 2], [3]]", "[1, 2]",
            "[[1], [2.5]]", "[]",
        ],
    )
family.cases("ops.concatenate(xs=[x, y], axis=1)", "x[N,3] y[N,4] | x[N,3,2] y[N,4,3]")
family.cases("ops.stack(x=[x, y], axis=1)", "x[N,3] y[N,3] | x[N,3] y[N,4]")
for f in ("hstack", "vstack", "dstack"):
    family.cases(f"ops.{f}([x, y])", PAIRS, d=D, e=D, take=32)
    family.cases(f"ops.{f}({{v}})", "x[N,3] y[N,3]", v=["[x]", "(x, y, x)", "x", "xs=[x, y]", "[x, y], axis=0", "[]"])
    family.cases(f"ops.{f}({{v}})", v=["[[1, 2], [3, 4]]", "[[1], [2.5]]", "[1, 2]", "[[1, 2], [3]]"])
family.cases(
    "ops.append({a})", PAIRS, d=D, e=D,
    a=["x, y", "x, y, axis=0", "x1=x, x2=y, axis=1", "x, y, -1", "x, y, axis=None", "x, y, axis=5"], take=60,
)
family.cases("ops.append({v})", "x[N,3] | x[3]", v=["x, [1.0, 2.0]", "x, 1", "x, [[1.0, 2.0, 3.0]], axis=0"])

WHOLE = "x:{d}[N,12,6] | x:{d}[12,6] | x:{d}[6] | x:{d}[N,N,6] | x:{d}[6,4,5,6] | x:{d}[5,6] | x:{d}[N]"
family.cases(
    "ops.split(x, {n}{a})", WHOLE, d=D,
    n=["2", "3", "[1, 3]", "(2, 4)", "4", "indices_or_sections=2", "[]", "[2]", "1", "[4, 20]", "0", "[3, 1]", "-1", "[-2]"],
    a=["", ", axis=1", ", axis=-1", ", axis=0", ", axis=4"], take=120,
)
family.cases(
    "ops.array_split(x, {n}{a})", WHOLE, d=D, n=["2", "4", "5", "7", "[1, 3]", "1", "0", "-1"],
    a=["", ", axis=1", ", axis=-1", ", axis=4"], take=50,
)
for f in ("hsplit", "vsplit", "dsplit"):
    family.cases(
        f"ops.{f}(x, {{n}})", "x:{d}[N,4,6] | x:{d}[6,2,4,3] | x:{d}[6,N,2]", d=D, n=["2", "1", "[1]", "[0, 1]", "(1, 3)"],
        take=14,
    )
    family.cases(f"ops.{f}(x, {{n}})", WHOLE, d=D, n=["2", "3", "[1, 3]", "(2,)", "5", "0", "indices_or_sections=2"], take=34)
family.cases("ops.split({v})", v=["[1, 2, 3, 4], 2", "[1, 2, 3], 2", "[1, 2, 3], [1]"])
family.cases(
    "ops.unstack(x{a})", "x:{d}[N,3,4] | x:{d}[2,3] | x:{d}[4] | x:{d}[N] | x:{d}[] | x:{d}[N,N,2]", d=D, take=60,
    a=[
        "", ", axis=0", ", axis=1", ", axis=-1", ", num=2", ", num=3, axis=1", ", 4, -1", ", axis=5", ", num=None, axis=2",
        ", num=7, axis=1",
    ],
)
family.cases(
    "ops.meshgrid({a}{i})",
    "x:{d}[3] y:{e}[4] | x:{d}[N] y:{e}[4] | x:{d}[] y:{e}[2] | x:{d}[2,3] y:{e}[4] | x:{d}[N] y:{e}[N]", d=D, e=D,
    a=["x, y", "x", "y, x, y", "x, [1, 2]"], i=["", ", indexing='ij'", ", indexing='xy'", ", indexing='zz'"], take=60,
)
family.cases("ops.meshgrid({v})", v=["[1, 2, 3], [4, 5]", "[1], [2, 3], [4, 5, 6], indexing='ij'", ""])
family.cases(
    "ops.where(x, y, z)",
    [
        "x:{d}[N,3] y:{e}[N,3] z:{e}[N,3]", "x:{d}[N,1] y:{e}[3] z:{e}[]", "x:{d}[3] y:{e}[N,3] z[3]",
        "x:{d}[2,3] y:{e}[3,3] z[3]", "x:{d}[4] y:{e}[3] z[3]", "x:{d}[N,4,1] y:{e}[4,5] z[5]",
        "x:{d}[] y:{e}[N,2] z:int8[2]", "x:{d}[N,2] y:{e}[N,3] z[1]", "x:{d}[1] y:{e}[2,N] z[N,3]",
        "x:{d}[3] y:{e}[3] z:uint8[2,1]", "x:{d}[2] y:{e}[N,2] z[4,3]",
    ],
    d=["bool", "float32", "int32"], e=["float32", "int32", "bfloat16", "bool"], take=80,
)
family.cases(
    "ops.where({a})", "x:bool[N,3] y:{d}[N,3]", d=["float32", "int32", "float16", "int8", "bool"], take=34,
    a=[
        "x, y, 0", "x, 1.5, y", "x, 0, 1", "x, 0.0, 1", "x, y, -1e9", "x, x1=y, x2=y", "condition=x, x1=1, x2=y",
        "x, [1, 2, 3], y", "x, [1, 2], y", "y > 0, y, 0",
    ],
)
family.cases(
    "ops.where({a})", "x:bool[N,3] y[N,3] | x:bool[2] y[2] | x[3,4] y[N]",
    a=["x", "x, y", "x, None, y", "True, y, 0", "x, x2=y", "[True], y, y"],
)
family.cases(
    "ops.where({v})",
    v=[
        "[True, False], 1, 0", "[True, False], [1.0, 2.0], [3, 4]", "[True, False], [1, 2, 3], 0", "True, 1, 2.5",
        "[True, False]",
    ],
)
family.cases(
    "ops.select({a})", "x:bool[N,3] y:bool[N,3] u:{d}[N,3] v:{e}[N,3] | x:bool[3] y:bool[2,1] u:{d}[3] v:{e}[2,1]",
    d=["float32", "int32"], e=["float32", "float16", "int8"], take=34,
    a=[
        "[x, y], [u, v]", "[x, y], [u, v], default=1", "[x], [u], 2.5", "[x, y], [u]", "[], []",
        "condlist=[x, y], choicelist=[u, v]", "[x, y], [u, 1]", "x, u",
    ],
)
family.cases("ops.select([x], [y])", "x:bool[N,3] y[N,4] | x:bool[2] y[3] | x:bool[N] y[3]")
