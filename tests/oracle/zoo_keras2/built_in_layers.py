"""Keras 2 layers whose configs, weights or names differ from Keras 3, and the common ones."""

import tf_keras
from registry import chain2, fan2, keras2
from tf_keras import layers


@keras2
def dense():
    return fan2(
        tf_keras.Input((8,)),
        layers.Dense(4),
        layers.Dense(4, use_bias=False),
        layers.Dense(4, activation="relu", kernel_regularizer="l2"),
        layers.Dense(1, activation="softmax"),
    )


@keras2
def dense_ranks():
    return chain2(tf_keras.Input((None, 5, 8)), layers.Dense(4), layers.Dense(2, use_bias=False))


@keras2
def dense_fixed_batch():
    return chain2(tf_keras.Input((8,), batch_size=16), layers.Dense(4))


@keras2
def einsum_dense():
    return fan2(
        tf_keras.Input((10, 32)),
        layers.EinsumDense("abc,cd->abd", output_shape=(None, 64), bias_axes="d"),
        layers.EinsumDense("abc,cde->abde", output_shape=(None, 8, 6), bias_axes="de"),
        layers.EinsumDense("...x,xy->...y", output_shape=16, bias_axes="y"),
    )


@keras2
def embedding():
    return fan2(
        tf_keras.Input((10,)), layers.Embedding(100, 8), layers.Embedding(100, 8, input_length=10, mask_zero=True)
    )


@keras2
def embedding_masked():
    return chain2(
        tf_keras.Input((None,), dtype="int32"),
        layers.Embedding(100, 8, mask_zero=True),
        layers.LSTM(4, return_sequences=True),
        layers.GlobalAveragePooling1D(),
    )


@keras2
def masking():
    return chain2(tf_keras.Input((7, 3)), layers.Masking(mask_value=0.5), layers.GRU(4))


@keras2
def activations():
    return fan2(
        tf_keras.Input((6, 8)),
        layers.Activation("relu"),
        layers.Activation("swish"),
        layers.LeakyReLU(alpha=0.1),
        layers.PReLU(),
        layers.PReLU(shared_axes=[1]),
        layers.ELU(alpha=0.5),
        layers.ThresholdedReLU(theta=0.7),
        layers.ReLU(max_value=6.0, negative_slope=0.1, threshold=0.2),
        layers.Softmax(axis=1),
    )


@keras2
def dropouts():
    return fan2(
        tf_keras.Input((8, 4)),
        layers.Dropout(0.5),
        layers.Dropout(0.5, noise_shape=(None, 1, 4)),
        layers.AlphaDropout(0.2),
        layers.GaussianDropout(0.2),
        layers.GaussianNoise(0.1),
        layers.SpatialDropout1D(0.3),
        layers.ActivityRegularization(l1=0.1),
    )


@keras2
def batch_normalization():
    return fan2(
        tf_keras.Input((6, 5, 4)),
        layers.BatchNormalization(),
        layers.BatchNormalization(axis=1),
        layers.BatchNormalization(scale=False),
        layers.BatchNormalization(center=False, scale=False),
        layers.BatchNormalization(axis=[1, 3]),
        layers.BatchNormalization(renorm=True),
        layers.BatchNormalization(trainable=False),
    )


@keras2
def normalizations():
    return fan2(
        tf_keras.Input((6, 8)),
        layers.LayerNormalization(),
        layers.LayerNormalization(axis=[1, 2]),
        layers.LayerNormalization(axis=1, scale=False),
        layers.GroupNormalization(groups=4),
        layers.GroupNormalization(groups=-1, center=False),
        layers.UnitNormalization(),
        layers.Normalization(),
        layers.Normalization(axis=None),
        layers.Normalization(mean=1.0, variance=2.0),
    )


@keras2
def conv1d():
    return fan2(
        tf_keras.Input((20, 6)),
        layers.Conv1D(4, 3),
        layers.Conv1D(4, 3, padding="same", strides=2),
        layers.Conv1D(4, 3, padding="causal", dilation_rate=2),
        layers.Conv1D(4, 3, groups=2),
        layers.Conv1DTranspose(4, 3, strides=2),
        layers.DepthwiseConv1D(3, depth_multiplier=2),
        layers.SeparableConv1D(4, 3, depth_multiplier=2),
        layers.SeparableConv1D(4, 3, padding="causal"),
    )


@keras2
def conv2d():
    return fan2(
        tf_keras.Input((17, 12, 4)),
        layers.Conv2D(8, 3),
        layers.Conv2D(8, (5, 2), strides=(3, 2)),
        layers.Conv2D(8, 3, padding="same", strides=2),
        layers.Conv2D(8, 3, dilation_rate=2),
        layers.Conv2D(8, 3, groups=2, use_bias=False),
        layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same"),
        layers.SeparableConv2D(8, 3, depth_multiplier=2, strides=2),
    )


@keras2
def conv2d_channels_first():
    # Keras 2 traces each call, which the CPU refuses for channels_first convolutions: pooling and padding only.
    return fan2(
        tf_keras.Input((4, 17, 12)),
        layers.ZeroPadding2D(1, data_format="channels_first"),
        layers.GlobalAveragePooling2D(data_format="channels_first"),
        layers.UpSampling2D(2, data_format="channels_first"),
        layers.Cropping2D(1, data_format="channels_first"),
    )


@keras2
def conv2d_transpose():
    return fan2(
        tf_keras.Input((7, 5, 4)),
        layers.Conv2DTranspose(6, 3),
        layers.Conv2DTranspose(6, 3, strides=2, padding="same"),
        layers.Conv2DTranspose(6, 3, strides=2, padding="same", output_padding=1),
        layers.Conv2DTranspose(6, (2, 4), strides=(2, 3), output_padding=(1, 0), use_bias=False),
    )


@keras2
def conv3d():
    return fan2(
        tf_keras.Input((9, 10, 11, 4)),
        layers.Conv3D(8, 3),
        layers.Conv3D(8, (1, 2, 3), strides=(1, 2, 3), padding="same"),
        layers.Conv3DTranspose(2, 3, strides=2),
    )


@keras2
def conv_unknown_sizes():
    return chain2(
        tf_keras.Input((None, None, 3)),
        layers.Conv2D(8, 3, strides=2),
        layers.MaxPooling2D(),
        layers.Conv2DTranspose(4, 3, strides=2, padding="same"),
        layers.GlobalMaxPooling2D(),
    )


@keras2
def locally_connected():
    sequence, picture = tf_keras.Input((10, 3)), tf_keras.Input((8, 9, 3))
    return tf_keras.Model(
        [sequence, picture],
        [
            layers.LocallyConnected1D(4, 3)(sequence),
            layers.LocallyConnected1D(4, 3, strides=2, use_bias=False)(sequence),
            layers.LocallyConnected2D(4, (3, 2))(picture),
            layers.LocallyConnected2D(4, 3, implementation=2)(picture),
        ],
    )


@keras2
def poolings():
    sequence, picture = tf_keras.Input((21, 4)), tf_keras.Input((21, 16, 4))
    return tf_keras.Model(
        [sequence, picture],
        [
            layers.MaxPooling1D(3, strides=2, padding="same")(sequence),
            layers.AveragePooling1D(4)(sequence),
            layers.MaxPooling2D((3, 2))(picture),
            layers.AveragePooling2D(3, strides=2, padding="same")(picture),
            layers.GlobalAveragePooling1D()(sequence),
            layers.GlobalMaxPooling1D(keepdims=True)(sequence),
            layers.GlobalAveragePooling2D(keepdims=True)(picture),
            layers.GlobalMaxPooling2D()(picture),
        ],
    )


@keras2
def poolings3d():
    return fan2(
        tf_keras.Input((9, 10, 11, 4)),
        layers.MaxPooling3D(),
        layers.AveragePooling3D(3, padding="same"),
        layers.GlobalAveragePooling3D(),
        layers.GlobalMaxPooling3D(keepdims=True),
    )


@keras2
def reshaping():
    return fan2(
        tf_keras.Input((4, 6)),
        layers.Reshape((24,)),
        layers.Reshape((-1, 3)),
        layers.Flatten(),
        layers.Permute((2, 1)),
        layers.ZeroPadding1D((1, 2)),
        layers.Cropping1D(1),
        layers.UpSampling1D(3),
    )


@keras2
def reshaping_pictures():
    return fan2(
        tf_keras.Input((10, None, 3)),
        layers.ZeroPadding2D(((1, 2), (3, 4))),
        layers.Cropping2D(((1, 2), (3, 0))),
        layers.UpSampling2D((2, 3), interpolation="bilinear"),
        layers.Permute((3, 1, 2)),
    )


@keras2
def repeat_vector():
    return chain2(tf_keras.Input((6,)), layers.RepeatVector(5), layers.LSTM(3, return_sequences=True))


@keras2
def merging():
    a, b = tf_keras.Input((4, 5)), tf_keras.Input((4, 5))
    return fan2(
        [a, b],
        layers.Add(),
        layers.Subtract(),
        layers.Multiply(),
        layers.Average(),
        layers.Maximum(),
        layers.Minimum(),
        layers.Concatenate(),
        layers.Concatenate(axis=1),
        layers.Dot(axes=2),
        layers.Dot(axes=(1, 1), normalize=True),
    )


@keras2
def merging_broadcast():
    a, b, c = tf_keras.Input((None, 1, 6)), tf_keras.Input((7, 6)), tf_keras.Input((6,))
    return tf_keras.Model([a, b, c], [layers.Add()([a, b]), layers.Multiply()([b, c]), layers.Maximum()([a, b, c])])


@keras2
def lambda_layer():
    # Compiled from text, so that the file name inside the code is the same everywhere.
    double = eval(compile("lambda x: x * 2", "<lambda>", "eval"))
    return chain2(tf_keras.Input((8,)), layers.Lambda(double, output_shape=(8,)), layers.Dense(3))


@keras2
def time_distributed():
    return chain2(
        tf_keras.Input((5, 16, 16, 3)),
        layers.TimeDistributed(layers.Conv2D(4, 3)),
        layers.TimeDistributed(layers.Flatten()),
        layers.TimeDistributed(layers.Dense(8)),
        layers.LSTM(4),
    )


@keras2
def time_distributed_model():
    inner_in = tf_keras.Input((6,), name="inner_in")
    inner = tf_keras.Model(inner_in, layers.Dense(4, name="inner_dense")(inner_in), name="inner")
    return chain2(tf_keras.Input((None, 6)), layers.TimeDistributed(inner))


@keras2
def preprocessing_pictures():
    return fan2(
        tf_keras.Input((32, 32, 3)),
        layers.Rescaling(1 / 255),
        layers.Resizing(16, 24),
        layers.CenterCrop(20, 20),
        layers.RandomFlip(),
        layers.RandomRotation(0.1),
        layers.RandomZoom(0.1),
        layers.RandomContrast(0.1),
        layers.RandomCrop(24, 20),
        layers.RandomTranslation(0.1, 0.1),
        layers.RandomBrightness(0.1),
    )


@keras2
def preprocessing_random_sizes():
    return chain2(tf_keras.Input((32, 32, 3)), layers.RandomHeight(0.2), layers.RandomWidth(0.2), layers.Conv2D(4, 3))


@keras2
def preprocessing_categories():
    i, x = tf_keras.Input((4,), dtype="int64"), tf_keras.Input((3,))
    s = tf_keras.Input((1,), dtype="string")
    return tf_keras.Model(
        [i, x, s],
        [
            layers.CategoryEncoding(num_tokens=6)(i),
            layers.Hashing(num_bins=10)(i),
            layers.StringLookup(vocabulary=["red", "green"])(s),
            layers.StringLookup(vocabulary=["red", "green"], output_mode="one_hot")(s),
            layers.IntegerLookup(vocabulary=[1, 2, 3])(i),
            layers.Discretization(bin_boundaries=[0.0, 1.0])(x),
        ],
    )


@keras2
def text_vectorization():
    return chain2(
        tf_keras.Input((1,), dtype="string"),
        layers.TextVectorization(vocabulary=["the", "cat"], output_sequence_length=6),
        layers.Embedding(10, 4),
        layers.Flatten(),
    )


@keras2
def mixed_precision():
    tf_keras.mixed_precision.set_global_policy("mixed_float16")
    return chain2(
        tf_keras.Input((16, 16, 3)),
        layers.Conv2D(4, 3),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.Flatten(),
        layers.Dense(2, activation="softmax", dtype="float32"),
    )


@keras2
def dtype_per_layer():
    return chain2(
        tf_keras.Input((8,)),
        layers.Dense(4, dtype="float16"),
        layers.Dense(4, dtype="float64"),
        layers.Dense(4, dtype=tf_keras.mixed_precision.Policy("mixed_bfloat16")),
        layers.Dense(4),
    )


@keras2
def dtype_inputs():
    u8, f64 = tf_keras.Input((8, 8, 3), dtype="uint8"), tf_keras.Input((4,), dtype="float64")
    return tf_keras.Model([u8, f64], [layers.Rescaling(1 / 255)(u8), layers.Flatten()(u8), layers.Dense(2)(f64)])


@keras2
def frozen():
    return chain2(
        tf_keras.Input((8,)),
        layers.Dense(4, trainable=False),
        layers.BatchNormalization(),
        layers.Dense(2),
    )
