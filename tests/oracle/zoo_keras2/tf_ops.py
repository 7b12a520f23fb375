"""TensorFlow ops in Keras 2 models: TFOpLambda and SlicingOpLambda."""

import tensorflow as tf
import tf_keras
from registry import keras2
from tf_keras import layers


@keras2
def tf_operators():
    x, y = tf_keras.Input((4, 8)), tf_keras.Input((8,))
    return tf_keras.Model(
        [x, y], [x + y, x - y, x * y, x / y, x // y, x % y, x**y, -x, abs(x), x > y, x >= y, x < y, x <= y]
    )


@keras2
def tf_operators_numbers():
    x = tf_keras.Input((8,))
    return tf_keras.Model(x, [x + 1.0, 1.0 + x, x - 1.5, 1.5 - x, 2.0 * x, x * 2, x / 3.0, 3.0 / x, x**2, x > 0.5])


@keras2
def tf_operators_logical():
    a, b = tf_keras.Input((8,), dtype="bool"), tf_keras.Input((8,), dtype="bool")
    return tf_keras.Model([a, b], [a & b, a | b, a ^ b, ~a, tf.logical_and(a, b)])


@keras2
def tf_math():
    x, y = tf_keras.Input((8,)), tf_keras.Input((8,))
    return tf_keras.Model(
        [x, y],
        [
            tf.add(x, y),
            tf.subtract(x, y),
            tf.multiply(x, 2.0),
            tf.math.divide(x, y),
            tf.pow(x, 2.0),
            tf.sqrt(x),
            tf.exp(x),
            tf.math.log(x),
            tf.square(x),
            tf.abs(x),
            tf.maximum(x, y),
            tf.minimum(x, 0.0),
            tf.clip_by_value(x, 0.0, 1.0),
            tf.sigmoid(x),
            tf.tanh(x),
            tf.math.rsqrt(x),
            tf.sin(x),
            tf.cos(x),
            tf.round(x),
            tf.floor(x),
            tf.math.squared_difference(x, y),
            tf.add_n([x, y]),
            tf.math.l2_normalize(x, axis=-1),
        ],
    )


@keras2
def tf_nn():
    x = tf_keras.Input((8,))
    return tf_keras.Model(
        x,
        [
            tf.nn.relu(x),
            tf.nn.softmax(x),
            tf.nn.softmax(x, axis=1),
            tf.nn.gelu(x),
            tf.nn.silu(x),
            tf.nn.leaky_relu(x, alpha=0.1),
            tf.nn.relu6(x),
            tf.nn.elu(x),
            tf.nn.softplus(x),
            tf.nn.sigmoid(x),
            tf.nn.log_softmax(x),
            tf.nn.l2_normalize(x, axis=1),
        ],
    )


@keras2
def tf_comparisons_and_where():
    x, y = tf_keras.Input((8,)), tf_keras.Input((8,))
    return tf_keras.Model(
        [x, y],
        [
            tf.equal(x, y),
            tf.not_equal(x, 0.0),
            tf.greater(x, y),
            tf.where(x > y, x, y),
            tf.where(x > 0.0, x, tf.zeros_like(x)),
            tf.ones_like(x),
        ],
    )


@keras2
def tf_slices():
    x = tf_keras.Input((10, 6))
    return tf_keras.Model(
        x,
        [
            x[:, 0],
            x[:, -1],
            x[:, 1:4],
            x[:, ::2],
            x[:, -3:],
            x[:, :, 1],
            x[..., 2],
            x[..., None],
            x[:, None],
            x[0],
            x[1:3],
            x[:, tf.newaxis, :, ::3],
            x[:, ::-1],
        ],
    )


@keras2
def tf_slices_unknown_sizes():
    x = tf_keras.Input((None, None, 3))
    return tf_keras.Model(x, [x[:, 0], x[:, 1:], x[:, ::2, ::2], x[..., :2], x[:, :, -1, :]])


@keras2
def tf_slice_with_tensor():
    x, y = tf_keras.Input((None, 6)), tf_keras.Input((None, 6))
    return tf_keras.Model([x, y], x[:, : tf.shape(y)[1]])


@keras2
def tf_reshape():
    x = tf_keras.Input((4, 6))
    return tf_keras.Model(
        x, [tf.reshape(x, (-1, 24)), tf.reshape(x, (-1, 2, 12)), tf.reshape(x, [-1]), tf.reshape(x, (-1, 4, 6, 1))]
    )


@keras2
def tf_reshape_computed():
    x = tf_keras.Input((None, None, 8))
    shape = tf.shape(x)
    flat = tf.reshape(x, (shape[0], shape[1] * shape[2], 8))
    y = layers.Dense(4)(flat)
    return tf_keras.Model(x, tf.reshape(y, (shape[0], shape[1], shape[2], 4)))


@keras2
def tf_reshape_stacked_shape():
    x = tf_keras.Input((None, 32))
    shape = tf.shape(x)
    heads = tf.reshape(x, tf.stack([shape[0], shape[1], 4, 8]))
    return tf_keras.Model(x, tf.transpose(heads, (0, 2, 1, 3)))


@keras2
def tf_reshape_concatenated_shape():
    x = tf_keras.Input((5, 6))
    return tf_keras.Model(x, tf.reshape(x, tf.concat([tf.shape(x)[:-1], [2, 3]], axis=0)))


@keras2
def tf_joining():
    x, y = tf_keras.Input((4, 6)), tf_keras.Input((4, 3))
    return tf_keras.Model(
        [x, y],
        [
            tf.concat([x, y], axis=-1),
            tf.concat([x, x], 1),
            tf.stack([x, x]),
            tf.stack([x, x], axis=1),
            tf.split(x, 3, axis=-1),
            tf.split(x, [1, 2, 3], axis=2),
            tf.unstack(x, axis=1),
        ],
    )


@keras2
def tf_dimensions():
    x, y = tf_keras.Input((4, 6)), tf_keras.Input((1, 6, 1))
    return tf_keras.Model(
        [x, y],
        [
            tf.expand_dims(x, 1),
            tf.expand_dims(x, axis=-1),
            tf.squeeze(y, axis=1),
            tf.squeeze(y, [1, 3]),
            tf.transpose(x, (0, 2, 1)),
            tf.transpose(x),
            tf.tile(x, (1, 2, 3)),
            tf.repeat(x, 2, axis=1),
            tf.reverse(x, axis=[1]),
            tf.roll(x, shift=1, axis=1),
            tf.identity(x),
            tf.stop_gradient(x),
        ],
    )


@keras2
def tf_padding():
    x = tf_keras.Input((4, 6))
    return tf_keras.Model(x, [tf.pad(x, [[0, 0], [1, 2], [0, 3]]), tf.pad(x, [[0, 0], [1, 1], [0, 0]], mode="REFLECT")])


@keras2
def tf_reductions():
    x = tf_keras.Input((4, None, 6))
    return tf_keras.Model(
        x,
        [
            tf.reduce_mean(x, axis=[1, 2]),
            tf.reduce_mean(x, axis=1, keepdims=True),
            tf.reduce_sum(x, -1),
            tf.reduce_sum(x),
            tf.reduce_max(x, axis=1),
            tf.reduce_min(x, axis=-1),
            tf.reduce_prod(x, axis=1),
            tf.math.reduce_std(x, axis=2),
            tf.math.reduce_variance(x, axis=2),
            tf.reduce_logsumexp(x, axis=-1),
            tf.norm(x, axis=-1),
            tf.argmax(x, axis=-1),
            tf.argmin(x, axis=1, output_type=tf.int32),
            tf.cumsum(x, axis=1),
        ],
    )


@keras2
def tf_reductions_logical():
    x = tf_keras.Input((4, 6), dtype="bool")
    return tf_keras.Model(x, [tf.reduce_any(x, axis=-1), tf.reduce_all(x, axis=1, keepdims=True)])


@keras2
def tf_matmul():
    a, b, c = tf_keras.Input((4, 6)), tf_keras.Input((6, 5)), tf_keras.Input((5, 6))
    return tf_keras.Model(
        [a, b, c],
        [
            tf.matmul(a, b),
            tf.matmul(a, c, transpose_b=True),
            tf.matmul(a, a, transpose_a=True),
            a @ b,
            tf.linalg.matmul(a, tf.ones((6, 2))),
            tf.tensordot(a, tf.ones((6, 3)), axes=1),
        ],
    )


@keras2
def tf_cast():
    x = tf_keras.Input((4,))
    i = tf_keras.Input((4,), dtype="int32")
    return tf_keras.Model(
        [x, i],
        [
            tf.cast(x, tf.int32),
            tf.cast(x, "float16"),
            tf.cast(i, tf.float32) * x,
            tf.cast(x > 0.0, tf.float32),
            tf.one_hot(i, 10),
            tf.one_hot(i, depth=5, axis=1, dtype=tf.int32),
        ],
    )


@keras2
def tf_gather():
    x = tf_keras.Input((5, 6))
    i = tf_keras.Input((3,), dtype="int32")
    return tf_keras.Model(
        [x, i],
        [
            tf.gather(x, [0, 2], axis=1),
            tf.gather(x, 1, axis=2),
            tf.gather(x, i, axis=1, batch_dims=1),
            tf.boolean_mask(x, tf.constant([True, False, True, True, False]), axis=1),
            tf.math.top_k(x, k=2),
            tf.sort(x, axis=-1),
            tf.argsort(x, axis=1),
        ],
    )


@keras2
def tf_images():
    x = tf_keras.Input((16, 16, 12))
    return tf_keras.Model(
        x,
        [
            tf.image.resize(x, (32, 24)),
            tf.image.resize(x, (8, 8), method="nearest"),
            tf.nn.depth_to_space(x, 2),
            tf.nn.space_to_depth(x, 2),
            tf.nn.max_pool2d(x, 2, 2, "VALID"),
            tf.nn.avg_pool2d(x, 3, 2, "SAME"),
            tf.image.flip_left_right(x),
        ],
    )


@keras2
def tf_shape_arithmetic():
    x = tf_keras.Input((None, None, 3))
    size = tf.shape(x)[1:3] * 2
    return tf_keras.Model(x, tf.image.resize(x, size))


@keras2
def tf_broadcast():
    x = tf_keras.Input((1, 6))
    return tf_keras.Model(x, [tf.broadcast_to(x, (3, 4, 6)), x + tf.ones((4, 1)), x[:, :, :3] * tf.ones((2, 3))])


@keras2
def tf_batch_zeros():
    x = tf_keras.Input((5, 6))
    zeros = tf.zeros((tf.shape(x)[0], 1, 6))
    return tf_keras.Model(x, tf.concat([zeros, x], axis=1))


@keras2
def tf_positions():
    tokens = tf_keras.Input((None,), dtype="int32")
    positions = tf.range(start=0, limit=tf.shape(tokens)[-1], delta=1)
    x = layers.Embedding(100, 8, name="token")(tokens)
    return tf_keras.Model(tokens, x + layers.Embedding(50, 8, name="position")(positions))


@keras2
def tf_residual_scale():
    x = tf_keras.Input((8, 8, 3))
    y = layers.Conv2D(3, 3, padding="same")(x)
    return tf_keras.Model(x, tf.nn.relu(x + y * 0.1))


@keras2
def tf_variational_sampling():
    x, noise = tf_keras.Input((8,)), tf_keras.Input((4,))
    mean, log_variance = layers.Dense(4)(x), layers.Dense(4)(x)
    return tf_keras.Model([x, noise], mean + tf.exp(0.5 * log_variance) * noise)


@keras2
def keras_backend_functions():
    k = tf_keras.backend
    x = tf_keras.Input((4, 6))
    return tf_keras.Model(
        x,
        [
            k.mean(x, axis=1),
            k.sum(x, axis=-1, keepdims=True),
            k.sqrt(x),
            k.expand_dims(x, 1),
            k.concatenate([x, x], axis=-1),
            k.permute_dimensions(x, (0, 2, 1)),
            k.softmax(x),
            k.l2_normalize(x, axis=-1),
        ],
    )


@keras2
def keras_activation_functions():
    a = tf_keras.activations
    x = tf_keras.Input((8,))
    return tf_keras.Model(x, [a.relu(x), a.softmax(x), a.swish(x), a.gelu(x), a.hard_sigmoid(x), a.relu(x, alpha=0.1)])


@keras2
def tf_shared_op_input():
    x = tf_keras.Input((8,))
    y = layers.Dense(8)(x)
    return tf_keras.Model(x, [y + y, y * y, tf.concat([y, y, x], axis=-1)])
