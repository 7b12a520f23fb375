"""Reductions, sorting, counting and scans."""

import functools

import keras
from keras import ops
from registry import KERAS3, keras3, register

REDUCTIONS = (
    "mean sum max min amax amin prod var std median any all ptp nanmax nanmean nanmin nansum nanprod nanstd nanvar "
    "nanmedian logsumexp"
).split()


def reductions(dtype):
    """Every reduction over all axes, over one, and keeping the reduced axes."""
    x = keras.Input((None, 6), dtype=dtype)
    outputs = []
    for name in REDUCTIONS:
        reduce = getattr(ops, name)
        outputs += [reduce(x), reduce(x, axis=-1), reduce(x, axis=1, keepdims=True)]
    return keras.Model(x, outputs)


for _dtype in ("float32", "float16", "bfloat16", "int32", "int64", "uint8", "bool"):
    register(KERAS3, f"ops_reduce_{_dtype}", functools.partial(reductions, _dtype))


@keras3
def ops_reduce_axes():
    x = keras.Input((4, 5, 6))
    return keras.Model(
        x,
        [
            ops.mean(x, axis=[1, 2]),
            ops.mean(x, axis=(1, 2), keepdims=True),
            ops.sum(x, axis=(-1, 1)),
            ops.max(x, axis=0),
            ops.max(x, axis=(0, 1, 2, 3)),
            ops.min(x, axis=-2, keepdims=True),
            ops.max(x, axis=1, initial=0.0),
            ops.prod(x, axis=1, dtype="float64"),
            ops.var(x, axis=(2, 3)),
            ops.std(x, axis=(1, 3), keepdims=True),
            ops.logsumexp(x, axis=(1, 2)),
        ],
    )


@keras3
def ops_argmax():
    x = keras.Input((4, 6))
    return keras.Model(
        x,
        [
            ops.argmax(x),
            ops.argmax(x, axis=-1),
            ops.argmax(x, axis=1, keepdims=True),
            ops.argmin(x, axis=2),
            ops.nanargmax(x, axis=1),
            ops.nanargmin(x, axis=1),
            ops.count_nonzero(x),
            ops.count_nonzero(x, axis=1),
            ops.count_nonzero(x, axis=(1, 2)),
        ],
    )


@keras3
def ops_quantiles():
    x = keras.Input((4, 6))
    return keras.Model(
        x,
        [
            ops.quantile(x, 0.5, axis=1),
            ops.quantile(x, [0.25, 0.75], axis=2),
            ops.quantile(x, 0.5, axis=1, keepdims=True),
            ops.percentile(x, 50.0, axis=-1),
            ops.average(x, axis=1),
            ops.average(x),
        ],
    )


@keras3
def ops_scans():
    x = keras.Input((None, 6))
    i = keras.Input((6,), dtype="int32")
    b = keras.Input((6,), dtype="bool")
    return keras.Model(
        [x, i, b],
        [
            ops.cumsum(x, axis=1),
            ops.cumsum(i, axis=-1),
            ops.cumsum(b, axis=-1),
            ops.cumsum(i, axis=1, dtype="float32"),
            ops.cumprod(x, axis=1),
            ops.cumsum(i),
            ops.diff(x, axis=-1),
            ops.diff(x, n=2, axis=-1),
            ops.diff(x, axis=1),
            ops.trapezoid(x, axis=-1),
        ],
    )


@keras3
def ops_sorting():
    x = keras.Input((None, 6))
    i = keras.Input((6,), dtype="int64")
    return keras.Model(
        [x, i],
        [
            ops.sort(x),
            ops.sort(x, axis=1),
            ops.argsort(x),
            ops.argsort(i, axis=-1),
            ops.top_k(x, 2),
            ops.top_k(x, 3, sorted=False),
            ops.argpartition(x, 2),
            ops.in_top_k(ops.argmax(i, axis=-1), ops.cast(i, "float32"), k=2),
        ],
    )


@keras3
def ops_moments():
    x = keras.Input((5, 6))
    return keras.Model(x, [ops.moments(x, axes=[1]), ops.moments(x, axes=[1, 2], keepdims=True)])


@keras3
def ops_norms():
    x = keras.Input((5, 6))
    return keras.Model(
        x,
        [
            ops.norm(x, axis=-1),
            ops.norm(x, ord=1, axis=1),
            ops.norm(x, ord=2, axis=-1, keepdims=True),
            ops.norm(x, ord="fro", axis=(1, 2)),
            ops.normalize(x),
            ops.normalize(x, axis=1, order=1),
            ops.layer_normalization(x),
            ops.rms_normalization(x),
        ],
    )


@keras3
def ops_histograms():
    x = keras.Input((6,))
    i = keras.Input((6,), dtype="int32")
    return keras.Model(
        [x, i],
        [
            ops.bincount(i, minlength=5),
            ops.digitize(x, bins=ops.convert_to_tensor([0.0, 1.0, 2.0])),
            ops.searchsorted(ops.convert_to_tensor([1.0, 2.0, 3.0]), x),
        ],
    )


@keras3
def ops_segments():
    data = keras.Input(batch_shape=(8, 4))
    ids = keras.Input(batch_shape=(8,), dtype="int32")
    return keras.Model(
        [data, ids], [ops.segment_sum(data, ids, num_segments=3), ops.segment_max(data, ids, num_segments=3)]
    )


@keras3
def ops_one_hot():
    i = keras.Input((5,), dtype="int32")
    return keras.Model(
        i,
        [
            ops.one_hot(i, 10),
            ops.one_hot(i, 10, axis=1),
            ops.one_hot(i, 10, dtype="int32"),
            ops.multi_hot(i, 10),
            ops.multi_hot(i, 10, axis=-1, dtype="bool"),
        ],
    )


@keras3
def ops_is_in():
    i = keras.Input((5,), dtype="int32")
    return keras.Model(i, [ops.isin(i, [1, 2, 3]), ops.isin(i, [1, 2, 3], invert=True)])
