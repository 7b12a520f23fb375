"""Keras 2 recurrent and attention layers."""

import tf_keras
from registry import chain2, fan2, keras2
from tf_keras import layers


@keras2
def lstm():
    return fan2(
        tf_keras.Input((7, 3)),
        layers.LSTM(4),
        layers.LSTM(4, return_sequences=True),
        layers.LSTM(4, return_state=True),
        layers.LSTM(4, use_bias=False, go_backwards=True),
        layers.LSTM(4, unroll=True),
        layers.LSTM(4, implementation=1, recurrent_dropout=0.1),
    )


@keras2
def gru():
    return fan2(
        tf_keras.Input((7, 3)),
        layers.GRU(4),
        layers.GRU(4, return_sequences=True, return_state=True),
        layers.GRU(4, reset_after=False),
        layers.GRU(4, use_bias=False),
    )


@keras2
def simple_rnn():
    return fan2(
        tf_keras.Input((None, 3)),
        layers.SimpleRNN(4),
        layers.SimpleRNN(4, return_sequences=True),
        layers.SimpleRNN(4, return_state=True, use_bias=False),
    )


@keras2
def time_major():
    return chain2(tf_keras.Input((5, 3), batch_size=7), layers.LSTM(4, time_major=True, return_sequences=True))


@keras2
def stateful():
    return chain2(
        tf_keras.Input((7, 3), batch_size=4),
        layers.LSTM(4, stateful=True, return_sequences=True),
        layers.GRU(2, stateful=True),
    )


@keras2
def initial_state():
    x, h, c = tf_keras.Input((7, 3)), tf_keras.Input((4,)), tf_keras.Input((4,))
    return tf_keras.Model(
        [x, h, c],
        [
            layers.LSTM(4)(x, initial_state=[h, c]),
            layers.GRU(4, return_state=True)(x, initial_state=h),
            layers.SimpleRNN(4)(x, initial_state=[c]),
        ],
    )


@keras2
def encoder_decoder():
    source, target = tf_keras.Input((None, 20), name="source"), tf_keras.Input((None, 30), name="target")
    _, h, c = layers.LSTM(16, return_state=True, name="encoder")(source)
    decoded, _, _ = layers.LSTM(16, return_sequences=True, return_state=True, name="decoder")(
        target, initial_state=[h, c]
    )
    return tf_keras.Model([source, target], layers.Dense(30, activation="softmax", name="next")(decoded))


@keras2
def rnn_cells():
    return fan2(
        tf_keras.Input((7, 3)),
        layers.RNN(layers.LSTMCell(4)),
        layers.RNN(layers.GRUCell(4), return_sequences=True),
        layers.RNN(layers.SimpleRNNCell(4), return_state=True),
        layers.RNN([layers.LSTMCell(4), layers.LSTMCell(5)], return_sequences=True),
        layers.RNN(layers.StackedRNNCells([layers.GRUCell(4), layers.SimpleRNNCell(6)])),
    )


@keras2
def bidirectional():
    return fan2(
        tf_keras.Input((None, 3)),
        layers.Bidirectional(layers.LSTM(4)),
        layers.Bidirectional(layers.LSTM(4, return_sequences=True), merge_mode="sum"),
        layers.Bidirectional(layers.GRU(4, return_sequences=True), merge_mode="ave"),
        layers.Bidirectional(layers.GRU(4), merge_mode=None),
        layers.Bidirectional(layers.LSTM(4, return_sequences=True, return_state=True)),
    )


@keras2
def bidirectional_backward_layer():
    return chain2(
        tf_keras.Input((7, 3)),
        layers.Bidirectional(
            layers.LSTM(4, return_sequences=True, name="ahead"),
            backward_layer=layers.GRU(4, return_sequences=True, go_backwards=True, name="back"),
        ),
    )


@keras2
def bidirectional_stack():
    return chain2(
        tf_keras.Input((None,)),
        layers.Embedding(1000, 16, mask_zero=True),
        layers.Bidirectional(layers.LSTM(8, return_sequences=True)),
        layers.Bidirectional(layers.LSTM(4)),
        layers.Dense(1, activation="sigmoid"),
    )


@keras2
def bidirectional_initial_state():
    x = tf_keras.Input((7, 3))
    states = [tf_keras.Input((4,)) for _ in range(4)]
    return tf_keras.Model([x, *states], layers.Bidirectional(layers.LSTM(4))(x, initial_state=states))


@keras2
def conv_lstm():
    return fan2(
        tf_keras.Input((5, 12, 10, 3)),
        layers.ConvLSTM2D(4, 3),
        layers.ConvLSTM2D(4, 3, padding="same", return_sequences=True),
        layers.ConvLSTM2D(4, (3, 2), strides=2, use_bias=False),
    )


@keras2
def multi_head_attention():
    query, value, key = tf_keras.Input((10, 16)), tf_keras.Input((7, 12)), tf_keras.Input((7, 20))
    return tf_keras.Model(
        [query, value, key],
        [
            layers.MultiHeadAttention(2, 8)(query, query),
            layers.MultiHeadAttention(2, 8, value_dim=3)(query, value),
            layers.MultiHeadAttention(2, 8, output_shape=5, use_bias=False)(query, value, key),
            layers.MultiHeadAttention(2, 8)(query, value, return_attention_scores=True),
        ],
    )


@keras2
def multi_head_attention_keywords():
    query, value = tf_keras.Input((10, 16)), tf_keras.Input((7, 16))
    mask = tf_keras.Input((10, 7), dtype="bool")
    return tf_keras.Model(
        [query, value, mask],
        layers.MultiHeadAttention(2, 8)(query=query, value=value, key=value, attention_mask=mask, training=False),
    )


@keras2
def multi_head_attention_unknown_time():
    x = tf_keras.Input((None, 16))
    y = layers.MultiHeadAttention(2, 8)(x, x, use_causal_mask=True)
    return tf_keras.Model(x, layers.LayerNormalization()(layers.Add()([x, y])))


@keras2
def attention():
    query, value, key = tf_keras.Input((10, 16)), tf_keras.Input((7, 12)), tf_keras.Input((7, 16))
    same = tf_keras.Input((7, 16))
    return tf_keras.Model(
        [query, value, key, same],
        [
            layers.Attention()([query, same]),
            layers.Attention(use_scale=True)([query, value, key]),
            layers.Attention(score_mode="concat")([query, same]),
            layers.AdditiveAttention()([query, same]),
            layers.Attention()([query, same], return_attention_scores=True),
        ],
    )
