"""keras.ops.nn without the windows."""

from .table import FLOATS, REAL, Family

family = Family("nn")

SHAPES = "x:{d}[N,10,5] | x:{d}[] | x:{d}[6] | x:{d}[N,N,4,2] | x:{d}[0,4]"

PLAIN = """relu relu6 sigmoid silu swish softplus softsign selu hard_sigmoid hard_silu hard_swish hard_tanh
    log_sigmoid sparse_plus sparse_sigmoid tanh_shrink""".split()
WITH_ARGUMENTS = {
    "celu": [", alpha=0.5", ", 2.0"],
    "elu": [", alpha=0.5", ", 2.0"],
    "gelu": [", approximate=False", ", True"],
    "leaky_relu": [", negative_slope=0.1", ", 0.3"],
    "hard_shrink": [", threshold=0.2", ", 1"],
    "soft_shrink": [", threshold=0.2", ", 1"],
    "squareplus": [", b=2", ", 5"],
}

for f, arguments in (dict.fromkeys(PLAIN, []) | WITH_ARGUMENTS).items():
    family.cases(f"ops.{f}(x{{a}})", SHAPES, d=REAL, a=[""] + arguments, take=14 + 2 * len(arguments))
    family.cases(f"ops.{f}({{v}})", "x[N,3]", v=["x=x", "x, axis=0", "x, 1, 2", "[[1.0, -2.0]]", "3", "0.5"])
family.cases("ops.threshold(x, {a})", SHAPES, d=REAL, a=["0.5, 0.0", "threshold=1, default_value=2", "0, -1"], take=16)
family.cases("ops.threshold({v})", "x[N,3]", v=["x", "x, 1", "[1.0, 2.0], 1.5, 0.0"])
AXES = [
    "", ", axis=-1", ", axis=0", ", 1", ", axis=(0, 1)", ", axis=(-1, -2)", ", axis=None", ", axis=7", ", axis=-8",
    ", axis=(0, 9)",
]
for f in ("softmax", "log_softmax", "sparsemax"):
    family.cases(f"ops.{f}(x{{a}})", SHAPES, d=REAL, a=AXES, take=44)
    family.cases(f"ops.{f}({{v}})", v=["[1.0, 2.0]", "[[1.0], [2.0]], axis=0", "1.0", "[1, 2], axis=3"])
family.cases(
    "ops.glu(x{a})", "x:{d}[N,10,6] | x:{d}[N,10,5] | x:{d}[6] | x:{d}[N,N] | x:{d}[] | x:{d}[5,6]", d=FLOATS + ["int32"],
    a=["", ", axis=-1", ", axis=1", ", 0", ", axis=5", ", axis=-3"], take=34,
)

family.cases(
    "ops.one_hot(x, {a})", "x:{d}[N] | x:{d}[N,3] | x:{d}[] | x:{d}[2,3]", d=["int32", "uint8", "int64", "float32", "bool"],
    take=60,
    a=[
        "5", "num_classes=3", "4, axis=0", "4, axis=1", "4, axis=-1", "4, dtype='int8'", "4, dtype=bool", "4, axis=-2",
        "4, axis=5", "0", "-1", "4, dtype='wrong'", "4, axis=-4", "4, sparse=False", "2.5", "4, -1, 'float16'",
    ],
)
family.cases("ops.one_hot({v})", v=["[0, 1, 2], 4", "2, 4", "[[0], [1]], 3, axis=0", "[0.5], 3"])
family.cases(
    "ops.multi_hot(x, {a})", "x:{d}[N,3] | x:{d}[N] | x:{d}[N,2,3] | x:{d}[3] | x:{d}[]",
    d=["int32", "uint8", "int64", "float32"], take=50,
    a=[
        "5", "num_classes=3", "4, axis=0", "4, axis=1", "4, axis=-1", "4, dtype='int8'", "4, axis=5", "", "num_tokens=4", "0",
        "4, axis=-2", "4, bogus=1",
    ],
)
family.cases("ops.multi_hot({v})", v=["[0, 1, 2], 4", "[[0, 1], [1, 1]], 3", "2, 4"])

PAIRS = [
    "x:{d}[N,5] y:{e}[N,5]", "x:{d}[N,7,5] y:{e}[N,7,5]", "x:{d}[4,5] y:{e}[4,5]", "x:{d}[N,5] y:{e}[N,4]",
    "x:{d}[5] y:{e}[5]", "x:{d}[N,5] y:{e}[5]", "x:{d}[] y:{e}[]", "x:{d}[2,5] y:{e}[3,5]", "x:{d}[N,N,5] y:{e}[3,2,5]",
]
family.cases(
    "ops.binary_crossentropy(x, y{a})", PAIRS, d=["float32", "int32", "float16"], e=["float32", "float16"],
    a=["", ", from_logits=True", ", False"], take=30,
)
family.cases(
    "ops.categorical_crossentropy(x, y{a})", PAIRS, d=["float32", "int32", "float16"], e=["float32", "float16"],
    a=["", ", from_logits=True", ", axis=1", ", axis=-1", ", axis=0", ", axis=5", ", True, -2"], take=50,
)
family.cases(
    "ops.sparse_categorical_crossentropy(x, y{a})",
    [
        "x:{d}[N] y:{e}[N,5]", "x:{d}[N,1] y:{e}[N,5]", "x:{d}[N,7] y:{e}[N,7,5]", "x:{d}[4] y:{e}[3,5]",
        "x:{d}[N,5] y:{e}[N,5]", "x:{d}[] y:{e}[5]", "x:{d}[N,6] y:{e}[N,7,5]", "x:{d}[3] y:{e}[]", "x:{d}[4,1] y:{e}[4,3]",
    ],
    d=["int32", "float32", "uint8"], e=["float32", "float16"],
    a=["", ", from_logits=True", ", axis=-1", ", axis=1", ", axis=0", ", axis=4"], take=56,
)

NORM = "x:{d}[N,10,5] | x:{d}[4,6,3] | x:{d}[N,N,N,5]"
family.cases(
    "ops.batch_normalization(x, m, v, axis={a}{o})",
    [
        "x:{d}[N,10,5] m:{e}[5] v:{e}[5]", "x:{d}[N,8,8,3] m:{e}[3] v:{e}[3]", "x:{d}[N,10,5] m:{e}[10] v:{e}[10]",
        "x:{d}[N,10,5] m:{e}[4] v:{e}[5]", "x:{d}[N,10,5] m:{e}[5] v:{e}[4]", "x:{d}[N,N] m:{e}[6] v:{e}[6]",
        "x:{d}[N,5] m:{e}[1,5] v:{e}[1,5]",
    ],
    d=["float32", "float16", "int32"], e=["float32"], a=["-1", "1", "2", "7", "-4"],
    o=["", ", offset=m", ", scale=v, offset=m", ", epsilon=0.01", ", offset=[1.0]"], take=70,
)
family.cases(
    "ops.batch_normalization(x, m, v, axis={a}{o})",
    ["x:{d}[N,10,{c}] m:{e}[{c}] v:{e}[{c}]", "x:{d}[N,{c}] m:{e}[{c}] v:{e}[{c}]", "x:{d}[N,8,N,{c}] m:{e}[{c}] v:{e}[{c}]"],
    c=["5", "3", "1"], d=FLOATS, e=["float32", "float16"], a=["-1"],
    o=["", ", offset=m", ", scale=v", ", scale=v, offset=m", ", epsilon=0.01", ", m, v"], take=40,
)
family.cases(
    "ops.layer_normalization(x{a})", NORM, d=FLOATS + ["int32"],
    a=[
        "", ", axis=-1", ", axis=1", ", axis=(1, 2)", ", axis=[-1]", ", epsilon=0.01", ", rms_scaling=True", ", axis=8",
        ", axis=0", ", axis=(-1, -2)",
    ],
    take=44,
)
family.cases(
    "ops.layer_normalization(x, {a})",
    "x[N,10,5] g[5] | x[N,10,5] g[4] | x[N,10,5] g[10] | x[N,5] g[5] | x[N,5] g[1] | x[N,5] g[N]",
    a=["g", "gamma=g, beta=g", "beta=g", "g, g, 1", "gamma=g, axis=-1"],
)
family.cases(
    "ops.rms_normalization(x{a})", NORM, d=FLOATS + ["int32"],
    a=["", ", axis=-1", ", axis=1", ", axis=(1, 2)", ", epsilon=0.01", ", axis=8", ", axis=[0]"], take=30,
)
family.cases(
    "ops.rms_normalization(x, {a})", "x[N,10,5] g[5] | x[N,10,5] g[4] | x[N,10,5] g[10,5] | x[N,5] g[1]",
    a=["g", "scale=g, axis=-1", "scale=g, axis=1", "g, (1, 2)"],
)
family.cases(
    "ops.normalize(x{a})", SHAPES, d=REAL,
    a=[
        "", ", axis=0", ", axis=-1", ", axis=1", ", order=1", ", order=2.5", ", order='fro'", ", axis=(0, 1)", ", axis=None",
        ", order=0", ", order=-1", ", axis=9", ", epsilon=1e-3", ", order=float('inf')",
    ],
    take=44,
)
family.cases("ops.normalize({v})", v=["[3.0, 4.0]", "[[3, 4]], order=1", "[3.0], axis=3"])
family.cases(
    "ops.psnr(x, y, {m})", PAIRS, d=["float32", "uint8", "float16"], e=["float32", "uint8"], m=["1.0", "max_val=255", "0"],
    take=26,
)
family.cases("ops.psnr(x, y)", "x[3] y[3]")

ATTENTION = [
    "q:{d}[N,10,4,8] k:{d}[N,12,4,8] v:{d}[N,12,4,8]", "q:{d}[2,10,4,8] k:{d}[2,12,4,8] v:{d}[2,12,4,8]",
    "q:{d}[N,N,4,8] k:{d}[N,N,4,8] v:{d}[N,N,4,8]", "q:{d}[N,10,4,8] k:{d}[N,12,2,8] v:{d}[N,12,2,8]",
    "q:{d}[N,10,4,8] k:{d}[N,12,4,6] v:{d}[N,12,4,8]", "q:{d}[N,10,4,8] k:{d}[N,12,4,8] v:{d}[N,12,4,16]",
    "q:{d}[N,10,8] k:{d}[N,12,8] v:{d}[N,12,8]", "q:{d}[N,10,4,8] k:{d}[N,12,4,8] v:{d}[N,11,4,8]",
    "q:{d}[N,10,4,8] k:{d}[N,12,3,8] v:{d}[N,12,3,8]", "q:{d}[N,2,10,4,8] k:{d}[N,2,12,4,8] v:{d}[N,2,12,4,8]",
    "q:{d}[3,10,4,8] k:{d}[2,12,4,8] v:{d}[2,12,4,8]",
]
family.cases(
    "ops.dot_product_attention(q, k, v{a})", ATTENTION, d=["float32", "float16", "bfloat16", "int32"],
    a=[
        "", ", scale=0.5", ", is_causal=True", ", flash_attention=False", ", attn_logits_soft_cap=10.0", ", None, None, 1.0",
        ", flash_attention=True",
    ],
    take=60,
)
family.cases(
    "ops.dot_product_attention(q, k, v, {a})",
    [
        "q[N,10,4,8] k[N,12,4,8] v[N,12,4,8] b[N,4,10,12] m:bool[N,4,10,12]",
        "q[N,10,4,8] k[N,12,4,8] v[N,12,4,8] b[4,10,12] m:bool[N,1,10,12]",
        "q[N,10,4,8] k[N,12,4,8] v[N,12,4,8] b[10,12] m:int32[10,12]",
        "q[N,10,4,8] k[N,12,4,8] v[N,12,4,8] b[N,3,10,12] m:bool[N,4,10,11]",
    ],
    a=["bias=b", "mask=m", "b, m", "bias=b, mask=m, is_causal=True"],
)
family.cases(
    "ops.dot_product_attention({a})", "q[N,10,4,8]",
    a=["q, q, q", "q, q", "query=q, key=q, value=q", "q, q, q, is_causal=True, scale=2"],
)
family.cases(
    "ops.ctc_loss(t, o, a, b{m})",
    [
        "t:{d}[N,5] o[N,20,8] a:int32[N] b:int32[N]", "t:{d}[2,5] o[2,20,8] a:int32[2] b:int32[2]",
        "t:{d}[N,5] o[N,20] a:int32[N] b:int32[N]", "t:{d}[N,5] o:float16[N,20,8] a:int32[N] b:int32[N]",
        "t:{d}[2,5] o[3,20,8] a:int32[2] b:int32[2]", "t:{d}[N,5,1] o[N,20,8] a:int32[N] b:int32[N]",
        "t:{d}[N,5] o[N,20,8] a:int32[N,1] b:int32[N]",
    ],
    d=["int32", "int64"], m=["", ", mask_index=1", ", 0"], take=24,
)
family.cases(
    "ops.ctc_decode(x, n{a})", "x[20] n:int32[1] | x[] n:int32[]",
    a=["", ", strategy='beam_search'", ", 'greedy', 100, 1, True, 0, 1"],
)
family.cases(
    "ops.ctc_decode(x, n{a})",
    [
        "x:{d}[N,20,8] n:int32[N]", "x:{d}[2,20,8] n:int32[2]", "x:{d}[N,20] n:int32[N]", "x:{d}[2,20,8] n:int32[3]",
        "x:{d}[N,N,8] n:int32[N]", "x:{d}[2,20,8] n:int32[2,1]",
    ],
    d=["float32", "float16", "int32"], take=44,
    a=[
        "", ", strategy='greedy'", ", strategy='beam_search'", ", strategy='beam_search', top_paths=2",
        ", 'beam_search', 10, 3", ", strategy='other'", ", merge_repeated=False", ", mask_index=7",
    ],
)
family.cases(
    "ops.{f}({v})", "x[N,3]", f=["layer_normalization", "rms_normalization"],
    v=["", "x, axis='a'", "x, None, None, -1, 0.1, 7", "x, axis=(0, 'b')"],
)
