"""Functions and keys that pick elements, and those that write some."""

from .table import Family

family = Family("index")

D = ["float32", "int8", "bool"]

KEYS = [
    "0", "-1", "3", "20", "-20", "1, 2", "0, 0, 0", "0, 0, 0, 0", ":, 0", ":, -1", "..., 0", "0, ...", ":, 1:3", ":, ::2",
    ":, ::-1", ":, 3:1", ":, 1:-1", ":, -3:", ":, :100", ":, 5:2:-1", ":, ::0", "1:, 0", "::2, 1", "::-1, 1", ":-1, 0",
    "None, 0", ":, None, 0", ":, None", ":, None, ..., 0", "..., None", "..., None, 1", "None, ..., None", ":, :", ":, :, :",
    "0, :", "1:", ":", "...", "None", "::2", ":2, :2", "1:5:3, 1", "..., 0, ...", "..., 1:", "..., ::-1, 0", "0:0, 1",
    ":, 9, 4", ":, 10", ":, :, 5", "[0, 1]", "[0], 1", ":, [0, 2, 1]", "True", "1.5", "'a'", "(0, 1)", "0:1:1, 0, 0",
    ":, 0, None, 0", "-11:11, 0", ":, -12:3",
]
family.cases("x[{k}]", "x:{d}[N,10,5] | x:{d}[2,10,5] | x:{d}[N,N,5]", d=["float32"], k=KEYS)
family.cases("x[{k}]", "x:{d}[N] | x:{d}[4] | x:{d}[] | x:{d}[0,2] | x:int32[3,4,5,6]", d=["int8"], k=KEYS[:40], take=70)
family.cases(
    "x[y]",
    "x[N,10,5] y:int32[] | x[N,10,5] y:int32[3] | x[N,4] y:int32[2,2] | x[5] y:bool[5] | x[N,3] y:bool[N,3] | "
    "x[N,3] y[2] | x[3,4] y:int64[N]",
)
family.cases(
    "x[{k}]", "x[N,10,5] y:int32[] z:int32[3] | x[2,10,5] y:int32[] z:int32[N]",
    k=[":, y", "y, 0", ":, z", "z, z", ":, y, :2", "..., y", "y:, 0", ":, z, 0", "0, z", ":, :y", "z, 0, y", ":, None, z"],
)
family.cases(
    "ops.get_item(x, {k})", "x:{d}[N,10,5] | x:{d}[2,10,5] | x:{d}[4]", d=D, take=64,
    k=[
        "0", "(0, 1)", "(slice(None), 0)", "(slice(None), slice(1, 3))", "slice(1, 3)", "(Ellipsis, 0)",
        "(slice(None), None, 2)", "(slice(None), 10)", "(0, 0, 0, 0)", "key=(slice(None), slice(None, None, -1))",
        "(slice(0, 10, 3), 1)", "None", "Ellipsis", "(slice(None), -1)", "(slice(None), slice(-4, -1), 0)", "(None, 0, None)",
        "-5",
    ],
)
family.cases("ops.get_item({v})", v=["[1, 2, 3], 0", "[[1, 2], [3, 4]], (slice(None), 1)", "[1, 2, 3], 5"])

INDICES = ["0", "-1", "[0, 2]", "[[0, 1], [1, 0]]", "[]", "7", "[0.5]", "indices=1"]
family.cases(
    "ops.take(x, {i}{a})", "x:{d}[N,10,5] | x:{d}[3,4] | x:{d}[6] | x:{d}[N] | x:{d}[]", d=D, i=INDICES,
    a=["", ", axis=0", ", axis=1", ", axis=-1", ", axis=3", ", axis=-4", ", axis=None"], take=110,
)
family.cases(
    "ops.take(x, y{a})",
    "x:{d}[N,10,5] y:{e}[3] | x:{d}[N,10,5] y:{e}[N,2] | x:{d}[3,4] y:{e}[] | x:{d}[6] y:{e}[2,2] | x:{d}[N,N] y:{e}[N]", d=D,
    e=["int32", "int64", "uint8", "float32"], a=["", ", axis=0", ", axis=1", ", axis=-1", ", axis=2", ", axis=5"], take=80,
)
family.cases(
    "ops.take({v})", v=["[1, 2, 3], 1", "[1, 2, 3], [0, 1]", "[[1, 2], [3, 4]], [0], axis=1", "[[1, 2], [3, 4]], 0, axis=2"],
)
family.cases(
    "ops.take_along_axis(x, y{a})",
    [
        "x:{d}[N,10,5] y:{e}[N,10,5]", "x:{d}[N,10,5] y:{e}[N,3,5]", "x:{d}[N,10,5] y:{e}[N,10,2]", "x:{d}[3,4] y:{e}[3,1]",
        "x:{d}[3,4] y:{e}[1,4]", "x:{d}[3,4] y:{e}[2,2]", "x:{d}[6] y:{e}[3]", "x:{d}[N,4] y:{e}[5]",
        "x:{d}[2,3,4] y:{e}[2,3]", "x:{d}[N,N] y:{e}[N,2]",
    ],
    d=D, e=["int32", "int64", "float32"], a=["", ", axis=0", ", axis=1", ", axis=-1", ", axis=None", ", axis=3"], take=90,
)
family.cases(
    "ops.take_along_axis(x, {i})", "x[N,3] | x[2,3]", i=["[[0], [1]], axis=1", "[0, 1], axis=0", "[[0]], axis=5", "[0, 1]"],
)
family.cases("ops.nonzero(x)", "x:{d}[N,10,5] | x:{d}[3,4] | x:{d}[6] | x:{d}[] | x:{d}[N]", d=["float32", "bool", "int8"])
family.cases("ops.nonzero({v})", v=["[0, 1, 2]", "[[True, False]]"])
family.cases("ops.nonzero(x, as_tuple=True)", "x[3,4]")
UNIQUE = [
    "", ", return_index=True", ", return_inverse=True", ", return_counts=True", ", return_inverse=True, return_counts=True",
    ", True, True, True, True", ", axis=0", ", axis=1, return_inverse=True", ", size=4",
    ", size=4, fill_value=0, return_counts=True", ", sorted=False", ", axis=5", ", axis=-1",
    ", axis=0, size=2, return_index=True",
]
family.cases(
    "ops.unique(x{a})", "x:{d}[N,10,5] | x:{d}[3,4] | x:{d}[6] | x:{d}[N] | x:{d}[]", d=["float32", "int32", "bool"],
    a=UNIQUE, take=56,
)
family.cases(
    "ops.unique({v})", v=["[1, 2, 2, 3]", "[1, 2, 2], return_counts=True", "[[1, 2], [1, 2]], axis=0", "[1, 1, 2], size=4"],
)
family.cases(
    "ops.unravel_index(x, {s})", "x:{d}[N] | x:{d}[3] | x:{d}[] | x:{d}[N,2]", d=["int32", "int64", "uint8", "float32"],
    s=["(3, 4)", "(2, 3, 4)", "(12,)", "shape=(5, 5)", "12", "(3, None)", "()", "(3, -1)"], take=34,
)
family.cases("ops.unravel_index({v})", v=["[5, 6], (3, 4)", "5, (3, 4)", "50, (3, 4)", "[1.5], (3, 4)"])
family.cases(
    "ops.slice(x, {a})", "x:{d}[N,10,5] | x:{d}[2,10,5] | x:{d}[N,N,5]", d=D, take=60,
    a=[
        "(0, 0, 0), (1, 2, 3)", "[0, 1, 2], [2, 3, 2]", "(0, 8, 0), (1, 5, 1)", "(0, 0), (1, 2)", "(0, 0, 0), (-1, 2, 3)",
        "start_indices=(0, 0, 0), shape=(1, 1, 1)", "(0, 0, 0), (None, 2, 3)", "(0, 0, 0, 0), (1, 1, 1, 1)",
        "(0, 0, 4), (2, 10, -1)", "(0, -1, 0), (1, 1, 1)", "(3, 0, 0), (1, 1, 1)", "0, 1", "(0, 0, 0), (1, 2, 6)",
        "(0, 0, 0), (0, 0, 0)",
    ],
)
family.cases(
    "ops.slice(x, {a})", "x[6] i:int32[1] | x[N] i:int32[1] | x[N,3] i:int32[2]",
    a=["i, (2,)", "(0,), (2,)", "i, (2, 2)", "[i[0]], (3,)", "i, (9,)"],
)
family.cases(
    "ops.slice_update(x, {a}, y)",
    [
        "x:{d}[N,10,5] y:{e}[1,2,3]", "x:{d}[2,10,5] y:{e}[2,3,2]", "x:{d}[2,10,5] y:{e}[3,3]", "x:{d}[2,10,5] y:{e}[2,11,5]",
        "x:{d}[N,10,5] y:{e}[N,1,5]",
    ],
    d=D, e=["float32", "int8"], a=["(0, 0, 0)", "[0, 1, 2]", "(0, 9, 0)", "(0, 0)"], take=34,
)
family.cases("ops.slice_update({v})", "x[6] y[2]", v=["x, (0,)", "", "x, (0,), y, y", "x, (1,), [1.0, 2.0]"])
family.cases(
    "ops.slice_update(x, i, y)", "x[6] i:int32[1] y[2] | x[N,3] i:int32[2] y[1,1] | x[6] i:int32[2] y[2] | x[6] i[1] y[2]",
)
family.cases(
    "ops.scatter(i, y, {s})",
    [
        "i:{e}[3,1] y:{d}[3]", "i:{e}[3,2] y:{d}[3]", "i:{e}[N,1] y:{d}[N]", "i:{e}[N,1] y:{d}[N,4]", "i:{e}[3] y:{d}[3]",
        "i:{e}[3,1] y:{d}[4]", "i:{e}[2,3] y:{d}[2]",
    ],
    d=D, e=["int32", "int64"], s=["(5,)", "(4, 4)", "[3, 4]", "shape=(2, 3, 4)", "5", "(None, 4)", "(-1,)"], take=50,
)
family.cases(
    "ops.scatter({v})", v=["[[0], [1]], [1.0, 2.0], (4,)", "[[0, 1]], [1], (2, 2)", "[[0], [1]], [1.0, 2.0, 3.0], (4,)"],
)
family.cases(
    "ops.scatter_update(x, i, y{a})",
    [
        "x:{d}[6] i:{e}[3,1] y:{d}[3]", "x:{d}[N,4] i:{e}[3,2] y:{d}[3]", "x:{d}[3,4] i:{e}[2,1] y:{d}[2,4]",
        "x:{d}[6] i:{e}[N,1] y:float16[N]", "x:{d}[6] i:{e}[3,1] y:{d}[4]", "x:{d}[3,4] i:{e}[2,3] y:{d}[2]",
        "x:{d}[6] i:{e}[3] y:{d}[3]",
    ],
    d=D, e=["int32", "int64"],
    a=[
        "", ", reduction='add'", ", 'max'", ", reduction='min'", ", reduction='mul'", ", reduction='mean'",
        ", reduction=None",
    ],
    take=50,
)
family.cases(
    "ops.scatter_update(x, {a})", "x[N,3] | x[5]",
    a=["[[0]], [1.0]", "[[0, 1]], [2.0]", "[[9]], [1.0]", "indices=[[1]], updates=[1.0]"],
)
family.cases(
    "ops.searchsorted(x, y{a})",
    "x:{d}[6] y:{e}[N] | x:{d}[N] y:{e}[3] | x:{d}[6] y:{e}[] | x:{d}[2,3] y:{e}[4] | x:{d}[6] y:{e}[N,2] | "
    "x:{d}[N] y:{e}[N,N]",
    d=["float32", "int32"], e=["float32", "int32"], a=["", ", side='left'", ", 'right'", ", side='middle'"], take=34,
)
family.cases("ops.searchsorted({v})", v=["[1, 2, 3], 2", "[1, 2, 3], [0, 4]", "[[1, 2]], [1]"])
family.cases(
    "ops.digitize(x, {b})", "x:{d}[N,4] | x:{d}[3] | x:{d}[] | x:{d}[N]", d=["float32", "int32", "bool", "float16"],
    b=["[0.0, 1.0]", "[1, 2, 3]", "bins=[0.5]", "[[1.0, 2.0]]", "1.0", "[]", "(0, 1)"], take=26,
)
family.cases(
    "ops.digitize(x, {b})", "x:{d}[N,4] y[3] | x:{d}[3] y:int32[N] | x:{d}[] y[2] | x:{d}[2,N,3] y:float16[4]",
    d=["float32", "int32", "bool", "float16"], b=["y", "bins=y"], take=20,
)
family.cases("ops.digitize({v})", v=["[0.5, 1.5], [0.0, 1.0]", "1.5, [1, 2, 3]", "[1, 2], [[1.0, 2.0]]"])
family.cases("ops.digitize(x, y)", "x[N,4] y[3] | x[N] y[N] | x[3] y[2,2] | x[3] y[] | x:int32[2] y:int32[5]")
