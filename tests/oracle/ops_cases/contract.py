"""Products that sum over an axis of both operands."""

from .table import FLOATS, INTS, Family

family = Family("contract")

D = FLOATS + INTS + ["bool", "complex64"]
FITTING = [
    "x:{d}[N,10,5] y:{e}[N,5,8]", "x:{d}[N,10,5] y:{e}[5,8]", "x:{d}[N,10,5] y:{e}[5]", "x:{d}[3,4] y:{e}[4,5]",
    "x:{d}[4] y:{e}[4]", "x:{d}[N,4] y:{e}[4]", "x:{d}[4] y:{e}[4,5]", "x:{d}[4] y:{e}[N,4,5]", "x:{d}[N] y:{e}[N]",
    "x:{d}[N,N] y:{e}[N,N]", "x:{d}[2,1,3,4] y:{e}[5,4,6]", "x:{d}[N,1,3,4] y:{e}[7,4,6]", "x:{d}[N,3,4] y:{e}[1,4,6]",
    "x:{d}[0,4] y:{e}[4,2]", "x:{d}[3,0] y:{e}[0,2]", "x:{d}[N,3,N] y:{e}[5,2]", "x:{d}[N,N,4] y:{e}[N,4,N]",
    "x:{d}[32,10,5] y:{e}[32,5,8]", "x:{d}[2,3,4,5] y:{e}[2,3,5,6]", "x:{d}[N,2,4,5] y:{e}[N,2,5,4]",
]
UNFITTING = [
    "x:{d}[N,10,5] y:{e}[N,4,8]", "x:{d}[3,4] y:{e}[3,4]", "x:{d}[4] y:{e}[5]", "x:{d}[N,4] y:{e}[5]", "x:{d}[5] y:{e}[4,5]",
    "x:{d}[] y:{e}[3]", "x:{d}[3] y:{e}[]", "x:{d}[2,3,4] y:{e}[3,4,5]", "x:{d}[N,2,3,4] y:{e}[N,3,4,5]", "x:{d}[] y:{e}[]",
    "x:{d}[7,10,5] y:{e}[N,6,8]", "x:{d}[2,N,4] y:{e}[3,4,N]",
]
DTYPES = ["float32", "float16", "int8", "int32", "bool", "uint8", "bfloat16", "complex64"]

for f, count in (("matmul", 180), ("dot", 130)):
    family.cases(f"ops.{f}(x, y)", FITTING, d=D, e=D, take=count)
    family.cases(f"ops.{f}(x, y)", UNFITTING, d=["float32", "int8"], e=["float32", "int32"], take=40)
    family.cases(
        f"ops.{f}({{a}})", "x[N,3] y[3,3]",
        a=[
            "x1=x, x2=y", "x2=x, x1=y", "x, [[1.0], [2.0], [3.0]]", "[1.0, 2.0, 3.0], y", "x, 2", "2.0, x", "x, [1, 2]",
            "x, y, x", "x", "x, x",
        ],
    )
    family.cases(f"ops.{f}({{v}})", v=["[1, 2], [3, 4]", "[[1, 2], [3, 4]], [1.0, 2.0]", "2, 3", "[1, 2], [1, 2, 3]"])
family.cases("x @ y", FITTING + UNFITTING, d=["float32", "int8"], e=["float32", "int8"], take=40)
family.cases(
    "ops.inner(x, y)",
    [
        "x:{d}[N,5] y:{e}[3,5]", "x:{d}[4] y:{e}[4]", "x:{d}[N,10,5] y:{e}[5]", "x:{d}[] y:{e}[N,2]", "x:{d}[N,5] y:{e}[3,4]",
        "x:{d}[2,3,5] y:{e}[N,5]", "x:{d}[4] y:{e}[5]", "x:{d}[N] y:{e}[3]", "x:{d}[] y:{e}[]", "x:{d}[N,5] y:{e}[5,N]",
    ],
    d=DTYPES, e=DTYPES, take=44,
)
family.cases("ops.inner({a})", "x[N,3]", a=["x, 2", "x, [1, 2, 3]", "x, [1, 2]", "x1=x, x2=x"])
family.cases(
    "ops.outer(x, y)",
    [
        "x:{d}[N] y:{e}[3]", "x:{d}[4] y:{e}[5]", "x:{d}[2,3] y:{e}[N,5]", "x:{d}[] y:{e}[3]", "x:{d}[2,3] y:{e}[4]",
        "x:{d}[] y:{e}[]", "x:{d}[0] y:{e}[3]",
    ],
    d=DTYPES, e=DTYPES, take=30,
)
family.cases("ops.outer({a})", "x[N,3] | x[2,3]", a=["x, 2", "x, [1, 2]", "x1=x, x2=x", "x"])
family.cases(
    "ops.vdot(x, y)",
    [
        "x:{d}[N] y:{e}[N]", "x:{d}[4] y:{e}[4]", "x:{d}[2,3] y:{e}[3,2]", "x:{d}[] y:{e}[]", "x:{d}[4] y:{e}[5]",
        "x:{d}[N,3] y:{e}[4]", "x:{d}[2,3] y:{e}[6]",
    ],
    d=DTYPES, e=DTYPES, take=30,
)
family.cases("ops.vdot({a})", "x[3]", a=["x, 2", "x, [1, 2, 3]", "x, [1, 2]", "x"])
family.cases(
    "ops.kron(x, y)",
    [
        "x:{d}[N,3] y:{e}[2,2]", "x:{d}[4] y:{e}[5]", "x:{d}[2,3] y:{e}[4]", "x:{d}[] y:{e}[3]", "x:{d}[N] y:{e}[N]",
        "x:{d}[2,3,4] y:{e}[1,2]", "x:{d}[2,3,4] y:{e}[5,6,7]",
    ],
    d=DTYPES, e=DTYPES, take=30,
)
family.cases("ops.kron({a})", "x[N,3]", a=["x, 2", "x, [[1, 2]]", "x", "x, x"])
TENSORS = [
    "x:{d}[N,3,4] y:{e}[3,4,5]", "x:{d}[N,3,4] y:{e}[4,5]", "x:{d}[2,3,4] y:{e}[4,3,2]", "x:{d}[3] y:{e}[4]",
    "x:{d}[N,3,4] y:{e}[N,3,4]", "x:{d}[N,N] y:{e}[N,2]", "x:{d}[2,3] y:{e}[2,3]", "x:{d}[] y:{e}[]",
]
family.cases(
    "ops.tensordot(x, y{a})", TENSORS, d=DTYPES, e=["float32", "int32"], take=150,
    a=[
        "", ", axes=2", ", axes=1", ", axes=0", ", axes=([1, 2], [0, 1])", ", axes=[[2], [0]]", ", axes=(1, 1)",
        ", axes=((-1,), (0,))", ", axes=[2, 1]", ", axes=([0, 1], [1, 0])", ", axes=3", ", axes=([5], [0])",
        ", axes=([1], [0, 1])", ", axes=[[], []]", ", axes=[-1, -2]", ", axes=-1", ", axes=((0, 1), (0, 1))",
    ],
)
family.cases(
    "ops.tensordot({a})", "x[N,3]", a=["x, [[1.0], [2.0], [3.0]], 1", "x1=x, x2=x, axes=0", "x, 2, 0", "x, 2, 1", "x"],
)
family.cases(
    "ops.cross(x, y{a})",
    [
        "x:{d}[N,3] y:{e}[N,3]", "x:{d}[3] y:{e}[3]", "x:{d}[N,2] y:{e}[N,3]", "x:{d}[2] y:{e}[2]", "x:{d}[N,2] y:{e}[N,2]",
        "x:{d}[N,4] y:{e}[N,4]", "x:{d}[N,3,5] y:{e}[N,3,5]", "x:{d}[4,3] y:{e}[5,3]", "x:{d}[N,N] y:{e}[N,3]",
        "x:{d}[3] y:{e}[7,3]",
    ],
    d=["float32", "int32", "float16"], e=["float32", "int8"],
    a=[
        "", ", axis=-1", ", axisa=-1, axisb=-1, axisc=0", ", axis=1", ", axis=0", ", axis=5", ", axisc=4",
        ", axisa=1, axisb=1",
    ],
    take=70,
)
family.cases(
    "ops.cdist(x, y)",
    [
        "x:{d}[N,3] y:{e}[4,3]", "x:{d}[2,3] y:{e}[5,3]", "x:{d}[2,3] y:{e}[5,4]", "x:{d}[3] y:{e}[3]",
        "x:{d}[N,2,3] y:{e}[N,4,3]", "x:{d}[N,3] y:{e}[N,3]",
    ],
    d=["float32", "float16", "int32"], e=["float32", "float64"], take=26,
)
family.cases(
    "ops.corrcoef(x)", "x:{d}[N,4] | x:{d}[3,4] | x:{d}[5] | x:{d}[2,3,4] | x:{d}[] | x:{d}[N]",
    d=["float32", "int32", "bool", "float64"], take=18,
)
family.cases("ops.corrcoef({v})", "x[3]", v=["x, 1", "[[1.0, 2.0], [3.0, 5.0]]"])
family.cases(
    "ops.correlate(x, y{a})",
    "x:{d}[6] y:{e}[3] | x:{d}[N] y:{e}[3] | x:{d}[3] y:{e}[6] | x:{d}[N] y:{e}[N] | x:{d}[2,3] y:{e}[3] | x:{d}[] y:{e}[3]",
    d=["float32", "int32", "float16", "bool"], e=["float32", "int8"],
    a=["", ", mode='valid'", ", 'same'", ", mode='full'", ", mode='other'"], take=46,
)
family.cases(
    "ops.correlate(x, y{a})", "x:{d}[N] y:{e}[2] | x:{d}[9] y:{e}[4] | x:{d}[4] y:{e}[4] | x:{d}[N] y:{e}[N]",
    d=["float32", "int32", "bfloat16"], e=["float32", "int8", "float64"],
    a=["", ", mode='valid'", ", 'same'", ", mode='full'"], take=30,
)
family.cases(
    "ops.bincount(x{a})", "x:{d}[N] | x:{d}[6] | x:{d}[N,4] | x:{d}[2,3,4] | x:{d}[]",
    d=["int32", "uint8", "int64", "float32"], take=30,
    a=["", ", minlength=5", ", weights=x", ", None, 3", ", minlength=-1", ", sparse=True"],
)
family.cases(
    "ops.bincount(x, weights=y{a})", "x:int32[6] y[6] | x:int32[N,4] y[N,4] | x:int32[6] y[5] | x:int32[N] y:int8[N]",
    a=["", ", minlength=3"],
)
family.cases("ops.bincount(x, length=5)", "x:int32[6]")
family.cases("ops.bincount({v})", v=["[1, 2, 2]", "[0, 5], minlength=3", "[[1, 2], [3, 3]]", "[1.5]"])
family.cases(
    "ops.histogram(x{a})", "x:{d}[N,4] | x:{d}[6] | x:{d}[] | x:{d}[N]", d=["float32", "int32", "float16", "bool"], take=30,
    a=[
        "", ", bins=5", ", 3, (0, 1)", ", range=(0.0, 2.0)", ", bins=0", ", bins=-1", ", range=(2, 1)", ", bins=[1, 2, 3]",
        ", bins=2.5", ", range=(1,)",
    ],
)
