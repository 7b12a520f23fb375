"""Functions that fold, accumulate or order along axes."""

from .table import ALL, FLOATS, REAL, Family

family = Family("reduce")

INPUTS = "x:{d}[N,10,5] | x:{d}[N,N,4,1] | x:{d}[3,4] | x:{d}[6] | x:{d}[N] | x:{d}[2,0,3] | x:{d}[]"
THREE = "x:{d}[N,10,5] | x:{d}[2,3,4] | x:{d}[N,N,6]"
AXES = [
    "", ", axis=None", ", axis=0", ", axis=-1", ", 1", ", axis=(0, 1)", ", axis=(0, -1)", ", axis=[1, 2]", ", axis=(-1, -2)",
    ", axis=()",
]
KEEP = ["", ", keepdims=True", ", keepdims=False"]
BAD_AXES = [
    ", axis=3", ", axis=-4", ", axis=(0, 3)", ", axis=(1, 1)", ", axis=(0, -3)", ", axis=1.5", ", axis='x'", ", axis=(-5,)",
]

FOLDS = """sum prod mean max min amax amin any all var std median ptp logsumexp nansum nanprod nanmean nanmax
    nanmin nanvar nanstd nanmedian""".split()

for f in FOLDS:
    family.cases(
        f"ops.{f}(x{{a}}{{k}})", THREE, d=ALL if f in ("sum", "prod", "mean", "any", "all", "var", "std") else REAL, a=AXES,
        k=KEEP, take=30,
    )
    family.cases(f"ops.{f}(x{{a}})", INPUTS, d=REAL, a=["", ", axis=0", ", axis=-1", ", keepdims=True"], take=14)
    family.cases(f"ops.{f}(x{{a}}{{k}})", THREE, d=["float32", "int32"], a=BAD_AXES, k=KEEP, take=12)
    family.cases(
        f"ops.{f}({{v}})", v=["[1.0, 2.0]", "[[1, 2], [3, 4]], axis=1", "2", "[[True], [False]], axis=0", "[1.0], axis=1"],
    )
family.cases(
    "ops.{f}(x, initial={i}{a})", "x:{d}[N,4] | x:{d}[0,2]", f=["max", "min"], i=["0", "1.5"], d=["float32", "int32"],
    a=["", ", axis=0", ", axis=2"], take=16,
)
family.cases(
    "ops.prod(x, dtype={t}{a})", "x:{d}[N,4] | x:{d}[3]", d=["int8", "float32", "bool"], a=["", ", axis=0", ", axis=-1"],
    t=["'float16'", "'int32'", "None", "'float99'"], take=18,
)

family.cases(
    "ops.{f}(x{a}{k})", INPUTS, f=["argmax", "argmin", "nanargmax", "nanargmin"], d=["float32", "int32", "bool", "uint8"],
    a=["", ", axis=0", ", axis=-1", ", 1", ", axis=None", ", axis=2", ", axis=-3"], k=KEEP, take=96,
)
family.cases(
    "ops.{f}(x{a})", "x[N,3]", f=["argmax", "argmin", "nanargmax", "nanargmin"],
    a=[", axis=2", ", axis=-3", ", axis=(0, 1)", ", axis='x'"],
)
family.cases("ops.count_nonzero(x{a})", THREE + " | x:{d}[]", d=["float32", "bool", "int8"], a=AXES + BAD_AXES, take=30)
family.cases(
    "ops.average(x{a})", THREE, d=FLOATS + ["int32", "bool"],
    a=["", ", axis=0", ", axis=-1", ", 1", ", axis=(0, 1)", ", axis=4"], take=18,
)
family.cases(
    "ops.average(x{a}, weights={w})",
    ["x[N,3,4] w[4]", "x[N,3,4] w[N,3,4]", "x[2,3,4] w[3]", "x[2,3] w[2]", "x:int32[N,3] w:float16[3]", "x[N,3] w[4]"],
    a=["", ", axis=0", ", axis=1", ", axis=-1"], w=["w"],
)
family.cases("ops.average(x, weights=[0.25, 0.75], axis={a})", "x[N,2] | x[N,3]", a=["1", "0", "None"])

QUANTILES = ["0.5", "[0.25, 0.75]", "0", "[[0.1, 0.2], [0.3, 0.4]]", "1.5"]
for f in ("quantile", "percentile", "nanquantile", "nanpercentile"):
    family.cases(
        f"ops.{f}(x, {{q}}{{a}}{{k}})", THREE, d=["float32", "float16", "int32", "bool"], q=QUANTILES,
        a=["", ", axis=0", ", axis=-1", ", axis=(0, 1)", ", axis=3", ", axis=(1, 1)"], k=KEEP, take=30,
    )
    family.cases(
        f"ops.{f}(x, q{{a}})", "x[N,4] q[3] | x[N,4] q[] | x[5] q[2,2] | x[N,4] q[N]",
        a=["", ", axis=1", ", axis=-1, keepdims=True"],
    )
    family.cases(f"ops.{f}(x, 0.5, method={{m}})", "x[N,4]", m=["'lower'", "'higher'", "'midpoint'", "'nearest'", "'weird'"])

for f in ("cumsum", "cumprod", "nancumsum", "nancumprod"):
    family.cases(
        f"ops.{f}(x{{a}}{{t}})", INPUTS, d=REAL,
        a=["", ", axis=0", ", axis=-1", ", 0", ", axis=None", ", axis=2", ", axis=-4"],
        t=["", ", dtype='float64'", ", dtype='int32'"], take=26,
    )
    family.cases(f"ops.{f}(x{{a}})", "x[N,3]", a=[", axis=2", ", axis=-3", ", axis=(0, 1)", ", dtype='nonsense'"])

family.cases("ops.sort(x{a})", INPUTS, d=REAL, a=["", ", axis=0", ", axis=-1", ", 1", ", axis=None", ", axis=-5"], take=22)
family.cases("ops.argsort(x{a})", INPUTS, d=REAL, a=["", ", axis=0", ", axis=-1", ", 1", ", axis=None", ", axis=7"], take=22)
family.cases(
    "ops.argpartition(x, {k}{a})", INPUTS, d=["float32", "int32"], k=["0", "2", "-1", "kth=1"],
    a=["", ", axis=0", ", axis=-1", ", axis=5"], take=20,
)
family.cases("ops.argpartition(x)", "x[N,3]")
family.cases("ops.{f}([3, 1, 2]{a})", f=["sort", "argsort"], a=["", ", axis=0", ", axis=1"])

family.cases(
    "ops.norm(x{a}{k})", "x:{d}[N,10,5] | x:{d}[3,4] | x:{d}[6] | x:{d}[2,3,4,5]", d=FLOATS + ["int32", "bool"], k=KEEP,
    take=60,
    a=[
        "", ", axis=0", ", axis=-1", ", axis=(0, 1)", ", axis=(-2, -1)", ", ord=1", ", ord=2", ", ord='fro'", ", ord='nuc'",
        ", ord='fro', axis=(1, 2)", ", ord='nuc', axis=(-2, -1)", ", ord=float('inf'), axis=1", ", ord=2, axis=(0, 1)",
        ", axis=5", ", ord='fro', axis=0", ", ord='huh'", ", axis=(0, 1, 2)", ", ord=3, axis=(0, 1)", ", ord=0, axis=0",
    ],
)
family.cases(
    "ops.moments(x, {a}{k})", THREE, d=FLOATS + ["int32"], k=KEEP, take=30,
    a=["axes=[0]", "axes=(0, 1)", "[-1]", "axes=[0, 1, 2]", "axes=(3,)", "axes=0", "axes=None", "axes=(-4,)"],
)
family.cases("ops.moments(x, [0], synchronized=True)", "x[N,3]")
family.cases(
    "ops.trapezoid({a})", "x:{d}[N,4] y:{d}[N,4] | x:{d}[4] y:{d}[4] | x:{d}[N,4] y:{d}[4]",
    d=["float32", "float16", "int32"], a=["x", "x, y", "x, dx=0.5", "x, axis=0", "x, y, axis=-1", "x, axis=2", "y=x, x=y"],
    take=30,
)
family.cases(
    "ops.trapezoid({a})", "x[N,4] y[N,3] | x[] y[]",
    a=["x", "x, y", "", "x, y, 1.0, -1, 3", "x, axis=-5", "x, axis='a'", "[1.0, 2.0, 3.0]", "[[1, 2]], axis=0"],
)
family.cases(
    "ops.diff(x{a})", INPUTS, d=["float32", "int32", "bool", "uint8"],
    a=["", ", n=2", ", n=0", ", axis=0", ", n=1, axis=1", ", 2, 0", ", n=9", ", n=-1", ", axis=4", ", n=3, axis=-2"], take=36,
)
family.cases(
    "ops.isin({a})", "x:{d}[N,4] y:{e}[3] | x:{d}[] y:{e}[N,2] | x:{d}[2,3] y:{e}[]", d=["float32", "int32", "int8"],
    e=["int32", "float32", "bool"], take=20,
    a=["x, y", "x, y, invert=True", "x, y, assume_unique=True", "x, [1, 2]", "x, 3", "y, x"],
)
family.cases("ops.isin(x)", "x[N,3]")
