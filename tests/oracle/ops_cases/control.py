"""Control flow, with functions as arguments."""

from .table import Family

family = Family("control")

D = ["float32", "int32", "bool", "float16"]
T = "x:{d}[N,10,5] | x:{d}[4,3] | x:{d}[6] | x:{d}[N] | x:{d}[N,N] | x:{d}[]"
BODIES = [
    "lambda t: t", "lambda t: ops.sum(t)", "lambda t: t + 1", "lambda t: ops.sum(t, axis=0)", "lambda t: (t, ops.sum(t))",
    "lambda t: ops.cast(t, 'float16')", "lambda t: ops.stack([t, t])", "ops.relu", "ops.negative", "lambda t: t[0]",
    "lambda t: ops.reshape(t, (5, -1))", "lambda t: ops.mean(t, axis=1)", "lambda t: ops.concatenate([t, t], axis=0)",
    "lambda t: ops.zeros((2,))", "lambda t: ops.expand_dims(t, -1)", "lambda t: [t, {'a': t}]",
    "lambda t: t + ops.ones((7,))", "lambda t: 1.0",
]
for f in ("map", "vectorized_map"):
    family.cases(f"ops.{f}({{b}}, x)", T, d=D, b=BODIES, take=90)
    family.cases(
        f"ops.{f}({{v}})", "x[N,3] y[N,4] | x[2,3] y[2,3] | x[2,3] y[3,3] | x:int32[N] y[N]",
        v=[
            "lambda t: t[0], (x, y)", "lambda t: t[0] + t[1], (x, y)", "lambda t: ops.sum(t[0]) + ops.sum(t[1]), [x, y]",
            "lambda t: t['a'], {'a': x, 'b': y}", "lambda t: x, y", "lambda t: t", "lambda a, b: a, x", "3, x",
        ],
    )
    family.cases(
        f"ops.{f}({{v}})",
        v=[
            "lambda t: t * 2, [1, 2, 3]".replace("[1, 2, 3]", "ops.arange(3)"), "lambda t: ops.ones((2, t)), ops.arange(3)",
            "lambda t: ops.sum(t), ops.ones((3, 4))", "lambda t: (t, t), ops.ones((3, 4))",
        ],
    )
family.cases(
    "ops.vectorize({v})(x)", "x[N,3] | x[4,3] | x[]",
    v=[
        "lambda t: t + 1", "lambda t: ops.sum(t), signature='(d)->()'", "lambda t: ops.stack([t, t])", "ops.relu",
        "pyfunc=lambda t: t", "lambda t: t, signature='(i,j)->(j)'", "lambda t: ops.sum(t), signature='nonsense'",
    ],
)
family.cases(
    "ops.vectorize({v})(x, y)", "x[N,3] y[N,3] | x[4,3] y[3] | x[4,3] y[5]",
    v=["lambda t, u: t + u", "lambda t, u: ops.sum(t * u), signature='(d),(d)->()'", "lambda t, u: t, excluded={1}"],
)
family.cases("ops.vectorize({v})", v=["lambda t: t", "3", "lambda t: t, signature='(d->()'"])
family.cases(
    "ops.vectorize({v})(ops.ones((3, 4)))",
    v=["lambda t: t", "lambda t: ops.sum(t), signature='(d)->()'", "lambda t: ops.sum(t), signature='(d),(e)->()'"],
)

family.cases(
    "ops.scan({v})", "x:{d}[N,3] i:{e}[3] | x:{d}[4,3] i:{e}[3] | x:{d}[6] i:{e}[] | x:{d}[N] i:{e}[] | x:{d}[4,3] i:{e}[2]",
    d=["float32", "int32"], e=["float32", "int32"], take=70,
    v=[
        "lambda c, t: (c + t, c), i, x", "lambda c, t: (c, t), i, xs=x", "lambda c, t: (c, ops.sum(t)), i, x, reverse=True",
        "lambda c, t: (c, None), i, x", "lambda c, t: (c, (t, c)), i, x", "lambda c, t: (c + 1, c), i, length=5",
        "lambda c, t: (c, t), i, x, length=4", "lambda c, t: (c, t), i, x, length=7", "lambda c, t: c, i, x",
        "lambda c, t: (ops.sum(c), t), i, x", "lambda c, t: (c, t), i, x, unroll=2", "lambda c, t: (c, t), i",
        "f=lambda c, t: (c, ops.stack([t, t])), init=i, xs=x", "lambda c, t: (ops.cast(c, 'float16'), t), i, x", "3, i, x",
        "lambda c, t: (c, t), i, x, unroll=True", "lambda c, t: (c + t, c), 0, x",
    ],
)
family.cases(
    "ops.scan({v})", "x[N,3] y[N,2] | x[4,3] y[4] | x[4,3] y[5]",
    v=[
        "lambda c, t: (c, t[0]), 0.0, (x, y)", "lambda c, t: ((c[0] + 1, c[1]), t), (0.0, ops.zeros((3,))), x",
        "lambda c, t: (c, t), ops.zeros((2, 2)), [x, y]",
    ],
)
family.cases(
    "ops.scan({v})",
    v=[
        "lambda c, t: (c + t, c), 0, ops.arange(5)", "lambda c, t: (c + 1, c), ops.zeros((2,)), length=3",
        "lambda c, t: (c, t), 0, ops.arange(5), length=3", "lambda c, t: (c + t, c * t), ops.zeros((2,)), ops.ones((3, 2))",
    ],
)
family.cases(
    "ops.associative_scan({v})", T, d=["float32", "int32"], take=60,
    v=[
        "lambda a, b: a + b, x", "ops.add, x", "ops.maximum, x, axis=1", "lambda a, b: a * b, x, reverse=True",
        "f=ops.multiply, elems=x, axis=-1", "ops.add, x, axis=5", "ops.add, x, True, 0", "lambda a, b: a, x",
        "lambda a, b: ops.sum(a), x", "3, x", "ops.add, [x, x]", "lambda a, b: (a[0] + b[0], a[1] * b[1]), (x, x)",
    ],
)
family.cases(
    "ops.associative_scan(lambda a, b: a, [x, y]{a})", "x[N,3] y[N,4] | x[4,3] y[4,5] | x[4,3] y[5,3]", a=["", ", axis=1"],
)
family.cases(
    "ops.associative_scan({v})",
    v=[
        "ops.add, ops.arange(5)", "ops.add, ops.ones((3, 4)), axis=1", "ops.add, ops.ones((3, 4)), axis=2",
        "lambda a, b: a * b, ops.arange(5), reverse=True",
    ],
)

PRED = (
    "p:bool[] x:{d}[N,3] y:{e}[N,3] | p:bool[] x:{d}[2,3] y:{e}[2,3] | p:bool[] x:{d}[N,3] y:{e}[N,4] | "
    "p[] x:{d}[N] y:{e}[N] | p:bool[2] x:{d}[3] y:{e}[3] | p:bool[] x:{d}[N,3] y:{e}[2,3] | p:bool[] x:{d}[3] y:{e}[1,3]"
)
family.cases(
    "ops.cond({v})", PRED, d=["float32", "int32"], e=["float32", "int32"], take=80,
    v=[
        "p, lambda: x, lambda: y", "p, lambda: x + 1, lambda: y * 2", "pred=p, true_fn=lambda: x, false_fn=lambda: y",
        "p, lambda: (x, y), lambda: (y, x)", "p, lambda: ops.sum(x), lambda: ops.sum(y)", "p, lambda: x, lambda: None",
        "p, lambda: [x], lambda: [y, x]", "True, lambda: x, lambda: y", "p, lambda: 1, lambda: 2",
        "p, lambda: 1.0, lambda: y", "p, lambda: None, lambda: None", "p, lambda: x", "p, x, y",
        "p, lambda: {'a': x}, lambda: {'a': y}", "ops.any(p), lambda: x, lambda: y", "ops.sum(x) > 0, lambda: x, lambda: x",
    ],
)
family.cases(
    "ops.cond({v})",
    v=[
        "True, lambda: 1, lambda: 2", "False, lambda: ops.ones((2,)), lambda: ops.zeros((3,))",
        "ops.array(True), lambda: ops.ones((2,)), lambda: ops.zeros((2,))",
        "True, lambda: ops.reshape([1, 2], (3,)), lambda: 0",
    ],
)
LOOP = "x:{d}[N,3] i:int32[] | x:{d}[2,3] i:int32[] | x:{d}[] i:int32[] | x:{d}[N] i:int32[]"
family.cases(
    "ops.while_loop({v})", LOOP, d=["float32", "int32"], take=60,
    v=[
        "lambda j, t: j < 5, lambda j, t: (j + 1, t * 2), (i, x)", "lambda t: ops.sum(t) < 10, lambda t: t + 1, (x,)",
        "lambda t: ops.sum(t) < 10, lambda t: (t + 1,), [x]",
        "lambda j, t: j < 5, lambda j, t: (j + 1, t), [i, x], maximum_iterations=3",
        "cond=lambda j: j < 5, body=lambda j: j + 1, loop_vars=(i,)",
        "lambda t: True, lambda t: ops.concatenate([t, t], axis=0), (x,)",
        "lambda t: ops.sum(t) < 10, lambda t: ops.sum(t), (x,)", "lambda j, t: j < 5, lambda j, t: j + 1, (i, x)",
        "lambda t: t < 3, lambda t: t + 1, x", "lambda j: j < 5, lambda j, t: (j, t), (i, x)", "3, lambda t: t, (x,)",
        "lambda j, t: j < 5, lambda j, t: (j + 1, ops.cast(t, 'float16')), (i, x)",
    ],
)
family.cases(
    "ops.while_loop({v})",
    v=[
        "lambda j: j < 5, lambda j: j + 1, (0,)", "lambda j: j < 5, lambda j: (j + 1,), [0]",
        "lambda j: j < 5, lambda j: j + 1, 0", "lambda j, t: j < 2, lambda j, t: (j + 1, t * 2), (0, ops.ones((2,)))",
        "lambda j: j < 5, lambda j: j + 1, (0,), 2",
    ],
)
family.cases(
    "ops.fori_loop({v})", LOOP, d=["float32", "int32"], take=50,
    v=[
        "0, 5, lambda j, t: t + 1, x", "0, i, lambda j, t: t * 2, x", "lower=0, upper=3, body_fun=lambda j, t: t, init_val=x",
        "i, 9, lambda j, t: t, x", "0, 5, lambda j, t: ops.sum(t), x", "0, 5, lambda j, t: (t[0] + 1, t[1]), (x, x)",
        "0, 5, lambda t: t, x", "0, 5, lambda j, t: ops.expand_dims(t, 0), x", "0, 5, 3, x",
        "0, 5, lambda j, t: ops.reshape(t, (7, 7)), x", "0, 5, lambda j, t: t + ops.cast(j, t.dtype), x",
        "0, 5, lambda j, t: t",
    ],
)
family.cases(
    "ops.fori_loop({v})",
    v=[
        "0, 5, lambda j, t: t + j, 0", "0, 3, lambda j, t: t * 2, ops.ones((2,))",
        "0, 3, lambda j, t: ops.reshape(t, (3,)), ops.ones((2,))", "5, 0, lambda j, t: t + 1, 1.0",
    ],
)
BRANCH = (
    "i:int32[] x:{d}[N,3] y:{e}[N,3] | i:int32[] x:{d}[2,3] y:{e}[2,3] | i:int32[] x:{d}[N,3] y:{e}[N,4] | "
    "i[] x:{d}[N] y:{e}[N] | i:int32[2] x:{d}[3] y:{e}[3]"
)
family.cases(
    "ops.switch({v})", BRANCH, d=["float32", "int32"], e=["float32", "float16"], take=60,
    v=[
        "i, [lambda a, b: a, lambda a, b: b], x, y", "i, [lambda a: a + 1, lambda a: a * 2, ops.relu], x",
        "index=i, branches=[lambda: x, lambda: y]", "0, [lambda a: a, lambda a: ops.sum(a)], x",
        "i, [lambda a: ops.sum(a), lambda a: a], x", "i, [lambda a: (a, a)], x", "i, [], x", "i, lambda a: a, x",
        "i, [lambda a: a], x, y", "i, (lambda a, b: a + b, ops.add), x, y", "i, [lambda a: ops.reshape(a, (-1, 7))], x",
        "5, [lambda a: a, lambda a: a * 2], x",
    ],
)
family.cases(
    "ops.switch({v})",
    v=[
        "0, [lambda: 1, lambda: 2]", "1, [lambda t: t, lambda t: t * 2], ops.ones((2,))",
        "9, [lambda t: t, lambda t: ops.sum(t)], ops.ones((2,))", "0, [lambda t: ops.reshape(t, (3,))], ops.ones((2,))",
    ],
)
