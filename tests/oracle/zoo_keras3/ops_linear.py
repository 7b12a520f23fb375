"""Products, linear algebra, Fourier transforms."""

import keras
from keras import ops
from registry import keras3


@keras3
def ops_matmul():
    a, b, c, d = keras.Input((4, 6)), keras.Input((6, 5)), keras.Input((6,)), keras.Input((3, 4, 6))
    w = ops.ones((6, 7))
    return keras.Model(
        [a, b, c, d],
        [
            ops.matmul(a, b),
            a @ b,
            ops.matmul(a, w),
            ops.matmul(c, w),
            ops.matmul(d, w),
            ops.matmul(d, ops.ones((6,))),
            ops.matmul(a, ops.ones((3, 1, 6, 2))),
        ],
    )


@keras3
def ops_matmul_unknown():
    a, b = keras.Input((None, 6)), keras.Input((6, None))
    return keras.Model([a, b], [ops.matmul(a, b), ops.matmul(ops.transpose(a, (0, 2, 1)), a)])


@keras3
def ops_matmul_dtypes():
    f16, bf16 = keras.Input((4, 4), dtype="float16"), keras.Input((4, 4), dtype="bfloat16")
    i8, i32, b = (keras.Input((4, 4), dtype=d) for d in ("int8", "int32", "bool"))
    return keras.Model([f16, bf16, i8, i32, b], [f16 @ bf16, i8 @ i8, i32 @ f16, b @ b, i8 @ i32])


@keras3
def ops_dot():
    a, b = keras.Input(batch_shape=(3, 4, 6)), keras.Input(batch_shape=(6, 5))
    v = keras.Input(batch_shape=(6,))
    return keras.Model([a, b, v], [ops.dot(a, b), ops.dot(a, v), ops.dot(v, v), ops.dot(a, 2.0)])


@keras3
def ops_products():
    u, v = keras.Input(batch_shape=(4, 3)), keras.Input(batch_shape=(4, 3))
    w = keras.Input(batch_shape=(5, 3))
    return keras.Model(
        [u, v, w],
        [
            ops.inner(u, w),
            ops.outer(u, v),
            ops.vdot(u, v),
            ops.cross(u, v),
            ops.kron(u, w),
            ops.tensordot(u, w, axes=[[1], [1]]),
            ops.tensordot(u, v, axes=2),
            ops.tensordot(u, ops.ones((3, 2)), axes=1),
        ],
    )


@keras3
def ops_einsum():
    x, y = keras.Input((4, 6)), keras.Input((5, 6))
    return keras.Model(
        [x, y],
        [
            ops.einsum("bij,bkj->bik", x, y),
            ops.einsum("bij->bji", x),
            ops.einsum("bij->b", x),
            ops.einsum("bij,jk->bik", x, ops.ones((6, 7))),
            ops.einsum("...ij,...kj->...ik", x, y),
            ops.einsum("bij,bkl->bijkl", x, y),
            ops.einsum("bij,bij->bij", x, x),
        ],
    )


@keras3
def ops_einsum_attention():
    q, k, v = keras.Input((None, 4, 8)), keras.Input((None, 4, 8)), keras.Input((None, 4, 8))
    scores = ops.einsum("bqhd,bkhd->bhqk", q, k)
    return keras.Model([q, k, v], ops.einsum("bhqk,bkhd->bqhd", ops.softmax(scores), v))


@keras3
def ops_einsum_dtypes():
    a, b = keras.Input((4, 6), dtype="int8"), keras.Input((6, 5), dtype="int8")
    c = keras.Input((6, 5), dtype="float16")
    return keras.Model([a, b, c], [ops.einsum("bij,bjk->bik", a, b), ops.einsum("bij,bjk->bik", a, c)])


@keras3
def ops_linalg():
    x = keras.Input((4, 4))
    b = keras.Input((4, 3))
    return keras.Model(
        [x, b],
        [
            ops.cholesky(x),
            ops.det(x),
            ops.inv(x),
            ops.eigh(x),
            ops.lu_factor(x),
            ops.qr(b),
            ops.qr(b, mode="complete"),
            ops.svd(b),
            ops.svd(b, full_matrices=False),
            ops.svd(b, compute_uv=False),
            ops.solve(x, b),
            ops.solve_triangular(x, b, lower=True),
            ops.logdet(x),
            ops.pinv(b),
            ops.matrix_rank(b),
        ],
    )


@keras3
def ops_fourier():
    x = keras.Input((256,))
    re, im = keras.Input((8, 8)), keras.Input((8, 8))
    return keras.Model(
        [x, re, im],
        [
            ops.rfft(x),
            ops.rfft(x, fft_length=128),
            ops.stft(x, sequence_length=64, sequence_stride=32, fft_length=64),
            ops.stft(x, sequence_length=64, sequence_stride=16, fft_length=128, center=False),
            ops.extract_sequences(x, sequence_length=32, sequence_stride=16),
            ops.fft((re, im)),
            ops.fft2((re, im)),
            ops.ifft2((re, im)),
            ops.irfft((re, im)),
        ],
    )


@keras3
def ops_distances():
    a, b = keras.Input((4, 6)), keras.Input((5, 6))
    return keras.Model([a, b], [ops.cdist(a, b)])
