"""Functions that work on each element alone, and the broadcasting of two operands."""

from .table import ALL, FLOAT8, FLOATS, INTS, REAL, Family

family = Family("elementwise")

UNARY = """abs absolute angle arccos arccosh arcsin arcsinh arctan arctanh cbrt ceil conj conjugate cos cosh
    deg2rad erf erfc erfinv exp exp2 expm1 fabs floor i0 imag isfinite isinf isnan isneginf isposinf isreal log
    log10 log1p log2 logical_not negative rad2deg real reciprocal rsqrt sign signbit sin sinc sinh sqrt square
    tan tanh trunc copy stop_gradient nan_to_num round bitwise_not bitwise_invert""".split()

ARITHMETIC = "add subtract multiply divide true_divide maximum minimum power mod floor_divide".split()
COMPARISON = "equal not_equal less less_equal greater greater_equal".split()
LOGICAL = "logical_and logical_or logical_xor".split()
FLOATING = "divide_no_nan arctan2 hypot logaddexp logaddexp2 fmod fmax fmin heaviside nextafter isclose".split()
BITWISE = """bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift left_shift right_shift gcd
    lcm ldexp""".split()

SHAPES = "x:{d}[N,10,5] | x:{d}[] | x:{d}[3] | x:{d}[N,N,4,1] | x:{d}[0,3] | x:{d}[2,N] | x:{d}[N]"

# The last ones do not broadcast.
FITTING = [
    "x:{d}[N,10,5] y:{e}[5]",
    "x:{d}[N,10,5] y:{e}[N,10,5]",
    "x:{d}[N,1,5] y:{e}[7,1]",
    "x:{d}[1,5] y:{e}[4,1]",
    "x:{d}[] y:{e}[N,3]",
    "x:{d}[N] y:{e}[1]",
    "x:{d}[N] y:{e}[6]",
    "x:{d}[N,N,3] y:{e}[2,1]",
    "x:{d}[3,4] y:{e}[3,4]",
    "x:{d}[2,1,N] y:{e}[N,3,1]",
    "x:{d}[0,3] y:{e}[1,3]",
]
UNFITTING = [
    "x:{d}[N,10,5] y:{e}[4]",
    "x:{d}[3,4] y:{e}[4,3]",
    "x:{d}[N,2] y:{e}[N,3]",
    "x:{d}[N,7,1] y:{e}[6,N]",
    "x:{d}[0] y:{e}[2]",
    "x:{d}[N,3,N] y:{e}[2,N]",
]

for f in UNARY:
    family.cases(f"ops.{f}(x)", SHAPES, d=ALL, take=14)
    family.cases(f"ops.{f}({{v}})", v=["2", "2.5", "True", "[1, 2, 3]", "[[0.5], [1.0]]"])
    family.cases(f"ops.{f}(x{{v}})", "x[N,3]", v=[", axis=0, keepdims=True", ", 1, 2, 3"])
    family.cases(f"ops.{f}(x=x)", "x[N,3]")

for f in ARITHMETIC + COMPARISON + LOGICAL + FLOATING:
    dtypes = ALL if f in ARITHMETIC + COMPARISON else REAL
    family.cases(f"ops.{f}(x, y)", FITTING, d=dtypes, e=dtypes, take=24)
    family.cases(f"ops.{f}(x, y)", UNFITTING, d=dtypes, e=dtypes, take=9)
    family.cases(
        f"ops.{f}({{p}})", "x:{d}[N,3] | x:{d}[2,1]", d=dtypes, take=16,
        p=["x, 2", "x, 2.5", "2, x", "0.5, x", "x, True", "x, [1, 2, 3]", "[[1.5], [2.0]], x", "x, [1, 2]", "x, x"],
    )
    family.cases(f"ops.{f}({{p}})", p=["2, 3", "2, 0.5", "[1, 2, 3], 2", "[1.0, 2.0], [1.0, 2.0, 3.0]"])
    family.cases(f"ops.{f}(x)", "x[N,3]")

for f in BITWISE:
    family.cases(f"ops.{f}(x, y)", FITTING, d=INTS + ["bool"], e=INTS, take=18)
    family.cases(f"ops.{f}(x, y)", UNFITTING, d=INTS, e=INTS, take=7)
    family.cases(f"ops.{f}(x, y)", "x:{d}[N,3] y:{e}[3]", d=FLOATS + ["int32"], e=["float32", "int8"], take=8)
    family.cases(f"ops.{f}({{p}})", "x:{d}[N,3]", d=INTS, p=["x, 2", "2, x", "x, [1, 2, 3]", "x, [1, 2]"], take=10)

family.cases("ops.add({p})", "x[N,3] y[N,3]", p=["x1=x, x2=y", "x2=x, x1=2", "x, 1j", "x, None", "x, x, x", "x, y[0]"])
family.cases(
    "ops.{f}(x, y)", ["x:{d}[N,3] y:{e}[3]", "x:{d}[N,1] y:{e}[N,4]"], f=["add", "multiply", "power", "less", "maximum"],
    d=["complex64", "complex128"], e=["float32", "float64", "int32", "complex64"], take=16,
)
family.cases(
    "ops.{f}(x, y)", "x:{d}[N,3] y:{e}[3]", f=["add", "divide", "equal"], d=FLOAT8, e=FLOAT8 + ["float32", "int8"], take=14,
)
family.cases(
    "ops.{f}(x, y)", "x:{d}[N,3] y:{e}[3]", f=["add", "subtract", "multiply", "maximum", "equal"], d=["uint64", "uint32"],
    e=["int32", "uint64", "bool", "float16"], take=16,
)
family.cases(
    "ops.{f}(x, {n})", "x:{d}[N,2]", f=ARITHMETIC + ["less", "arctan2", "logaddexp"],
    n=["1", "1.0", "True", "1j", "-3", "1e10"], d=ALL, take=60,
)

family.cases("ops.round(x{a})", SHAPES, d=REAL, a=["", ", decimals=2", ", 1", ", decimals=-1"], take=16)
family.cases("ops.nan_to_num(x{a})", SHAPES, d=REAL, a=[", nan=1.0", ", posinf=2.0", ", 0, 1, 2", ", neginf=-1"], take=12)
family.cases(
    "ops.clip(x, {a})", SHAPES, d=REAL, take=24,
    a=["0, 1", "0.5, 1.5", "x_min=0, x_max=1", "-1, 1", "True, False", "None, 1", "0, 1.0"],
)
family.cases(
    "ops.clip(x, y, z)",
    [
        "x[N,3] y[3] z[3]", "x[N,3] y[N,1] z[]", "x[N,3] y[4,1,1] z[3]", "x:int32[N,3] y[3] z:int32[3]", "x[N,3] y[2] z[3]",
        "x[N,3] y[3] z[4]", "x[3] y[5,3] z[5,1]", "x:bool[N,3] y:int8[3] z:int8[3]",
    ],
)
family.cases("ops.clip(x, {a})", "x[N,3]", a=["[0, 1]", "[0, 0, 0], [1, 1, 1]", "[0, 0], 1", "0", "[[0], [1]], 5"])
family.cases(
    "ops.allclose({a})", FITTING[:6] + UNFITTING[:3], d=["float32", "int32"], e=["float32", "float16"], take=16,
    a=["x, y", "x, y, rtol=0.1", "x, y, atol=0.1, equal_nan=True"],
)
family.cases(
    "ops.isclose({a})", FITTING[:6] + UNFITTING[:3], d=["float32", "int32"], e=["float32", "float16"], take=12,
    a=["x, y, rtol=0.1", "x, y, atol=0.1, equal_nan=True", "y, x, 0.1, 0.1, False"],
)
family.cases("ops.allclose({a})", a=["[1.0, 2.0], [1.0, 2.0]", "1.0, 1.0", "[1.0, 2.0], [1.0, 2.0, 3.0]"])
family.cases(
    "ops.{f}(x, y)", ["x:{d}[N,4] y:{e}[N,4]", "x:{d}[4] y:{e}[3]"], f=["polar"], d=FLOATS, e=["float32", "float64", "int32"],
    take=14,
)
family.cases("ops.polar({a})", "x[N,3]", a=["x, 0.5", "x, x", "x", "1.0, x"])
