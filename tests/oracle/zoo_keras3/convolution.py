"""Convolutions."""

import keras
from keras import layers
from registry import chain, fan, keras3


@keras3
def conv1d():
    return fan(
        keras.Input((20, 6)),
        layers.Conv1D(4, 3),
        layers.Conv1D(4, 3, padding="same"),
        layers.Conv1D(4, 3, padding="causal"),
        layers.Conv1D(4, 3, strides=2),
        layers.Conv1D(4, 3, strides=2, padding="same"),
        layers.Conv1D(4, 3, strides=2, padding="causal"),
        layers.Conv1D(4, 3, dilation_rate=3),
        layers.Conv1D(4, 3, dilation_rate=3, padding="causal"),
        layers.Conv1D(4, 3, groups=2, use_bias=False),
    )


@keras3
def conv1d_channels_first():
    return fan(
        keras.Input((6, 20)),
        layers.Conv1D(4, 3, data_format="channels_first"),
        layers.Conv1D(4, 3, strides=2, padding="same", data_format="channels_first"),
    )


@keras3
def conv1d_unknown_time():
    return chain(
        keras.Input((None, 6)),
        layers.Conv1D(4, 5, strides=2),
        layers.Conv1D(4, 3, padding="same"),
        layers.Conv1D(4, 3, padding="causal", dilation_rate=2),
        layers.Conv1DTranspose(2, 4, strides=2),
    )


@keras3
def conv2d_padding():
    return fan(
        keras.Input((17, 12, 4)),
        layers.Conv2D(8, 3),
        layers.Conv2D(8, (5, 2)),
        layers.Conv2D(8, 3, padding="same"),
        layers.Conv2D(8, 3, strides=2),
        layers.Conv2D(8, 3, strides=(3, 2)),
        layers.Conv2D(8, 3, strides=2, padding="same"),
        layers.Conv2D(8, (4, 1), strides=(2, 5), padding="same"),
        layers.Conv2D(8, 12, padding="same"),
    )


@keras3
def conv2d_groups_dilation():
    return fan(
        keras.Input((17, 12, 4)),
        layers.Conv2D(8, 3, groups=2),
        layers.Conv2D(8, 3, groups=4, use_bias=False),
        layers.Conv2D(8, 3, dilation_rate=2),
        layers.Conv2D(8, 3, dilation_rate=(3, 2), padding="same"),
        layers.Conv2D(8, 3, activation="relu", kernel_initializer="he_normal"),
    )


@keras3
def conv2d_channels_first():
    return fan(
        keras.Input((4, 17, 12)),
        layers.Conv2D(8, 3, data_format="channels_first"),
        layers.Conv2D(8, 3, strides=2, padding="same", data_format="channels_first"),
        layers.Conv2D(8, 3, groups=2, dilation_rate=2, data_format="channels_first"),
    )


@keras3
def conv2d_unknown_sizes():
    return chain(
        keras.Input((None, None, 3)),
        layers.Conv2D(8, 3),
        layers.Conv2D(8, 3, strides=2, padding="same"),
        layers.Conv2DTranspose(4, 3, strides=2, padding="same"),
        layers.Conv2D(1, 1),
    )


@keras3
def conv2d_unknown_height_only():
    return chain(keras.Input((None, 32, 3)), layers.Conv2D(8, 3, strides=2), layers.MaxPooling2D(), layers.Conv2D(4, 3))


@keras3
def conv2d_lora():
    return chain(keras.Input((8, 8, 3)), layers.Conv2D(8, 3, lora_rank=2))


@keras3
def conv3d():
    return fan(
        keras.Input((9, 10, 11, 4)),
        layers.Conv3D(8, 3),
        layers.Conv3D(8, (1, 2, 3), strides=(1, 2, 3), padding="same"),
        layers.Conv3D(8, 3, groups=2, use_bias=False),
        layers.Conv3D(8, 2, dilation_rate=2),
    )


@keras3
def conv3d_channels_first():
    return fan(keras.Input((4, 9, 10, 11)), layers.Conv3D(8, 3, strides=2, data_format="channels_first"))


@keras3
def conv1d_transpose():
    return fan(
        keras.Input((10, 4)),
        layers.Conv1DTranspose(6, 3),
        layers.Conv1DTranspose(6, 3, strides=2),
        layers.Conv1DTranspose(6, 3, strides=2, padding="same"),
        layers.Conv1DTranspose(6, 3, strides=3, output_padding=1),
        layers.Conv1DTranspose(6, 3, strides=3, padding="same", output_padding=2),
        layers.Conv1DTranspose(6, 2, strides=3),
        layers.Conv1DTranspose(6, 3, dilation_rate=2),
    )


@keras3
def conv2d_transpose():
    return fan(
        keras.Input((7, 5, 4)),
        layers.Conv2DTranspose(6, 3),
        layers.Conv2DTranspose(6, 3, strides=2),
        layers.Conv2DTranspose(6, 3, strides=2, padding="same"),
        layers.Conv2DTranspose(6, (2, 4), strides=(2, 3), use_bias=False),
        layers.Conv2DTranspose(6, 3, strides=2, output_padding=1),
        layers.Conv2DTranspose(6, 3, strides=2, padding="same", output_padding=1),
        layers.Conv2DTranspose(6, 3, strides=3, padding="same", output_padding=(1, 2)),
        layers.Conv2DTranspose(6, 1, strides=4),
    )


@keras3
def conv2d_transpose_dilated():
    return fan(
        keras.Input((7, 5, 4)),
        layers.Conv2DTranspose(6, 3, dilation_rate=2),
        layers.Conv2DTranspose(6, 3, dilation_rate=(1, 3), padding="same"),
    )


@keras3
def conv2d_transpose_channels_first():
    return fan(
        keras.Input((4, 7, 5)),
        layers.Conv2DTranspose(6, 3, strides=2, data_format="channels_first"),
        layers.Conv2DTranspose(6, 3, strides=2, padding="same", output_padding=1, data_format="channels_first"),
    )


@keras3
def conv3d_transpose():
    return fan(
        keras.Input((4, 5, 6, 3)),
        layers.Conv3DTranspose(2, 3),
        layers.Conv3DTranspose(2, 3, strides=2, padding="same"),
        layers.Conv3DTranspose(2, 3, strides=(1, 2, 3), output_padding=(0, 1, 2), use_bias=False),
    )


@keras3
def depthwise_conv1d():
    return fan(
        keras.Input((20, 6)),
        layers.DepthwiseConv1D(3),
        layers.DepthwiseConv1D(3, depth_multiplier=4, padding="same"),
        layers.DepthwiseConv1D(3, strides=2, use_bias=False),
        layers.DepthwiseConv1D(3, dilation_rate=2),
    )


@keras3
def depthwise_conv2d():
    return fan(
        keras.Input((12, 13, 6)),
        layers.DepthwiseConv2D(3),
        layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same"),
        layers.DepthwiseConv2D((3, 5), strides=2, use_bias=False),
        layers.DepthwiseConv2D(3, dilation_rate=2, activation="relu"),
    )


@keras3
def depthwise_conv2d_channels_first():
    return fan(
        keras.Input((6, 12, 13)),
        layers.DepthwiseConv2D(3, depth_multiplier=2, strides=2, padding="same", data_format="channels_first"),
    )


@keras3
def separable_conv1d():
    return fan(
        keras.Input((20, 6)),
        layers.SeparableConv1D(4, 3),
        layers.SeparableConv1D(4, 3, depth_multiplier=2, padding="same", strides=2),
        layers.SeparableConv1D(4, 3, dilation_rate=2, use_bias=False),
    )


@keras3
def separable_conv2d():
    return fan(
        keras.Input((12, 13, 6)),
        layers.SeparableConv2D(4, 3),
        layers.SeparableConv2D(4, 3, depth_multiplier=3, padding="same", strides=2),
        layers.SeparableConv2D(4, (3, 2), dilation_rate=2, use_bias=False),
    )


@keras3
def separable_conv2d_channels_first():
    return fan(keras.Input((6, 12, 13)), layers.SeparableConv2D(4, 3, strides=2, data_format="channels_first"))


@keras3
def conv_classifier():
    return chain(
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    )
