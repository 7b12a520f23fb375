"""Functions that make tensors."""

from .table import ALL, Family

family = Family("create")

DTYPE = ["", ", dtype='int32'", ", dtype='float16'", ", dtype=bool", ", dtype=None", ", dtype='bogus'"]

family.cases(
    "ops.arange({a}{t})",
    a=[
        "5", "5.0", "0", "2, 8", "1, 10, 3", "0.5, 2", "5, 0, -1", "0, 1, 0.25", "start=3", "start=1, stop=4, step=2", "-3",
        "3, 1", "1, 5, 0", "10, None, 2", "'a'", "True", "2, 2.5",
    ],
    t=DTYPE, take=70,
)
family.cases(
    "ops.arange({a})", "x[N,6] | x[3,6]",
    a=[
        "x.shape[1]", "ops.shape(x)[0]", "0, x.shape[-1], 2", "ops.shape(x)[1], dtype='float32'", "x.ndim", "ops.size(x)",
        "x",
    ],
)
family.cases("ops.arange(x{a})", "x:int32[] | x[] | x:int32[3]", a=["", ", 5", ", dtype='int64'"])
for f in ("zeros", "ones", "empty"):
    family.cases(
        f"ops.{f}({{s}}{{t}})",
        s=["3", "(2, 3)", "[4]", "()", "shape=(1, 2, 3)", "(0, 3)", "-1", "(2, -1)", "(None, 3)", "2.5", "(2, 3.5)", "'a'"],
        t=DTYPE, take=34,
    )
    family.cases(
        f"ops.{f}({{s}})", "x[N,6] | x[3,6]",
        s=["ops.shape(x)", "x.shape", "(x.shape[1], 2)", "(ops.shape(x)[0], 2)", "x.shape[1]", "x.shape, x.dtype"],
    )
family.cases(
    "ops.full({s}, {v}{t})", s=["3", "(2, 3)", "()", "(0, 3)", "-1", "(None, 3)", "[2, 2]"],
    v=["1", "2.5", "True", "fill_value=0", "[1, 2, 3]", "[1, 2]", "1j"], t=DTYPE, take=60,
)
family.cases(
    "ops.full({s}, x)", "x:{d}[] | x:{d}[3] | x:{d}[N]", d=["float32", "int32"], s=["(2, 3)", "3", "(2, 2)", "(None, 3)"],
)
for f in ("zeros_like", "ones_like", "empty_like"):
    family.cases(f"ops.{f}(x{{t}})", "x:{d}[N,10,5] | x:{d}[] | x:{d}[3] | x:{d}[N,N]", d=ALL, t=DTYPE, take=30)
    family.cases(f"ops.{f}({{v}})", v=["[1, 2]", "1.5", "[[True], [False]]"])
family.cases(
    "ops.full_like(x, {v}{t})", "x:{d}[N,10,5] | x:{d}[] | x:{d}[3] | x:{d}[N,3]", d=ALL,
    v=["1", "2.5", "fill_value=True", "[1, 2, 3]", "[1, 2]", "x"], t=DTYPE, take=50,
)
family.cases("ops.full_like({v})", v=["[1, 2], 3", "1.5, 2", "[1, 2], [1, 2, 3]"])
family.cases(
    "ops.eye({a}{t})",
    a=["3", "3, 4", "N=2", "3, M=5, k=1", "3, k=-1", "0", "3, 0", "3, None, 2", "-1", "2.5", "(2, 3)", "3, k=9", "'a'"],
    t=DTYPE, take=44,
)
family.cases("ops.eye({a})", "x[N,6] | x[3,6]", a=["x.shape[1]", "ops.shape(x)[0]", "x.shape[1], 2", "6, x.shape[0]"])
family.cases("ops.identity({a}{t})", a=["3", "n=2", "0", "-1", "2.5", "(2, 2)", "1"], t=DTYPE, take=26)
family.cases(
    "ops.tri({a}{t})", a=["3", "3, 4", "N=2", "3, M=5, k=1", "3, k=-1", "0", "3, None, 2", "-1", "2.5", "(2, 3)"], t=DTYPE,
    take=34,
)
SPACES = {
    "linspace": [", endpoint=False", ", retstep=True", ", axis=-1", ", axis=1", ", axis=5"],
    "logspace": [", endpoint=False", ", base=2", ", axis=-1", ", axis=1", ", axis=5"],
    "geomspace": [", endpoint=False", ", axis=-1", ", axis=1", ", axis=5"],
}
for f, extra in SPACES.items():
    family.cases(
        f"ops.{f}({{a}}{{n}}{{e}})",
        a=["1, 10", "1.0, 5.0", "start=1, stop=2", "[1, 2], [3, 4]", "[1.0, 2.0, 3.0], 5", "[1, 2], [1, 2, 3]"],
        n=["", ", num=5", ", 3", ", num=0", ", num=1", ", num=-1", ", num=2.5"],
        e=["", ", dtype='float16'", ", dtype='int32'"] + extra, take=50,
    )
    family.cases(
        f"ops.{f}({{a}}{{n}}{{e}})",
        "x:{d}[N,3] y:{e1}[N,3] | x:{d}[3] y:{e1}[3] | x:{d}[] y:{e1}[] | x:{d}[N,1] y:{e1}[3] | x:{d}[3] y:{e1}[4] | "
        "x:{d}[N,3] y:{e1}[]",
        d=["float32", "int32", "float16", "float64"], e1=["float32", "int32"], a=["x, y", "x, 10", "1, y"],
        n=["", ", num=5", ", num=0", ", -2"], e=["", ", dtype='float64'"] + extra, take=60,
    )
family.cases(
    "ops.array({v}{t})",
    v=[
        "5", "2.5", "[1, 2, 3]", "[[1.0], [2.0]]", "True", "[]", "[1, 2.5]", "[[1, 2], [3]]", "'a'", "1j", "[True, 2]",
        "None",
    ],
    t=DTYPE, take=50,
)
family.cases(
    "ops.convert_to_tensor({v}{t})",
    v=["5", "2.5", "[1, 2, 3]", "[[1.0], [2.0]]", "True", "[]", "[1, 2.5]", "[[1, 2], [3]]", "'a'", "1j", "None", "(1, 2)"],
    t=DTYPE, take=50,
)
family.cases(
    "ops.{f}(x{t})", "x:{d}[N,3] | x:{d}[]", f=["array", "convert_to_tensor"], d=["float32", "int8", "bool"], t=DTYPE[:5],
    take=30,
)
family.cases("ops.convert_to_numpy({v})", "x[3]", v=["x", "[1, 2]", "5", "2.5", "[[1.0]]"])
family.cases(
    "ops.convert_to_numpy({v})",
    v=["[1, 2]", "5", "2.5", "[[1.0]]", "True", "[[1], [2, 3]]", "ops.ones((2, 3))", "ops.arange(4, dtype='int8')", "(1, 2)"],
)
