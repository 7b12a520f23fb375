"""Every family of TensorFlow functions in Keras 2 models: several functions in one model."""

import tensorflow as tf
import tf_keras
from registry import fan2
from registry import keras2


def inputs(*shapes, dtype=None):
    """An input for each shape."""
    return [tf_keras.Input(shape, dtype=dtype) for shape in shapes]


def layer(function, *args, **kwargs):
    """A layer that calls the function itself, where TensorFlow would call others in its place."""
    return tf_keras.src.layers.core.tf_op_layer.TFOpLambda(function)(*args, **kwargs)


@keras2
def tf_trigonometry():
    return fan2(
        tf_keras.Input((8,)),
        tf.acos,
        tf.acosh,
        tf.asin,
        tf.asinh,
        tf.atan,
        tf.atanh,
        tf.cosh,
        tf.sinh,
        tf.tan,
        lambda x: tf.atan2(x, x),
        tf.math.ceil,
        tf.math.rint,
        tf.math.sign,
        tf.math.reciprocal,
        tf.math.reciprocal_no_nan,
        tf.math.log1p,
        tf.math.expm1,
    )


@keras2
def tf_special_functions():
    x, y = inputs((8,), (8,))
    math = tf.math
    return tf_keras.Model(
        [x, y],
        [
            math.erf(x),
            math.erfc(x),
            math.erfinv(x),
            math.erfcinv(x),
            math.ndtri(x),
            math.lgamma(x),
            math.digamma(x),
            math.polygamma(x, y),
            math.zeta(x, y),
            math.igamma(x, y),
            math.igammac(x, y),
            math.betainc(x, y, y),
            layer(math.bessel_i0, x),
            layer(math.bessel_i0e, x),
            layer(math.bessel_i1, x),
            layer(math.bessel_i1e, x),
            math.lbeta(x),
            math.log_sigmoid(x),
        ],
    )


@keras2
def tf_arithmetic():
    x, y = inputs((4, 8), (8,))
    math = tf.math
    return tf_keras.Model(
        [x, y],
        [
            math.divide_no_nan(x, y),
            math.multiply_no_nan(x, y),
            math.xdivy(x, y),
            math.xlogy(x, y),
            math.xlog1py(x, y),
            math.floormod(x, 2.0),
            math.floordiv(x, y),
            math.truediv(x, y),
            tf.realdiv(x, y),
            tf.truncatemod(x, y),
            math.scalar_mul(2.0, x),
            math.nextafter(x, x),
            math.add_n([x, x]),
            math.accumulate_n([x, x]),
            math.polyval([x, x], x),
            math.squared_difference(x, y),
            math.logical_xor(x > 0.0, y > 0.0),
            tf.compat.v1.div(x, y),
        ],
    )


@keras2
def tf_integer_arithmetic():
    x, small = tf_keras.Input((8,), dtype="int32"), tf_keras.Input((8,), dtype="int8")
    return tf_keras.Model(
        [x, small],
        [
            x / 2,
            small / 2,
            tf.math.divide(x, x),
            x // 2,
            x % 3,
            tf.math.reduce_mean(x, axis=1),
            tf.math.reduce_sum(small, axis=1),
            tf.truncatediv(x, x),
            tf.truncatemod(x, x),
            tf.compat.v1.div(x, x),
            tf.math.cumsum(small, axis=1),
            tf.abs(small),
            tf.pow(x, 2),
            x + [1, 2, 3, 4, 5, 6, 7, 8],
        ],
    )


@keras2
def tf_bitwise():
    x, y = inputs((8,), (8,), dtype="int32")
    bitwise = tf.bitwise
    return tf_keras.Model(
        [x, y],
        [
            bitwise.bitwise_and(x, y),
            bitwise.bitwise_or(x, y),
            bitwise.bitwise_xor(x, 1),
            bitwise.invert(x),
            bitwise.left_shift(x, y),
            bitwise.right_shift(x, 2),
            tf.bitcast(x, tf.float32),
            tf.bitcast(x, tf.uint8),
        ],
    )


@keras2
def tf_half_precision():
    x = tf_keras.Input((8,), dtype="float16")
    return tf_keras.Model(
        x,
        [
            x + [1.0] * 8,
            x * 2.0,
            tf.maximum(x, 0.0),
            tf.concat([x, tf.zeros_like(x)], axis=1),
            tf.stack([x, x]),
            tf.matmul(x, tf.ones((8, 3), "float16")),
            tf.reduce_mean(x, axis=1),
            tf.nn.softmax(x),
            tf.nn.bias_add(x, [0.0] * 8),
            tf.math.l2_normalize(x, axis=1),
            tf.where(x > 0, x, [[1.0] * 8]),
            tf.clip_by_value(x, 0.0, [1.0] * 8),
            tf.norm(x, axis=1),
            tf.math.zero_fraction(x),
        ],
    )


@keras2
def tf_complex():
    x, y = inputs((8,), (8,))
    z = tf.complex(x, y)
    return tf_keras.Model(
        [x, y],
        [
            tf.math.real(z),
            tf.math.imag(z),
            tf.math.abs(z),
            tf.math.angle(z),
            tf.math.conj(z),
            z * z,
            tf.cast(x, tf.complex64),
            tf.cast(z, tf.float32),
            tf.math.reduce_sum(z, axis=1),
        ],
    )


@keras2
def tf_reductions_along_axes():
    x = tf_keras.Input((4, None, 6))
    math = tf.math
    return tf_keras.Model(
        x,
        [
            math.reduce_euclidean_norm(x, axis=[1, 2, 3]),
            math.reduce_euclidean_norm(x, axis=1, keepdims=True),
            math.cumprod(x, axis=2),
            math.cumulative_logsumexp(x, axis=1),
            math.count_nonzero(x, axis=1),
            math.count_nonzero(x, axis=[1, 2], keepdims=True, dtype=tf.int32),
            math.zero_fraction(x),
            math.argmax(x),
            math.reduce_all(x > 0.0),
            math.is_non_decreasing(x),
            math.is_strictly_increasing(x),
            tf.nn.l2_loss(x),
            math.top_k(x, k=2, sorted=False),
            tf.norm(x, ord=1, axis=[2, 3]),
            tf.norm(x, axis=1, keepdims=True),
            tf.linalg.normalize(x, axis=-1),
            tf.clip_by_norm(x, 1.0),
            tf.clip_by_global_norm([x, x], 1.0),
        ],
    )


@keras2
def tf_segments():
    x, ids = tf_keras.Input((5,)), tf_keras.Input((), dtype="int32")
    math = tf.math
    return tf_keras.Model(
        [x, ids],
        [
            math.segment_sum(x, ids),
            math.segment_mean(x, ids),
            math.segment_max(x, ids),
            math.segment_min(x, ids),
            math.segment_prod(x, ids),
            math.unsorted_segment_sum(x, ids, 4),
            math.unsorted_segment_mean(x, ids, 4),
            math.unsorted_segment_max(x, ids, 4),
            math.unsorted_segment_min(x, ids, 4),
            math.unsorted_segment_prod(x, ids, 4),
            math.unsorted_segment_sqrt_n(x, ids, 4),
        ],
    )


@keras2
def tf_segments_of_two_axes():
    x, ids = tf_keras.Input((5, 6)), tf_keras.Input((5,), dtype="int32")
    return tf_keras.Model([x, ids], [tf.math.unsorted_segment_sum(x, ids, 3)])


@keras2
def tf_counting():
    labels, scores = tf_keras.Input((), dtype="int32"), tf_keras.Input((10,))
    x = tf_keras.Input((7,), dtype="int32")
    return tf_keras.Model(
        [labels, scores, x],
        [
            layer(tf.math.bincount, x),
            tf.math.in_top_k(labels, scores, 3),
            layer(tf.math.confusion_matrix, labels, labels, num_classes=5),
            layer(tf.histogram_fixed_width, scores, [0.0, 1.0], nbins=12),
            tf.unique(labels),
            tf.unique_with_counts(labels),
            tf.math.invert_permutation(labels),
            tf.sequence_mask(labels, 9),
            tf.sequence_mask(x, 4, dtype=tf.float32),
            tf.searchsorted(scores, scores),
            tf.where(x > 0),
        ],
    )


@keras2
def tf_matrices():
    x = tf_keras.Input((4, 4))
    linalg = tf.linalg
    return tf_keras.Model(
        x,
        [
            linalg.adjoint(x),
            linalg.band_part(x, 1, 0),
            linalg.cholesky(x),
            linalg.det(x),
            linalg.inv(x),
            linalg.logdet(x),
            linalg.eig(x),
            linalg.eigh(x),
            linalg.eigvals(x),
            linalg.eigvalsh(x),
            linalg.expm(x),
            linalg.sqrtm(x),
            linalg.lu(x),
            linalg.trace(x),
            linalg.matrix_transpose(x),
        ],
    )


@keras2
def tf_decompositions():
    x = tf_keras.Input((5, 3))
    linalg = tf.linalg
    return tf_keras.Model(
        x,
        [
            linalg.svd(x),
            linalg.svd(x, full_matrices=True),
            linalg.svd(x, compute_uv=False),
            linalg.qr(x),
            linalg.qr(x, full_matrices=True),
            layer(linalg.pinv, x),
            layer(linalg.matrix_rank, x),
            linalg.diag_part(x),
            linalg.diag_part(x, k=1),
            linalg.diag_part(x, k=(-1, 1)),
            linalg.set_diag(x, x[:, 0]),
            linalg.global_norm([x, x]),
        ],
    )


@keras2
def tf_equations():
    a, b = tf_keras.Input((4, 4)), tf_keras.Input((4, 2))
    linalg = tf.linalg
    lu, permutation = linalg.lu(a)
    return tf_keras.Model(
        [a, b],
        [
            linalg.solve(a, b),
            linalg.triangular_solve(a, b),
            linalg.cholesky_solve(a, b),
            linalg.lstsq(a, b),
            layer(linalg.lstsq, b, a),
            layer(linalg.lu_solve, lu, permutation, b),
            layer(linalg.lu_reconstruct, lu, permutation),
            linalg.tridiagonal_solve(a[:, :3], b),
            linalg.matvec(a, b[..., 0]),
            linalg.matvec(a, b[..., 0], transpose_a=True),
            linalg.matmul(a, b, adjoint_a=True),
            linalg.cross(a[..., :3], a[..., 1:]),
        ],
    )


@keras2
def tf_diagonals():
    x, cube = tf_keras.Input((4,)), tf_keras.Input((3,), batch_size=3)
    return tf_keras.Model(
        [x, cube],
        [
            tf.linalg.diag(x),
            tf.linalg.diag(x, k=1),
            tf.linalg.diag(x, k=-2),
            tf.linalg.diag(x, num_rows=4, num_cols=6),
            tf.linalg.tensor_diag(cube),
            tf.linalg.tensor_diag_part(cube),
            tf.linalg.tensor_diag_part(tf.linalg.tensor_diag(cube)),
        ],
    )


@keras2
def tf_fourier():
    x, y = inputs((16,), (4, 8, 8))
    z, volume = tf.cast(x, tf.complex64), tf.cast(y, tf.complex64)
    signal = tf.signal
    return tf_keras.Model(
        [x, y],
        [
            signal.fft(z),
            signal.ifft(z),
            signal.fft2d(volume),
            signal.ifft2d(volume),
            signal.fft3d(volume),
            signal.ifft3d(volume),
            signal.fftshift(x, axes=[1]),
            signal.ifftshift(x, axes=[1]),
            signal.dct(x),
            signal.dct(x, n=4),
            signal.idct(x),
        ],
    )


@keras2
def tf_frames():
    x = tf_keras.Input((64,))
    signal = tf.signal
    spectrum = layer(signal.stft, x, frame_length=8, frame_step=4)
    frames = layer(signal.frame, x, frame_length=8, frame_step=4)
    return tf_keras.Model(
        x,
        [
            spectrum,
            frames,
            layer(signal.stft, x, frame_length=12, frame_step=5),
            layer(signal.stft, x, frame_length=12, frame_step=5, fft_length=20, pad_end=True),
            layer(signal.frame, x, frame_length=7, frame_step=3, pad_end=True),
            layer(signal.frame, frames, frame_length=4, frame_step=2, axis=1),
            layer(signal.inverse_stft, spectrum, frame_length=8, frame_step=4),
            layer(signal.overlap_and_add, frames, frame_step=4),
            layer(signal.mdct, x, frame_length=8),
            layer(signal.inverse_mdct, layer(signal.mdct, x, frame_length=8)),
            layer(signal.mfccs_from_log_mel_spectrograms, tf.abs(spectrum)),
        ],
    )


@keras2
def tf_activations():
    return fan2(
        tf_keras.Input((6, 8)),
        tf.nn.relu,
        tf.nn.crelu,
        tf.nn.selu,
        tf.nn.elu,
        tf.nn.softsign,
        tf.nn.softplus,
        tf.nn.tanh,
        tf.nn.swish,
        tf.nn.relu6,
        lambda x: tf.nn.gelu(x, approximate=True),
        lambda x: tf.nn.log_softmax(x, axis=1),
        lambda x: tf.nn.crelu(x, axis=1),
        lambda x: tf.nn.dropout(x, rate=0.5),
        lambda x: tf.nn.local_response_normalization(x[:, None]),
        lambda x: tf.compat.v1.nn.softmax(x, dim=1),
    )


@keras2
def tf_convolutions():
    x = tf_keras.Input((16, 16, 4))
    nn, ones = tf.nn, tf.ones
    return tf_keras.Model(
        x,
        [
            nn.conv2d(x, ones((3, 3, 4, 2)), 1, "SAME"),
            nn.conv2d(x, ones((3, 3, 4, 2)), [1, 2, 2, 1], "VALID", dilations=1),
            nn.conv2d(x, ones((3, 3, 4, 2)), 2, [[0, 0], [1, 1], [2, 2], [0, 0]]),
            nn.convolution(x, ones((3, 3, 4, 2)), padding="SAME", dilations=[2, 2]),
            nn.conv2d_transpose(x, ones((2, 2, 3, 4)), [1, 32, 32, 3], 2),
            nn.depthwise_conv2d(x, ones((3, 3, 4, 2)), [1, 1, 1, 1], "VALID"),
            nn.separable_conv2d(x, ones((3, 3, 4, 2)), ones((1, 1, 8, 5)), [1, 2, 2, 1], "SAME"),
            nn.atrous_conv2d(x, ones((3, 3, 4, 2)), 2, "VALID"),
            nn.dilation2d(x, ones((3, 3, 4)), [1, 1, 1, 1], "VALID", "NHWC", [1, 1, 1, 1]),
            nn.erosion2d(x, ones((3, 3, 4)), [1, 2, 2, 1], "SAME", "NHWC", [1, 1, 1, 1]),
            nn.conv1d(x[:, 0], ones((3, 4, 2)), 2, "SAME"),
            nn.conv1d_transpose(x[:, 0], ones((2, 3, 4)), [1, 32, 3], 2),
            nn.conv3d(x[:, None], ones((1, 3, 3, 4, 2)), [1, 1, 2, 2, 1], "VALID"),
        ],
    )


@keras2
def tf_convolution_transposed():
    x = tf_keras.Input((8, 8, 4))
    batch = tf.shape(x)[0]
    return tf_keras.Model(
        x,
        [
            tf.nn.conv2d_transpose(x, tf.ones((3, 3, 5, 4)), tf.stack([batch, 16, 16, 5]), 2),
            tf.nn.conv2d_transpose(x, tf.ones((3, 3, 5, 4)), tf.stack([batch, 17, 17, 5]), 2, "VALID"),
        ],
    )


@keras2
def tf_pooling():
    x = tf_keras.Input((15, 16, 4))
    nn = tf.nn
    return tf_keras.Model(
        x,
        [
            nn.max_pool(x, 2, 2, "VALID"),
            nn.avg_pool(x, 3, 2, "SAME"),
            nn.max_pool2d(x, (2, 3), (1, 2), "VALID"),
            nn.avg_pool1d(x[:, 0], 2, 2, "VALID"),
            nn.max_pool1d(x[:, 0], 3, 1, "SAME"),
            nn.max_pool3d(x[:, None], [1, 2, 2], [1, 2, 2], "VALID"),
            nn.avg_pool3d(x[:, None], 1, 2, "SAME"),
            nn.max_pool_with_argmax(x, 2, 2, "VALID"),
            layer(nn.pool, x, window_shape=[2, 2], pooling_type="MAX", strides=[2, 2]),
            layer(nn.pool, x, window_shape=[3, 3], pooling_type="AVG", padding="SAME"),
            tf.compat.v1.nn.max_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME"),
        ],
    )


@keras2
def tf_normalizations():
    x = tf_keras.Input((6, 6, 4))
    scale = x[0, 0, 0]
    nn = tf.nn
    return tf_keras.Model(
        x,
        [
            nn.moments(x, [1, 2]),
            layer(nn.moments, x, [0, 1, 2], keepdims=True),
            nn.batch_normalization(x, scale, scale, None, None, 1e-3),
            layer(nn.batch_normalization, x, scale, scale, scale, scale, 1e-3),
            tf.compat.v1.nn.fused_batch_norm(x, [1.0] * 4, [0.0] * 4)[0],
            nn.bias_add(x, [0.0] * 4),
            layer(nn.weighted_moments, x, [1, 2], x),
            nn.local_response_normalization(x),
            nn.space_to_depth(x, 3),
            nn.depth_to_space(x, 2),
            tf.compat.v1.nn.xw_plus_b(x[:, 0, 0], tf.ones((4, 3)), tf.ones((3,))),
            tf.compat.v1.nn.relu_layer(x[:, 0, 0], tf.ones((4, 3)), tf.ones((3,))),
            nn.embedding_lookup(tf.ones((10, 3)), tf.argmax(x, axis=-1)),
        ],
    )


@keras2
def tf_losses():
    x, y, classes = tf_keras.Input((5, 7)), tf_keras.Input((5, 7)), tf_keras.Input((5,), dtype="int32")
    nn = tf.nn
    return tf_keras.Model(
        [x, y, classes],
        [
            nn.sigmoid_cross_entropy_with_logits(labels=x, logits=y),
            layer(nn.sigmoid_cross_entropy_with_logits, labels=x, logits=y),
            nn.softmax_cross_entropy_with_logits(labels=x, logits=y),
            layer(nn.softmax_cross_entropy_with_logits, labels=x, logits=y, axis=1),
            nn.sparse_softmax_cross_entropy_with_logits(labels=classes, logits=x),
            layer(nn.sparse_softmax_cross_entropy_with_logits, labels=classes, logits=x),
            nn.weighted_cross_entropy_with_logits(x, y, 2.0),
            nn.log_poisson_loss(x, y),
            nn.l2_loss(x),
        ],
    )


@keras2
def tf_image_colours():
    image = tf.image
    return fan2(
        tf_keras.Input((8, 8, 3)),
        image.rgb_to_grayscale,
        image.rgb_to_hsv,
        image.hsv_to_rgb,
        image.rgb_to_yiq,
        image.yiq_to_rgb,
        image.rgb_to_yuv,
        image.yuv_to_rgb,
        lambda x: image.grayscale_to_rgb(image.rgb_to_grayscale(x)),
        lambda x: image.adjust_brightness(x, 0.1),
        lambda x: image.adjust_contrast(x, 0.1),
        lambda x: image.adjust_gamma(x, 0.1),
        lambda x: image.adjust_hue(x, 0.1),
        lambda x: image.adjust_saturation(x, 0.1),
        lambda x: image.convert_image_dtype(x, tf.uint8),
        image.per_image_standardization,
        image.random_flip_left_right,
        lambda x: image.random_brightness(x, 0.2),
        lambda x: image.stateless_random_flip_up_down(x, (1, 2)),
    )


@keras2
def tf_image_sizes():
    image = tf.image
    return fan2(
        tf_keras.Input((9, 12, 3)),
        lambda x: image.resize(x, (4, 5)),
        lambda x: image.resize(x, (4, 5), method="bicubic", antialias=True),
        lambda x: image.resize_with_pad(x, 20, 30),
        lambda x: image.resize_with_crop_or_pad(x, 6, 20),
        lambda x: layer(image.resize_with_crop_or_pad, x, 6, 20),
        lambda x: image.crop_to_bounding_box(x, 1, 2, 5, 6),
        lambda x: image.pad_to_bounding_box(x, 1, 2, 20, 25),
        lambda x: image.central_crop(x, 0.5),
        lambda x: layer(image.central_crop, x, 0.7),
        lambda x: image.crop_and_resize(x, [[0.0, 0.0, 1.0, 1.0]] * 5, [0] * 5, (4, 6)),
        lambda x: image.extract_patches(x, [1, 3, 3, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID"),
        lambda x: image.extract_patches(x, [1, 2, 2, 1], [1, 1, 1, 1], [1, 2, 2, 1], "SAME"),
        image.transpose,
        lambda x: image.rot90(x, 1),
        lambda x: layer(image.rot90, x, 3),
        image.flip_up_down,
        lambda x: tf.compat.v1.image.resize_bilinear(x, (3, 4)),
        lambda x: tf.compat.v1.image.resize_nearest_neighbor(x, (3, 4)),
    )


@keras2
def tf_image_measures():
    x, y = inputs((16, 16, 3), (16, 16, 3))
    image = tf.image
    return tf_keras.Model(
        [x, y],
        [
            image.psnr(x, y, 1.0),
            layer(image.psnr, x, y, 1.0),
            layer(image.ssim, x, y, 1.0),
            image.total_variation(x),
            layer(image.total_variation, x),
            image.sobel_edges(x),
            layer(image.sobel_edges, x),
            image.image_gradients(x),
            tf.image.draw_bounding_boxes(x, [[[0.0, 0.0, 1.0, 1.0]]], [[1.0, 0.0, 0.0]]),
        ],
    )


@keras2
def tf_boxes():
    boxes, scores = tf_keras.Input((20, 1, 4)), tf_keras.Input((20, 6))
    one, value = boxes[0, :, 0], scores[0, :, 0]
    image = tf.image
    return tf_keras.Model(
        [boxes, scores],
        [
            image.combined_non_max_suppression(boxes, scores, 5, 30),
            image.combined_non_max_suppression(boxes, scores, 5, 50, pad_per_class=True),
            image.non_max_suppression(one, value, 7),
            image.non_max_suppression_with_scores(one, value, 7),
            image.non_max_suppression_overlaps(one[:, :1] * value, value, 7),
        ],
    )


@keras2
def tf_scatter_and_gather():
    x, i = tf_keras.Input((5, 6)), tf_keras.Input((3, 1), dtype="int32")
    return tf_keras.Model(
        [x, i],
        [
            tf.gather_nd(x, i),
            tf.gather_nd(x, i, batch_dims=1),
            tf.gather_nd(x, [[0, 1], [1, 2]]),
            tf.gather(x, i, axis=1),
            tf.gather(x, i[..., 0], axis=1, batch_dims=-1),
            tf.compat.v1.batch_gather(x, i[..., 0]),
            tf.scatter_nd([[0], [2]], x[0, :2], (7, 6)),
            tf.tensor_scatter_nd_update(x, [[0, 1]], [[1.0] * 6]),
            tf.tensor_scatter_nd_add(x, [[0, 1]], [[1.0] * 6]),
            tf.tensor_scatter_nd_max(x, [[0, 1]], [[1.0] * 6]),
            tf.dynamic_partition(x, i[:, 0, 0], 3),
            tf.dynamic_stitch([[0, 1], [2]], [x[0, :2], x[0, 2:3]]),
            tf.unravel_index(i[:, 0, 0], (3, 4)),
            tf.one_hot(i, 4, on_value=1, off_value=0),
            tf.one_hot(i, 4, on_value=1.5, axis=1),
        ],
    )


@keras2
def tf_blocks():
    x = tf_keras.Input((8, 8, 3), batch_size=4)
    return tf_keras.Model(
        x,
        [
            tf.space_to_batch(x, [2, 2], [[0, 0], [0, 0]]),
            tf.space_to_batch(x, [2, 4], [[1, 1], [0, 0]]),
            tf.batch_to_space(x, [2, 2], [[0, 0], [1, 1]]),
            tf.space_to_batch(x, [2, 2], tf.zeros((2, 2), "int32")),
            tf.compat.v1.batch_to_space(x, [[0, 0], [0, 1]], 2),
            tf.compat.v1.nn.space_to_batch(x, [[0, 0], [0, 0]], 2),
            tf.reverse_sequence(x, [1, 2, 3, 4], seq_axis=1),
            tf.extract_volume_patches(x[:, None], [1, 1, 2, 2, 1], [1, 1, 2, 2, 1], "VALID"),
        ],
    )


@keras2
def tf_blocks_of_unknown_batch():
    x = tf_keras.Input((8, None, 3))
    return tf_keras.Model(
        x, [tf.space_to_batch(x, [2, 2], [[0, 0], [0, 0]]), tf.batch_to_space(x, [2, 2], [[0, 0], [0, 0]])]
    )


@keras2
def tf_slicing_functions():
    x = tf_keras.Input((10, 6))
    return tf_keras.Model(
        x,
        [
            tf.slice(x, [0, 1, 2], [-1, 3, -1]),
            tf.slice(x, [0, 0, 0], [1, 10, 2]),
            tf.strided_slice(x, [0, 1], [2, 5]),
            tf.strided_slice(x, [0, 1, 0], [0, 9, 6], [1, 2, 3], begin_mask=1, end_mask=1),
            tf.strided_slice(x, [0, 2], [0, 3], shrink_axis_mask=2, end_mask=1),
            tf.strided_slice(x, [0, 0, 2], [0, 0, 3], ellipsis_mask=1, new_axis_mask=2),
            x[..., tf.newaxis, -1],
            x[:, 2, None, ::2],
            tf.boolean_mask(x, [True, False] * 5, axis=1),
            tf.meshgrid(x[0, 0], x[0, :, 0])[0],
        ],
    )


@keras2
def tf_passing_on():
    x, y = inputs((4,), (None,))
    return tf_keras.Model(
        [x, y],
        [
            tf.ensure_shape(x, (None, 4)),
            tf.ensure_shape(y, (3, 5)),
            tf.convert_to_tensor(x),
            tf.debugging.check_numerics(x, "all is well"),
            tf.identity_n([x, y]),
            tf.shape_n([x, y]),
            tf.saturate_cast(x, tf.int8),
            tf.compat.v1.to_float(x),
            tf.compat.v1.expand_dims(x, dim=1),
            tf.compat.v1.reduce_sum(x, reduction_indices=1, keep_dims=True),
            tf.compat.v1.argmax(x, dimension=1),
            tf.compat.v1.zeros_like(x),
            tf.quantization.fake_quant_with_min_max_args(x),
            tf.compat.v1.squeeze(x[:, :1], squeeze_dims=[1]),
        ],
    )


@keras2
def tf_random_numbers():
    x = tf_keras.Input((4,))
    shape = tf.shape(x)
    return tf_keras.Model(
        x,
        [
            tf.random.normal(shape),
            tf.random.uniform(shape, dtype=tf.float64),
            tf.random.truncated_normal(shape),
            tf.random.gamma([3], x),
            tf.random.poisson([3], x),
            tf.random.categorical(x, 5),
            tf.random.shuffle(x),
            tf.random.stateless_normal(shape, [1, 2]),
            tf.random.stateless_uniform(shape, [1, 2]),
            tf.random.stateless_categorical(x, 5, [1, 2], dtype=tf.int32),
            tf.random.normal((shape[0], 3)),
        ],
    )


@keras2
def tf_creation():
    x = tf_keras.Input((4,))
    batch = tf.shape(x)[0]
    return tf_keras.Model(
        x,
        [
            tf.fill([batch, 3], 1.5),
            tf.fill(tf.shape(x), 7),
            tf.ones((batch, 2), tf.int32),
            tf.zeros(tf.shape(x)),
            tf.eye(batch),
            tf.eye(3, batch_shape=[batch]),
            tf.linspace(x, 2.0, 5),
            tf.linspace(x, x, 5, axis=1),
            tf.range(batch),
            tf.range(0, batch, 2),
            tf.tile(tf.ones((1, 3)), [batch, 1]),
            tf.one_hot(tf.range(batch), 3),
            tf.broadcast_to(tf.ones((1, 3)), [batch, 3]),
            tf.rank(x),
            tf.size(x),
            tf.size(x, out_type=tf.int64),
        ],
    )


@keras2
def tf_less_common():
    x = tf_keras.Input((9, 9, 3))
    row, score = x[:, 0, :, 0], x[:, 0, 0]
    boxes = tf.transpose(x[:, :4, 0], (0, 2, 1))
    labels = tf_keras.Input((4,), dtype="int32")
    return tf_keras.Model(
        [x, labels],
        [
            layer(tf.math.approx_max_k, row, 3),
            layer(tf.math.approx_min_k, row, 3, reduction_dimension=1),
            layer(tf.nn.isotonic_regression, row),
            tf.quantization.quantize_and_dequantize_v2(x, 0.0, 1.0),
            layer(tf.nn.compute_average_loss, row),
            layer(tf.compat.v1.nn.conv2d_backprop_filter, x, [3, 3, 3, 3], x, [1, 1, 1, 1], "SAME"),
            layer(tf.nn.fractional_max_pool, x, [1.0, 1.5, 1.8, 1.0]),
            layer(tf.nn.collapse_repeated, labels, labels[:, 0]),
            layer(tf.image.non_max_suppression_padded, boxes[0], score[0], 7),
            layer(tf.image.non_max_suppression_padded, boxes, score, 7, pad_to_max_output_size=True),
            layer(tf.compat.v1.random.poisson, row, [3]),
            layer(tf.random.stateless_gamma, [3, 4], [1, 2], row[0, :1]),
            layer(tf.nn.ctc_loss, labels, x[..., 0], labels[:, 0], labels[:, 1], logits_time_major=False, blank_index=0),
            tf.fftnd(tf.cast(x, tf.complex64), [9, 9], [1, 2]),
            layer(tf.compat.v1.nn.moments, x, [1, 2], keep_dims=True),
            layer(tf.nn.normalize_moments, row[0, 0], row, row, None),
        ],
    )
