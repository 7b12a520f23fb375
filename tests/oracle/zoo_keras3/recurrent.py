"""Recurrent layers, cells and Bidirectional."""

import keras
from keras import layers
from registry import chain, fan, keras3


@keras3
def lstm():
    return fan(
        keras.Input((7, 3)),
        layers.LSTM(4),
        layers.LSTM(4, return_sequences=True),
        layers.LSTM(4, return_state=True),
        layers.LSTM(4, return_sequences=True, return_state=True),
        layers.LSTM(4, use_bias=False),
        layers.LSTM(4, go_backwards=True, return_sequences=True),
        layers.LSTM(4, unroll=True),
        layers.LSTM(4, unit_forget_bias=False, dropout=0.1, recurrent_dropout=0.2),
    )


@keras3
def gru():
    return fan(
        keras.Input((7, 3)),
        layers.GRU(4),
        layers.GRU(4, return_sequences=True),
        layers.GRU(4, return_state=True),
        layers.GRU(4, return_sequences=True, return_state=True),
        layers.GRU(4, use_bias=False),
        layers.GRU(4, reset_after=False),
        layers.GRU(4, reset_after=False, use_bias=False, go_backwards=True),
    )


@keras3
def simple_rnn():
    return fan(
        keras.Input((7, 3)),
        layers.SimpleRNN(4),
        layers.SimpleRNN(4, return_sequences=True),
        layers.SimpleRNN(4, return_state=True),
        layers.SimpleRNN(4, return_sequences=True, return_state=True, activation="relu"),
        layers.SimpleRNN(4, use_bias=False),
    )


@keras3
def recurrent_unknown_time():
    return chain(
        keras.Input((None, 3)),
        layers.LSTM(8, return_sequences=True),
        layers.GRU(6, return_sequences=True),
        layers.SimpleRNN(4, return_sequences=True),
        layers.LSTM(2),
    )


@keras3
def recurrent_stateful_batch():
    return chain(
        keras.Input(batch_shape=(4, 7, 3)),
        layers.LSTM(8, return_sequences=True, stateful=True),
        layers.GRU(6, stateful=True),
    )


@keras3
def initial_state():
    x, h, c = keras.Input((7, 3)), keras.Input((4,)), keras.Input((4,))
    return keras.Model(
        [x, h, c],
        [
            layers.LSTM(4)(x, initial_state=[h, c]),
            layers.GRU(4)(x, initial_state=h),
            layers.GRU(4, return_state=True)(x, initial_state=[h]),
            layers.SimpleRNN(4)(x, initial_state=[c]),
        ],
    )


@keras3
def encoder_decoder():
    source = keras.Input((None, 20), name="source")
    target = keras.Input((None, 30), name="target")
    _, h, c = layers.LSTM(16, return_state=True, name="encoder")(source)
    decoded, _, _ = layers.LSTM(16, return_sequences=True, return_state=True, name="decoder")(
        target, initial_state=[h, c]
    )
    return keras.Model([source, target], layers.Dense(30, activation="softmax", name="next")(decoded))


@keras3
def rnn_cells():
    return fan(
        keras.Input((7, 3)),
        layers.RNN(layers.LSTMCell(4)),
        layers.RNN(layers.GRUCell(4), return_sequences=True),
        layers.RNN(layers.GRUCell(4, reset_after=False, use_bias=False), return_state=True),
        layers.RNN(layers.SimpleRNNCell(4), return_sequences=True, return_state=True),
    )


@keras3
def stacked_rnn_cells():
    return fan(
        keras.Input((7, 3)),
        layers.RNN(layers.StackedRNNCells([layers.LSTMCell(4), layers.LSTMCell(5)])),
        layers.RNN([layers.GRUCell(4), layers.SimpleRNNCell(6)], return_sequences=True),
        layers.RNN([layers.LSTMCell(4), layers.GRUCell(5)], return_state=True),
    )


@keras3
def stacked_rnn_cells_unknown_time():
    return chain(keras.Input((None, 3)), layers.RNN([layers.LSTMCell(4), layers.LSTMCell(5)], return_sequences=True))


@keras3
def bidirectional_merge_modes():
    return fan(
        keras.Input((7, 3)),
        layers.Bidirectional(layers.LSTM(4)),
        layers.Bidirectional(layers.LSTM(4), merge_mode="sum"),
        layers.Bidirectional(layers.LSTM(4, return_sequences=True), merge_mode="mul"),
        layers.Bidirectional(layers.GRU(4, return_sequences=True), merge_mode="ave"),
        layers.Bidirectional(layers.GRU(4, return_sequences=True), merge_mode="concat"),
        layers.Bidirectional(layers.SimpleRNN(4), merge_mode=None),
        layers.Bidirectional(layers.SimpleRNN(4, return_sequences=True), merge_mode=None),
    )


@keras3
def bidirectional_return_state():
    return fan(
        keras.Input((None, 3)),
        layers.Bidirectional(layers.LSTM(4, return_state=True)),
        layers.Bidirectional(layers.LSTM(4, return_sequences=True, return_state=True), merge_mode="sum"),
        layers.Bidirectional(layers.GRU(4, return_sequences=True, return_state=True)),
    )


@keras3
def bidirectional_backward_layer():
    return fan(
        keras.Input((7, 3)),
        layers.Bidirectional(layers.LSTM(4), backward_layer=layers.GRU(4, go_backwards=True)),
        layers.Bidirectional(
            layers.LSTM(4, return_sequences=True, name="ahead"),
            backward_layer=layers.LSTM(4, return_sequences=True, go_backwards=True, use_bias=False, name="back"),
            merge_mode="ave",
        ),
    )


@keras3
def bidirectional_cell():
    return chain(keras.Input((7, 3)), layers.Bidirectional(layers.RNN(layers.LSTMCell(4), return_sequences=True)))


@keras3
def bidirectional_initial_state():
    x = keras.Input((7, 3))
    states = [keras.Input((4,)) for _ in range(4)]
    return keras.Model([x, *states], layers.Bidirectional(layers.LSTM(4))(x, initial_state=states))


@keras3
def bidirectional_stack():
    return chain(
        keras.Input((None,), dtype="int32"),
        layers.Embedding(1000, 16, mask_zero=True),
        layers.Bidirectional(layers.LSTM(8, return_sequences=True)),
        layers.Bidirectional(layers.LSTM(4)),
        layers.Dense(1, activation="sigmoid"),
    )


@keras3
def conv_lstm():
    sequence = keras.Input((5, 20, 3))
    film = keras.Input((5, 12, 10, 3))
    return keras.Model(
        [sequence, film],
        [
            layers.ConvLSTM1D(4, 3)(sequence),
            layers.ConvLSTM1D(4, 3, return_sequences=True, padding="same")(sequence),
            layers.ConvLSTM2D(4, 3)(film),
            layers.ConvLSTM2D(4, (3, 2), strides=2, return_sequences=True, use_bias=False)(film),
            layers.ConvLSTM2D(4, 3, padding="same", return_state=True)(film),
        ],
    )


@keras3
def conv_lstm3d():
    return fan(
        keras.Input((3, 6, 7, 8, 2)),
        layers.ConvLSTM3D(4, 3),
        layers.ConvLSTM3D(4, 3, padding="same", return_sequences=True),
    )


@keras3
def conv_lstm_unknown_time():
    return chain(
        keras.Input((None, 12, 12, 1)),
        layers.ConvLSTM2D(4, 3, padding="same", return_sequences=True),
        layers.BatchNormalization(),
        layers.ConvLSTM2D(2, 3, padding="same"),
    )


@keras3
def mask_argument():
    x, mask = keras.Input((7, 3)), keras.Input((7,), dtype="bool")
    return keras.Model([x, mask], [layers.LSTM(4)(x, mask=mask), layers.Bidirectional(layers.GRU(4))(x, mask=mask)])
