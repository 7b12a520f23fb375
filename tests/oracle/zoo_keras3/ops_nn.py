"""Ops on pictures and sequences: convolution, pooling, resizing, losses."""

import keras
import numpy as np
from keras import ops
from registry import keras3


def kernel(*shape):
    """A constant kernel; its values are in the file."""
    return np.ones(shape, "float32")


@keras3
def ops_conv():
    x = keras.Input((12, 10, 3))
    return keras.Model(
        x,
        [
            ops.conv(x, kernel(3, 3, 3, 2)),
            ops.conv(x, kernel(3, 3, 3, 2), strides=2, padding="same"),
            ops.conv(x, kernel(3, 2, 3, 2), strides=(2, 1), dilation_rate=1),
            ops.conv(x, kernel(3, 3, 3, 2), dilation_rate=2),
            ops.depthwise_conv(x, kernel(3, 3, 3, 2), padding="same"),
            ops.depthwise_conv(x, kernel(3, 3, 3, 1), strides=2),
            ops.separable_conv(x, kernel(3, 3, 3, 2), kernel(1, 1, 6, 4)),
            ops.conv_transpose(x, kernel(3, 3, 4, 3), strides=2),
            ops.conv_transpose(x, kernel(3, 3, 4, 3), strides=2, padding="same", output_padding=1),
        ],
    )


@keras3
def ops_conv_unknown_sizes():
    x = keras.Input((None, None, 3))
    y = ops.conv(x, kernel(3, 3, 3, 2), strides=2, padding="same")
    return keras.Model(x, ops.conv(y, kernel(3, 3, 2, 1)))


@keras3
def ops_conv1d():
    x = keras.Input((20, 3))
    return keras.Model(x, [ops.conv(x, kernel(5, 3, 2)), ops.conv(x, kernel(5, 3, 2), strides=3, padding="same")])


@keras3
def ops_pooling():
    x = keras.Input((13, 10, 3))
    return keras.Model(
        x,
        [
            ops.max_pool(x, 2),
            ops.max_pool(x, (3, 2), strides=1),
            ops.max_pool(x, 3, strides=2, padding="same"),
            ops.average_pool(x, 2),
            ops.average_pool(x, (2, 3), strides=(1, 2), padding="same"),
        ],
    )


@keras3
def ops_image():
    x = keras.Input((24, 32, 3))
    u8 = keras.Input((24, 32, 3), dtype="uint8")
    return keras.Model(
        [x, u8],
        [
            ops.image.resize(x, (12, 16)),
            ops.image.resize(x, (48, 48), interpolation="nearest"),
            ops.image.resize(u8, (12, 12), crop_to_aspect_ratio=True),
            ops.image.rgb_to_grayscale(x),
            ops.image.rgb_to_hsv(x),
            ops.image.hsv_to_rgb(x),
            ops.image.pad_images(x, top_padding=2, left_padding=3, target_height=30, target_width=40),
            ops.image.crop_images(x, top_cropping=2, left_cropping=3, target_height=10, target_width=12),
            ops.image.extract_patches(x, 8),
            ops.image.extract_patches(x, (4, 6), strides=(2, 3)),
            ops.image.extract_patches(x, 5, padding="same"),
            ops.image.gaussian_blur(x),
            ops.image.elastic_transform(x),
            ops.image.sobel_edges(x),
        ],
    )


@keras3
def ops_image_unknown_sizes():
    x = keras.Input((None, None, 3))
    return keras.Model(x, [ops.image.resize(x, (32, 32)), ops.image.rgb_to_grayscale(x), ops.image.rgb_to_hsv(x)])


@keras3
def ops_image_transforms():
    x = keras.Input(batch_shape=(2, 16, 16, 3))
    transform = keras.Input(batch_shape=(2, 8))
    points = keras.Input(batch_shape=(2, 4, 2))
    return keras.Model(
        [x, transform, points],
        [ops.image.affine_transform(x, transform), ops.image.perspective_transform(x, points, points)],
    )


@keras3
def ops_space_and_depth():
    x = keras.Input((8, 6, 12))
    return keras.Model(x, [ops.depth_to_space(x, 2), ops.space_to_depth(x, 2)])


@keras3
def ops_fold():
    x = keras.Input((3, 8, 8))
    return keras.Model(x, [ops.unfold(x, kernel_size=2), ops.unfold(x, kernel_size=3, stride=2, padding=1)])


@keras3
def ops_batch_normalization():
    x = keras.Input((8, 4))
    mean = variance = ops.ones((4,))
    return keras.Model(x, ops.batch_normalization(x, mean, variance, axis=-1))


@keras3
def ops_losses():
    target, output = keras.Input((5,)), keras.Input((5,))
    labels = keras.Input((), dtype="int32")
    return keras.Model(
        [target, output, labels],
        [
            ops.binary_crossentropy(target, output),
            ops.categorical_crossentropy(target, output),
            ops.sparse_categorical_crossentropy(labels, output, from_logits=True),
        ],
    )


@keras3
def ops_ctc():
    labels, logits = keras.Input(batch_shape=(2, 4), dtype="int32"), keras.Input(batch_shape=(2, 9, 6))
    label_length, logit_length = (
        keras.Input(batch_shape=(2,), dtype="int32"),
        keras.Input(batch_shape=(2,), dtype="int32"),
    )
    return keras.Model(
        [labels, logits, label_length, logit_length], ops.ctc_loss(labels, logits, label_length, logit_length)
    )


@keras3
def ops_position_encoding():
    tokens = keras.Input((None,), dtype="int32")
    positions = ops.cumsum(ops.ones_like(tokens), axis=-1) - 1
    angles = ops.expand_dims(ops.cast(positions, "float32"), -1) / ops.power(
        10000.0, ops.arange(0, 8, dtype="float32") / 8
    )
    return keras.Model(tokens, ops.concatenate([ops.sin(angles), ops.cos(angles)], axis=-1))


@keras3
def ops_padding_mask():
    tokens = keras.Input((None,), dtype="int32")
    mask = ops.not_equal(tokens, 0)
    both = ops.logical_and(ops.expand_dims(mask, 1), ops.expand_dims(mask, 2))
    count = ops.sum(ops.cast(mask, "int32"), axis=-1)
    return keras.Model(tokens, [both, count, ops.where(both, 0.0, -1e9)])


@keras3
def ops_masked_mean():
    tokens = keras.Input((None,), dtype="int32")
    x = keras.layers.Embedding(100, 8)(tokens)
    weights = ops.cast(ops.expand_dims(tokens > 0, -1), "float32")
    return keras.Model(tokens, ops.sum(x * weights, axis=1) / ops.maximum(ops.sum(weights, axis=1), 1.0))


@keras3
def variational_sampling():
    x = keras.Input((8,))
    mean, log_variance = keras.layers.Dense(4)(x), keras.layers.Dense(4)(x)
    noise = keras.Input((4,))
    return keras.Model([x, noise], mean + ops.exp(0.5 * log_variance) * noise)
