"""Functions that rearrange elements without computing anything."""

from .table import REAL, Family

family = Family("shape")

D = ["float32", "int8", "bool", "bfloat16", "complex64"]
THREE = "x:{d}[N,10,5] | x:{d}[2,3,4] | x:{d}[N,N,4]"
ANY = "x:{d}[N,10,5] | x:{d}[N,N,4,1] | x:{d}[3,4] | x:{d}[6] | x:{d}[N] | x:{d}[]"

family.cases(
    "ops.reshape(x, {s})", "x:{d}[N,10,5] | x:{d}[2,3,4] | x:{d}[24] | x:{d}[N,24] | x:{d}[N,N,4]", d=D, take=130,
    s=[
        "(-1,)", "-1", "(-1, 5)", "(-1, 50)", "(2, 12)", "(4, 6)", "(3, -1, 2)", "[-1, 2, 2]", "(None, 50)", "(-1, 7)",
        "(24,)", "(-1, -1)", "(2, -1)", "(0, -1)", "(1, -1, 1)", "24", "(-1, 10, 5, 1)", "()", "(-2, 12)", "(4, 7)",
        "newshape=(-1, 4)", "(-1, 3, 4)", "(None, -1)", "(2.5, -1)",
    ],
)
family.cases(
    "ops.reshape(x, {s})", "x[] | x[1] | x[0,3] | x[N] | x[1,N,1] | x[N,0]", d=D,
    s=["()", "(1,)", "(1, 1)", "-1", "(-1, 1)", "(0,)", "(3, 0)", "(2,)", "(None,)", "(-1, 3)"],
)
family.cases(
    "ops.reshape(x, {s})", "x[N,6,4] | x[2,6,4]",
    s=[
        "(x.shape[0], -1)", "(ops.shape(x)[0], 24)", "(ops.shape(x)[0], -1)", "(-1, x.shape[1] * x.shape[2])",
        "(x.shape[0], 4, 6)", "ops.shape(x)", "(ops.shape(x)[0] * 2, -1)", "x.shape[:-1] + (2, 2)", "(ops.shape(x)[0], 25)",
        "(3, x.shape[1], -1)", "x.shape[::-1]",
    ],
)
family.cases(
    "ops.reshape({v})",
    v=["[1, 2, 3, 4], (2, 2)", "[[1.0, 2.0]], -1", "[1, 2, 3], (2, 2)", "5, (1, 1)", "[1, 2, 3, 4], (-1, 2)"],
)
family.cases("x.reshape({s})", "x[N,6] | x[2,6]", s=["(-1,)", "(-1, 3)", "(3, 4)", "(-1, 4, 2)"])

family.cases(
    "ops.transpose(x{a})", ANY, d=D, take=40,
    a=[
        "", ", (0, 2, 1)", ", axes=(2, 0, 1)", ", [1, 0]", ", axes=(-1, 0, 1)", ", (0, 1)", ", (0,)", ", axes=None",
        ", (3, 1, 0, 2)", ", ()",
    ],
)
family.cases(
    "ops.transpose(x{a})", THREE, d=["float32"],
    a=[", (0, 1)", ", (0, 1, 3)", ", (0, 0, 1)", ", (0, 1, 2, 3)", ", 1", ", (2, 1, 0)"],
)
family.cases(
    "ops.squeeze(x{a})", "x:{d}[N,1,5,1] | x:{d}[1,3,1] | x:{d}[N,10,1] | x:{d}[1] | x:{d}[3,4] | x:{d}[]", d=D, take=56,
    a=[
        "", ", axis=1", ", -1", ", axis=0", ", axis=(1, 3)", ", axis=[0]", ", axis=None", ", axis=2", ", axis=-4",
        ", axis=(0, -1)", ", axis=5",
    ],
)
family.cases(
    "ops.expand_dims(x, {a})", ANY, d=D, take=50,
    a=["0", "-1", "1", "axis=2", "(0, 1)", "axis=(0, -1)", "[1, 2]", "-3", "4", "7", "-7", "(0, 0)", "None", "()"],
)
family.cases("ops.expand_dims(x, {a})", "x[N,3]", a=["3", "-4", "(0, 5)", "(1, 1)", "'x'", "2", "-3"])
family.cases(
    "ops.swapaxes(x, {a})", THREE + " | x:{d}[3,4]", d=D,
    a=["0, 1", "-1, 0", "axis1=1, axis2=2", "0, 0", "-3, -1", "0, 3", "-4, 1", "0, 2"], take=36,
)
family.cases(
    "ops.moveaxis(x, {a})", THREE + " | x:{d}[2,3,4,5]", d=D, take=50,
    a=[
        "0, -1", "-1, 0", "source=1, destination=2", "(0, 1), (-1, -2)", "[0], [2]", "0, 3", "(0, 1), (2, 1)", "(0, 1), (2,)",
        "(0, 0), (1, 2)", "5, 0", "0, -5", "(0, 1, 2), (2, 1, 0)",
    ],
)
family.cases(
    "ops.broadcast_to(x, {s})",
    "x:{d}[N,1,5] | x:{d}[1,5] | x:{d}[5] | x:{d}[] | x:{d}[N] | x:{d}[3,1] | x:{d}[N,5] | x:{d}[1]", d=D, take=100,
    s=[
        "(3, 5)", "(2, 3, 5)", "(4, 7, 5)", "[2, 5]", "(5,)", "(1,)", "()", "(3, 4)", "5", "(None, 5)", "(-1, 5)", "(0, 5)",
        "shape=(3, 3, 5)", "(2, 1)",
    ],
)
family.cases(
    "ops.broadcast_to(x, {s})", "x[3,1] | x[N,1]",
    s=["(3, 4)", "(2, 4)", "(3,)", "(3, 0)", "ops.shape(x)", "(5, 3, 2)", "x.shape[:1] + (4,)"],
)
family.cases("ops.broadcast_to({v})", v=["1, (2, 3)", "[1, 2, 3], (2, 3)", "[1, 2], (2, 3)"])
family.cases(
    "ops.flip(x{a})", ANY, d=D, a=["", ", axis=0", ", axis=-1", ", (0, 1)", ", axis=5", ", axis=None", ", axis=(0, -1)"],
    take=26,
)
for f in ("fliplr", "flipud"):
    family.cases(f"ops.{f}(x)", ANY, d=D, take=22)
    family.cases(f"ops.{f}({{v}})", "x[N,3]", v=["[[1, 2], [3, 4]]", "x, 1", "x=x"])
family.cases(
    "ops.rot90(x{a})", "x:{d}[N,10,5] | x:{d}[3,4] | x:{d}[2,3,4,5] | x:{d}[6]", d=D, take=36,
    a=[
        "", ", k=2", ", 3", ", k=-1", ", k=0", ", axes=(1, 2)", ", k=1, axes=(-1, -2)", ", axes=(0, 0)", ", axes=(0, 5)",
        ", axes=(0, 1, 2)", ", k=2, axes=(1, 0)",
    ],
)
family.cases(
    "ops.roll(x, {a})", ANY, d=D,
    a=["1", "-2", "shift=3, axis=0", "1, axis=-1", "(1, 2), axis=(0, 1)", "1, axis=9", "(1, 2), axis=0", "0", "[1, 2]"],
    take=34,
)
family.cases("ops.ravel(x)", ANY + " | x:{d}[2,3,4] | x:{d}[0,N]", d=D, take=18)
family.cases("ops.ravel({v})", v=["[[1, 2], [3, 4]]", "5"])
family.cases(
    "ops.repeat(x, {r}{a})", "x:{d}[N,10,5] | x:{d}[3,4] | x:{d}[6] | x:{d}[N] | x:{d}[]", d=D,
    a=["", ", axis=0", ", axis=-1", ", axis=1", ", axis=4"], r=["2", "repeats=3", "0", "1", "[2]", "-1"], take=60,
)
family.cases(
    "ops.repeat(x, {r})", "x[N,3] | x[2,3] | x[3]",
    r=["[1, 2, 3], axis=-1", "[1, 2], axis=0", "(1, 2), axis=1", "[1, 2, 3]", "[2, 2, 2, 2, 2, 2]", "[0, 1, 0], axis=-1"],
)
family.cases(
    "ops.repeat(x, y{a})", "x[N,3] y:int32[3] | x[3] y:int32[3] | x[2,3] y:int32[] | x[2,3] y:int32[2]",
    a=["", ", axis=-1", ", axis=0"],
)
family.cases(
    "ops.tile(x, {r})", ANY, d=D,
    r=[
        "2", "(2,)", "(1, 2)", "[2, 1, 3]", "(1, 1, 1, 2)", "0", "(2, 0)", "-1", "repeats=(3, 1)", "()", "1.5",
        "(1, 1, 1, 1, 2)",
    ],
    take=60,
)
family.cases("ops.tile({v})", v=["[1, 2], 2", "[[1], [2]], (2, 3)", "3, (2, 2)"])
family.cases(
    "ops.pad(x, {p}{m})", "x:{d}[N,10,5] | x:{d}[3,4] | x:{d}[N,4] | x:{d}[6] | x:{d}[2,N,N]", d=["float32", "int8", "bool"],
    take=120,
    p=[
        "1", "(1, 2)", "((1, 1), (2, 2))", "((0, 0), (1, 1), (2, 2))", "[[1, 2], [3, 4]]", "((1, 2),)", "0", "pad_width=2",
        "((1,), (2,))", "((0, 1), (0, 1), (0, 1), (0, 1))", "(1, 2, 3)", "[(1, 1), (0, 0)]", "-1", "((1, -1), (0, 0))",
    ],
    m=[
        "", ", mode='constant'", ", mode='reflect'", ", mode='symmetric'", ", mode='edge'", ", constant_values=1.5",
        ", mode='constant', constant_values=0", ", mode='reflect', constant_values=1", ", 'constant', 3", ", mode='wrong'",
    ],
)
family.cases(
    "ops.pad({v})",
    v=["[1, 2, 3], 1", "[[1.0]], ((1, 0), (0, 2))", "[1, 2], ((1, 1), (1, 1))", "5, 1", "[1, 2, 3], (1, 1), mode='reflect'"],
)
for f in ("tril", "triu"):
    family.cases(f"ops.{f}(x{{a}})", ANY, d=REAL, a=["", ", k=1", ", -1", ", k=10"], take=20)
    family.cases(f"ops.{f}({{v}})", "x[N,3]", v=["", "x, 1, 2", "[[1, 2], [3, 4]]"])
family.cases(
    "ops.diag(x{a})", "x:{d}[5] | x:{d}[3,4] | x:{d}[N] | x:{d}[N,4] | x:{d}[4,4] | x:{d}[2,3,4] | x:{d}[] | x:{d}[N,N]", d=D,
    a=["", ", k=1", ", -2", ", k=9"], take=34,
)
family.cases("ops.diagflat({v})", "x[N]", v=["", "x, 1, 2", "[1, 2]", "3"])
family.cases(
    "ops.diagflat(x{a})", "x:{d}[5] | x:{d}[3,4] | x:{d}[N] | x:{d}[N,4] | x:{d}[2,3,4] | x:{d}[]", d=D,
    a=["", ", k=1", ", -2"], take=20,
)
for f in ("diagonal", "trace"):
    family.cases(
        f"ops.{f}(x{{a}})", THREE + " | x:{d}[3,4] | x:{d}[N,4] | x:{d}[5] | x:{d}[2,3,4,5]", d=REAL, take=48,
        a=[
            "", ", offset=1", ", -1", ", offset=9", ", axis1=1, axis2=2", ", 0, -1, 0", ", axis1=0, axis2=0", ", axis1=5",
            ", 2, 0, 1", ", axis1=-1, axis2=-2",
        ],
    )
family.cases(
    "ops.vander(x{a})", "x:{d}[5] | x:{d}[N] | x:{d}[2,3] | x:{d}[]", d=["float32", "int32", "float16", "bool"],
    a=["", ", N=3", ", 4, True", ", increasing=True", ", N=0", ", N=-1", ", N=2.5"], take=26,
)
family.cases(
    "ops.view(x{a})", "x:{d}[N,4] | x:{d}[8] | x:{d}[3,5] | x:{d}[] | x:{d}[2,N]",
    d=["float32", "int8", "int64", "float16", "uint8"], take=44,
    a=[
        "", ", dtype='int32'", ", 'float16'", ", dtype='float64'", ", dtype='uint8'", ", dtype=None", ", dtype='bogus'",
        ", 'bfloat16'",
    ],
)
family.cases(
    "ops.rearrange(x, {p})", "x[N,10,6] | x[2,10,6] | x[N,N,6]",
    p=[
        "'b h w -> b w h'", "'b h w -> b (h w)'", "'b h (c d) -> b c h d', c=2", "'b (h k) w -> b h k w', k=5",
        "'b h w -> (b h) w'", "'b h w -> b h w 1'", "'b h (c d) -> b c h d', c=4", "'b h -> h b'", "'b h w -> b h'",
        "'b h w -> b h w c'", "'b h w -> b h w', c=3", "'... w -> w ...'", "'b h w -> (b h w)'", "'b (h k) w -> b h k w'",
        "'b h w'", "'b h w -> w (h b)'", "'b (h k) (w l) -> b h w (k l)', k=2, l=3", "'b h w c -> b c h w'",
    ],
)
family.cases("ops.rearrange({a})", "x[N,3]", a=["tensor=x, pattern='a b -> b a'", "x, 'a b -> b a', 3"])
