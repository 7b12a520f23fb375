"""Dense, EinsumDense, Embedding, activations, Lambda and the other core layers."""

import keras
from keras import layers
from registry import chain, fan, keras3


@keras3
def dense():
    return fan(
        keras.Input((8,)),
        layers.Dense(4),
        layers.Dense(4, use_bias=False),
        layers.Dense(4, activation="relu"),
        layers.Dense(1, activation="softmax", kernel_regularizer="l2"),
    )


@keras3
def dense_rank3():
    return chain(keras.Input((5, 8)), layers.Dense(4), layers.Dense(2, use_bias=False))


@keras3
def dense_rank5_unknown():
    return chain(keras.Input((None, 5, None, 8)), layers.Dense(4))


@keras3
def dense_fixed_batch():
    return chain(keras.Input(batch_shape=(16, 8)), layers.Dense(4), layers.Dense(3))


@keras3
def dense_lora():
    return fan(keras.Input((8,)), layers.Dense(4, lora_rank=2), layers.Dense(6, lora_rank=3, use_bias=False))


@keras3
def dense_layer_as_activation():
    return fan(
        keras.Input((8,)),
        layers.Dense(4, activation=layers.LeakyReLU(negative_slope=0.1)),
        layers.Dense(4, activation=layers.ReLU(max_value=6.0)),
    )


@keras3
def einsum_dense():
    return fan(
        keras.Input((32,)),
        layers.EinsumDense("ab,bc->ac", output_shape=64, bias_axes="c"),
        layers.EinsumDense("ab,bc->ac", output_shape=64),
        layers.EinsumDense("ab,bcd->acd", output_shape=(4, 6), bias_axes="cd"),
        layers.EinsumDense("ab,bcd->acd", output_shape=(4, 6), bias_axes="d"),
    )


@keras3
def einsum_dense_sequence():
    return fan(
        keras.Input((10, 32)),
        layers.EinsumDense("abc,cd->abd", output_shape=(None, 64), bias_axes="d"),
        layers.EinsumDense("abc,cde->abde", output_shape=(None, 8, 6), bias_axes="de"),
        layers.EinsumDense("abc,bd->adc", output_shape=(7, None), bias_axes="d"),
        layers.EinsumDense("abc,cd->adb", output_shape=(64, 10), activation="relu"),
    )


@keras3
def einsum_dense_ellipsis():
    return fan(
        keras.Input((10, 32)),
        layers.EinsumDense("...x,xy->...y", output_shape=64, bias_axes="y"),
    )


@keras3
def einsum_dense_unknown_time():
    return chain(
        keras.Input((None, 32)),
        layers.EinsumDense("abc,cde->abde", output_shape=(None, 4, 8), bias_axes="de"),
        layers.EinsumDense("abcd,cde->abe", output_shape=(None, 32), bias_axes="e"),
    )


@keras3
def einsum_dense_lora():
    return chain(
        keras.Input((10, 32)), layers.EinsumDense("abc,cd->abd", output_shape=(None, 16), bias_axes="d", lora_rank=4)
    )


@keras3
def embedding():
    return fan(keras.Input((10,), dtype="int32"), layers.Embedding(100, 8), layers.Embedding(50, 3, lora_rank=2))


@keras3
def embedding_ranks():
    scalar = keras.Input((), dtype="int32")
    matrix = keras.Input((None, 4), dtype="int64")
    floats = keras.Input((3,))
    embed = layers.Embedding(100, 8)
    return keras.Model([scalar, matrix, floats], [embed(scalar), embed(matrix), embed(floats)])


@keras3
def embedding_mask_zero():
    return chain(keras.Input((None,), dtype="int32"), layers.Embedding(100, 8, mask_zero=True), layers.LSTM(4))


@keras3
def embedding_mask_through_layers():
    return chain(
        keras.Input((12,), dtype="int32"),
        layers.Embedding(100, 8, mask_zero=True),
        layers.Dropout(0.1),
        layers.Dense(6),
        layers.Bidirectional(layers.GRU(5, return_sequences=True)),
        layers.GlobalAveragePooling1D(),
    )


@keras3
def reversible_embedding():
    tied, free = layers.ReversibleEmbedding(50, 8), layers.ReversibleEmbedding(50, 8, tie_weights=False)
    tokens = keras.Input((None,), dtype="int32")
    return keras.Model(tokens, [embed(layers.Dense(8)(embed(tokens)), reverse=True) for embed in (tied, free)])


@keras3
def masking():
    return chain(keras.Input((7, 3)), layers.Masking(mask_value=0.5), layers.SimpleRNN(4, return_sequences=True))


@keras3
def activation_names():
    names = (
        "relu relu6 elu selu celu softplus softsign tanh sigmoid hard_sigmoid hard_silu exponential linear mish gelu "
        "silu leaky_relu log_softmax log_sigmoid softmax sparse_plus squareplus hard_tanh tanh_shrink soft_shrink "
        "hard_shrink sparsemax threshold sparse_sigmoid glu"
    )
    return fan(keras.Input((8,)), *[layers.Activation(name, name=name) for name in names.split()])


@keras3
def activation_layers():
    return fan(
        keras.Input((5, 8)),
        layers.LeakyReLU(),
        layers.LeakyReLU(negative_slope=0.01),
        layers.ELU(alpha=0.5),
        layers.ReLU(max_value=6.0, negative_slope=0.1, threshold=0.5),
        layers.Softmax(),
        layers.Softmax(axis=1),
        layers.Softmax(axis=(1, 2)),
    )


@keras3
def prelu():
    return fan(
        keras.Input((6, 5, 4)),
        layers.PReLU(),
        layers.PReLU(shared_axes=[1]),
        layers.PReLU(shared_axes=[1, 2]),
        layers.PReLU(shared_axes=[3]),
    )


@keras3
def prelu_unknown_sizes():
    return chain(keras.Input((None, None, 4)), layers.PReLU(shared_axes=[1, 2]))


@keras3
def dropouts():
    return fan(
        keras.Input((8, 4)),
        layers.Dropout(0.5),
        layers.Dropout(0.5, noise_shape=(None, 1, 4)),
        layers.Dropout(0.0),
        layers.AlphaDropout(0.2),
        layers.GaussianDropout(0.2),
        layers.GaussianNoise(0.1),
        layers.SpatialDropout1D(0.3),
        layers.ActivityRegularization(l1=0.1, l2=0.2),
        layers.Identity(),
    )


@keras3
def spatial_dropouts():
    picture = keras.Input((8, 8, 3))
    volume = keras.Input((4, 8, 8, 3))
    return keras.Model([picture, volume], [layers.SpatialDropout2D(0.3)(picture), layers.SpatialDropout3D(0.3)(volume)])


@keras.saving.register_keras_serializable("zoo")
def halve(x):
    """A named function for Lambda: a file that holds its name only."""
    return x[:, ::2] / 2


@keras3
def lambda_registered():
    return chain(keras.Input((8,)), layers.Lambda(halve), layers.Dense(3))


@keras3
def lambda_output_shape():
    return chain(keras.Input((8,)), layers.Lambda(halve, output_shape=(4,)), layers.Dense(3))


@keras3
def lambda_bytecode():
    # Compiled from text, so that the file name inside the code is the same everywhere.
    double = eval(compile("lambda x: x * 2", "<lambda>", "eval"))
    return chain(keras.Input((8,)), layers.Lambda(double), layers.Dense(3))


@keras3
def identity_of_string():
    return chain(keras.Input((2,), dtype="string"), layers.Identity())
