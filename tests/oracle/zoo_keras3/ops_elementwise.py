"""Element-wise ops: each on several dtypes, binary ones also on Python numbers."""

import functools

import keras
from keras import ops
from registry import KERAS3, fan, keras3, register

UNARY = (
    "abs absolute angle arccos arccosh arcsin arcsinh arctan arctanh bitwise_invert bitwise_not cbrt ceil conj "
    "conjugate copy cos cosh deg2rad exp exp2 expm1 fabs floor i0 imag isfinite isinf isnan isneginf isposinf isreal "
    "log log10 log1p log2 logical_not nan_to_num negative ones_like rad2deg real reciprocal round sign signbit sin "
    "sinc sinh sqrt square tan tanh trunc zeros_like empty_like view erf erfc erfinv rsqrt stop_gradient relu relu6 "
    "sigmoid silu softplus softsign gelu elu selu celu leaky_relu log_sigmoid log_softmax softmax hard_sigmoid "
    "hard_silu hard_tanh hard_shrink soft_shrink tanh_shrink sparse_plus sparse_sigmoid sparsemax squareplus"
).split()

BINARY = (
    "add subtract multiply divide true_divide divide_no_nan floor_divide mod power maximum minimum arctan2 equal "
    "not_equal greater greater_equal less less_equal logical_and logical_or logical_xor bitwise_and bitwise_or "
    "bitwise_xor bitwise_left_shift bitwise_right_shift left_shift right_shift fmax fmin fmod gcd lcm heaviside hypot "
    "ldexp logaddexp logaddexp2 nextafter isclose"
).split()

# These want a dtype of both operands, which a Python number does not have.
NOT_WITH_NUMBERS = (
    "bitwise_and bitwise_or bitwise_xor bitwise_left_shift bitwise_right_shift left_shift right_shift heaviside hypot"
).split()

DTYPES = ["float32", "float16", "bfloat16", "float64", "int32", "int64", "uint8", "bool"]

PAIRS = [
    ("float32", "float32"),
    ("int32", "int32"),
    ("int32", "float32"),
    ("float16", "float32"),
    ("bfloat16", "float16"),
    ("bool", "bool"),
    ("bool", "int32"),
    ("uint8", "int8"),
    ("uint32", "int32"),
    ("int64", "float16"),
]


def unary(dtype):
    """Every unary op on one input."""
    return fan(keras.Input((None, 8), dtype=dtype), *[getattr(ops, name) for name in UNARY])


def binary(left, right):
    """Every binary op on two inputs that broadcast."""
    a, b = keras.Input((4, 1), dtype=left), keras.Input((8,), dtype=right)
    return keras.Model([a, b], [getattr(ops, name)(a, b) for name in BINARY])


def binary_number(dtype, number):
    """Every binary op that takes one with a Python number, on both sides."""
    x = keras.Input((8,), dtype=dtype)
    outputs = []
    for name in BINARY:
        if name not in NOT_WITH_NUMBERS:
            outputs += [getattr(ops, name)(x, number), getattr(ops, name)(number, x)]
    return keras.Model(x, outputs)


for _dtype in DTYPES:
    register(KERAS3, f"ops_unary_{_dtype}", functools.partial(unary, _dtype))
for _left, _right in PAIRS:
    register(KERAS3, f"ops_binary_{_left}_{_right}", functools.partial(binary, _left, _right))
for _dtype in ("float32", "float16", "int32", "uint8", "bool"):
    register(KERAS3, f"ops_binary_{_dtype}_with_int", functools.partial(binary_number, _dtype, 2))
    register(KERAS3, f"ops_binary_{_dtype}_with_float", functools.partial(binary_number, _dtype, 2.5))


@keras3
def ops_operators():
    x, y = keras.Input((4, 8)), keras.Input((8,))
    return keras.Model(
        [x, y],
        [x + y, x - y, x * y, x / y, x // y, x % y, x**y, -x, abs(x), x > y, x >= y, x < y, x <= y, x != y, y + x],
    )


@keras3
def ops_operators_numbers():
    x = keras.Input((8,))
    return keras.Model(
        x, [x + 1, 1 + x, x - 1.5, 1.5 - x, 2 * x, x * 2, x / 3, 3 / x, x // 2, 7 // x, x % 2, 7 % x, x**2, 2**x, x > 0]
    )


@keras3
def ops_operators_integers():
    x = keras.Input((8,), dtype="int32")
    return keras.Model(x, [x + 1, x + 1.5, x / 2, x // 2, x * True, x**2, x > 3, -x, ops.left_shift(x, 2)])


@keras3
def ops_operators_logical():
    a, b = keras.Input((8,), dtype="bool"), keras.Input((8,), dtype="bool")
    return keras.Model([a, b], [a & b, a | b, a ^ b, ~a])


@keras3
def ops_broadcasting():
    a, b, c = keras.Input((None, 1, 8)), keras.Input((7, 1)), keras.Input(())
    return keras.Model([a, b, c], [a * b, a + c, b - c, ops.maximum(a, b), ops.where(a > b, a, b)])


@keras3
def ops_broadcasting_unknown():
    a, b, c = keras.Input((None, 8)), keras.Input((None, 8)), keras.Input((7, 8))
    return keras.Model([a, b, c], [a + b, a * c, c - a, ops.where(a > b, a, c), a + ops.expand_dims(a, 1)])


@keras3
def ops_constant_arrays():
    x = keras.Input((3, 4))
    row = ops.convert_to_tensor([1.0, 2.0, 3.0, 4.0])
    column = ops.reshape(ops.convert_to_tensor([1, 2, 3]), (3, 1))
    return keras.Model(x, [x * row, x + column, column - x, ops.maximum(x, row)])


@keras3
def ops_clip_and_where():
    x = keras.Input((4,))
    i = keras.Input((4,), dtype="int32")
    return keras.Model(
        [x, i],
        [
            ops.clip(x, 0.0, 1.0),
            ops.clip(x, -1, 1),
            ops.clip(i, 0, 10),
            ops.where(x > 0, x, 0.0),
            ops.where(i > 0, x, i),
            ops.where(x > 0, 1, 0),
            ops.where(i > 0, i, 0.5),
        ],
    )


@keras3
def ops_cast():
    x = keras.Input((4,))
    names = ("bool", "int8", "int32", "int64", "uint8", "float16", "bfloat16", "float32", "float64")
    return keras.Model(
        x,
        [ops.cast(x, name) for name in names]
        + [ops.saturate_cast(x, "uint8"), ops.cast(x, "int32") + 1, ops.cast(x, "float16") * ops.cast(x, "bfloat16")],
    )


@keras3
def ops_promotion():
    f32, f16, bf16 = (keras.Input((4,), dtype=d) for d in ("float32", "float16", "bfloat16"))
    i32, i64, u8, b = (keras.Input((4,), dtype=d) for d in ("int32", "int64", "uint8", "bool"))
    return keras.Model(
        [f32, f16, bf16, i32, i64, u8, b],
        [
            i32 + f32, f16 + f32, f16 * bf16, b + i32, b * f16, u8 + i32, i64 - i32, i64 * f16, u8 / u8, i32 / i64,
            i64 / i64, b / b, u8 // 2, ops.sqrt(i32), ops.exp(i64), ops.tanh(u8), b + 1, b + 1.0, u8 + 1, u8 + 1.0, -b,
        ],
    )  # fmt: skip


@keras3
def ops_parameters():
    x = keras.Input((5, 8))
    return keras.Model(
        x,
        [
            ops.leaky_relu(x, negative_slope=0.3),
            ops.elu(x, alpha=0.5),
            ops.celu(x, alpha=2.0),
            ops.gelu(x, approximate=False),
            ops.softmax(x, axis=1),
            ops.softmax(x, axis=(1, 2)),
            ops.log_softmax(x, axis=1),
            ops.threshold(x, 0.5, 0.0),
            ops.hard_shrink(x, threshold=0.1),
            ops.squareplus(x, b=2),
            ops.round(x, decimals=2),
            ops.nan_to_num(x, nan=1.0, posinf=2.0, neginf=-2.0),
            ops.glu(x),
            ops.glu(x, axis=-1),
            ops.full_like(x, 3.0),
            ops.ones_like(x, dtype="int32"),
            ops.zeros_like(x, dtype="bool"),
        ],
    )


@keras3
def activations_on_tensors():
    x = keras.Input((8,))
    a = keras.activations
    return keras.Model(
        x,
        [
            a.relu(x),
            a.relu(x, negative_slope=0.1),
            a.relu(x, max_value=6.0, threshold=0.5),
            a.gelu(x),
            a.silu(x),
            a.softmax(x),
            a.sigmoid(x),
            a.tanh(x),
            a.elu(x),
            a.leaky_relu(x),
            a.hard_sigmoid(x),
            a.exponential(x),
            a.linear(x),
            a.log_softmax(x),
            a.softplus(x),
        ],
    )


@keras3
def squeeze_and_excite_by_ops():
    x = keras.Input((None, None, 16))
    s = ops.mean(x, axis=(1, 2), keepdims=True)
    s = keras.layers.Conv2D(4, 1, activation="relu")(s)
    s = keras.layers.Conv2D(16, 1)(s)
    return keras.Model(x, x * ops.sigmoid(s))
