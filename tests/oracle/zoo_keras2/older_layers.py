"""Keras 2 layers that Keras 3 no longer has. tf_keras cannot load CuDNNLSTM, CuDNNGRU and RandomFourierFeatures."""

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
