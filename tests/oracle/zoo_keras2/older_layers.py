"""Keras 2 layers that Keras 3 no longer has.

tf_keras cannot load CuDNNLSTM, CuDNNGRU, RandomFourierFeatures and DynamicEmbedding.
"""

import tensorflow as tf
import tf_keras
from registry import chain2, keras2
from tf_keras import layers
from tf_keras.layers import experimental


@keras2
def sync_batch_normalization():
    return chain2(tf_keras.Input((5, 6, 4)), experimental.SyncBatchNormalization(), experimental.SyncBatchNormalization(axis=1, scale=False))


@keras2
def thresholded_relu():
    return chain2(tf_keras.Input((None, 4)), layers.ThresholdedReLU(0.5), layers.ThresholdedReLU())


@keras2
def dense_features():
    columns = tf.feature_column
    word = columns.categorical_column_with_hash_bucket("word", 100)
    city = columns.categorical_column_with_vocabulary_list("city", ["a", "b", "c"], num_oov_buckets=2)
    age = columns.bucketized_column(columns.numeric_column("age"), [18, 30, 65])
    made = layers.DenseFeatures(
        [
            columns.numeric_column("price"),
            columns.numeric_column("box", shape=(3, 2)),
            age,
            columns.indicator_column(city),
            columns.indicator_column(columns.crossed_column(["city", age], 7)),
            columns.indicator_column(columns.weighted_categorical_column(word, "weight")),
            columns.embedding_column(word, 8, combiner="sum"),
            columns.embedding_column(age, 3, trainable=False),
            columns.embedding_column(columns.categorical_column_with_identity("number", 11), 4),
        ]
    )
    shapes = {"price": ((), "float32"), "box": ((3, 2), "float32"), "age": ((1,), "float32"), "city": ((1,), "string"),
              "word": ((4,), "string"), "weight": ((4,), "float32"), "number": ((1,), "int64")}
    features = {name: tf_keras.Input(shape, name=name, dtype=dtype) for name, (shape, dtype) in shapes.items()}
    return tf_keras.Model(features, layers.Dense(2)(made(features)))
