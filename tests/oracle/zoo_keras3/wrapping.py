"""TimeDistributed and Pipeline: layers that hold another layer."""

import keras
from keras import layers
from registry import chain, fan, keras3


@keras3
def time_distributed():
    return chain(
        keras.Input((5, 16, 16, 3)),
        layers.TimeDistributed(layers.Conv2D(4, 3)),
        layers.TimeDistributed(layers.MaxPooling2D()),
        layers.TimeDistributed(layers.Flatten()),
        layers.TimeDistributed(layers.Dense(8, activation="relu")),
        layers.LSTM(4),
    )


@keras3
def time_distributed_dense():
    return fan(
        keras.Input((None, 6)),
        layers.TimeDistributed(layers.Dense(4)),
        layers.TimeDistributed(layers.Dropout(0.5)),
        layers.TimeDistributed(layers.BatchNormalization()),
        layers.TimeDistributed(layers.Dense(3, trainable=False)),
    )


@keras3
def time_distributed_recurrent():
    return fan(
        keras.Input((4, 7, 3)),
        layers.TimeDistributed(layers.LSTM(5)),
        layers.TimeDistributed(layers.GRU(5, return_sequences=True)),
        layers.TimeDistributed(layers.Bidirectional(layers.LSTM(2))),
    )


@keras3
def time_distributed_fixed_batch():
    return chain(keras.Input(batch_shape=(2, 5, 6)), layers.TimeDistributed(layers.Dense(4)))


@keras3
def time_distributed_functional():
    picture = keras.Input((16, 16, 3), name="picture")
    y = layers.Conv2D(4, 3, name="conv")(picture)
    features = keras.Model(picture, layers.GlobalAveragePooling2D(name="pool")(y), name="features")
    x = keras.Input((None, 16, 16, 3), name="film")
    y = layers.TimeDistributed(features, name="per_picture")(x)
    return keras.Model(x, layers.LSTM(4, name="over_time")(y))


@keras3
def time_distributed_sequential():
    inner = keras.Sequential([keras.Input((6,)), layers.Dense(4), layers.Dense(2)], name="inner")
    return chain(keras.Input((5, 6)), layers.TimeDistributed(inner))


@keras3
def time_distributed_twice():
    return chain(keras.Input((3, 4, 6)), layers.TimeDistributed(layers.TimeDistributed(layers.Dense(2))))


@keras3
def pipeline():
    return chain(keras.Input((32, 32, 3)), layers.Pipeline([layers.Rescaling(1 / 255), layers.CenterCrop(24, 24)]))
