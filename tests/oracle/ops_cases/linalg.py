"""keras.ops.linalg."""

from .table import FLOATS, Family

family = Family("linalg")

D = FLOATS + ["int32", "bool", "complex64"]
SQUARE = "x:{d}[N,4,4] | x:{d}[3,3] | x:{d}[N,N,N] | x:{d}[2,3,5,5] | x:{d}[N,N]"
RECTANGLE = "x:{d}[N,4,3] | x:{d}[3,5] | x:{d}[N,N,4] | x:{d}[2,3,4,6] | x:{d}[N,4] | x:{d}[4,N]"
FLAT = "x:{d}[5] | x:{d}[] | x:{d}[N]"

ONE_MATRIX = {"cholesky": [", upper=True", ", upper=False"], "cholesky_inverse": [", upper=True"]}
ONE_MATRIX |= dict.fromkeys(["det", "eig", "eigh", "inv", "logdet", "slogdet", "lu_factor"], [])
for f, arguments in ONE_MATRIX.items():
    family.cases(f"ops.{f}(x{{a}})", SQUARE, d=D, a=[""] + arguments, take=20)
    family.cases(f"ops.{f}(x{{a}})", RECTANGLE, d=["float32", "int32"], a=[""] + arguments, take=8)
    family.cases(f"ops.{f}(x)", FLAT, d=["float32"])
    family.cases(f"ops.{f}({{v}})", v=["[[2.0, 0.0], [0.0, 3.0]]", "[[1.0, 2.0]]", "[1.0]"])
family.cases(
    "ops.qr(x{a})", SQUARE + " | " + RECTANGLE, d=D,
    a=["", ", mode='reduced'", ", mode='complete'", ", 'complete'", ", mode='raw'"], take=50,
)
family.cases("ops.qr(x)", FLAT, d=["float32"])
family.cases(
    "ops.svd(x{a})", SQUARE + " | " + RECTANGLE, d=D,
    a=["", ", full_matrices=False", ", compute_uv=False", ", False, False", ", True, True"], take=56,
)
family.cases("ops.svd(x)", FLAT, d=["float32"])
family.cases("ops.pinv(x{a})", SQUARE + " | " + RECTANGLE, d=D, a=["", ", rcond=1e-3", ", 0.1"], take=34)
family.cases("ops.pinv(x)", FLAT, d=["float32"])
family.cases("ops.matrix_rank(x{a})", SQUARE + " | " + RECTANGLE, d=D, a=["", ", tol=1e-3", ", 0.1"], take=34)
family.cases("ops.matrix_rank(x)", FLAT, d=["float32"])
SYSTEMS = [
    "x:{d}[N,4,4] y:{e}[N,4,2]", "x:{d}[N,4,4] y:{e}[N,4]", "x:{d}[3,3] y:{e}[3]", "x:{d}[3,3] y:{e}[3,5]",
    "x:{d}[3,3] y:{e}[4]", "x:{d}[3,4] y:{e}[3]", "x:{d}[N,4,4] y:{e}[4,2]", "x:{d}[2,4,4] y:{e}[3,4,2]",
    "x:{d}[N,N] y:{e}[N]", "x:{d}[3] y:{e}[3]", "x:{d}[2,3,4,4] y:{e}[2,3,4,1]", "x:{d}[4,4] y:{e}[N,4,2]",
    "x:{d}[N,4,4] y:{e}[N,5,2]", "x:{d}[3,3] y:{e}[]", "x:{d}[N,N,N] y:{e}[N,N,3]",
]
for f, arguments in {"solve": [""], "solve_triangular": ["", ", lower=True", ", False"]}.items():
    family.cases(
        f"ops.{f}(x, y{{a}})", SYSTEMS, d=["float32", "float64", "int32", "float16", "complex64"],
        e=["float32", "float64", "int32"], a=arguments, take=56,
    )
    family.cases(
        f"ops.{f}({{v}})", "x[3,3]", v=["x, [1.0, 2.0, 3.0]", "x, [1.0, 2.0]", "a=x, b=x", "x", "[[2.0]], [1.0]", "x, 1.0"],
    )
family.cases(
    "ops.lstsq(x, y{a})",
    [
        "x:{d}[4,3] y:{e}[4]", "x:{d}[4,3] y:{e}[4,2]", "x:{d}[N,3] y:{e}[N]", "x:{d}[N,3] y:{e}[N,2]", "x:{d}[4,3] y:{e}[5]",
        "x:{d}[2,4,3] y:{e}[2,4]", "x:{d}[4] y:{e}[4]", "x:{d}[4,3] y:{e}[4,2,2]", "x:{d}[4,3] y:{e}[]",
        "x:{d}[3,4] y:{e}[3]",
    ],
    d=["float32", "float64", "int32", "float16"], e=["float32", "int32"], a=["", ", rcond=1e-3"], take=44,
)
family.cases(
    "ops.jvp({v})", "x[N,3] y[N,3] | x:int32[3] y:int32[3] | x[2,3] y[3]",
    v=[
        "lambda t: ops.sum(t), (x,), (y,)", "ops.sin, [x], [y]", "lambda t: t * 2, (x,), (y, y)",
        "lambda t: ops.matmul(t, ops.transpose(t)), (x,), (y,)", "lambda t, u: t + u, (x, x), (y, y)",
        "lambda t: (ops.sum(t), t), (x,), (y,), True", "lambda t: ops.sum(t, axis=1), x, y",
    ],
)
family.cases(
    "ops.jvp({v})",
    v=[
        "lambda t: t * t, (2.0,), (1.0,)", "ops.sin, ([1.0, 2.0],), ([1.0, 1.0],)",
        "lambda t: ops.reshape(t, (3,)), ([1.0, 2.0],), ([1.0, 1.0],)",
    ],
)
family.cases("ops.norm({v})", v=["[3.0, 4.0]", "[[1, 2], [3, 4]], axis=1", "2.0"])
