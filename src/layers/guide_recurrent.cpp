// Guides: recurrent layers, attention and normalization.
#include "layers/guide_tables.h"

namespace modelviz {
namespace {

constexpr LayerGuide kGuides[] = {
    {"AdditiveAttention", "An Attention whose scores are sums of tanh(query + key).",
     "AdditiveAttention()([query, value]) | query=[None,4,16] value=[None,6,16]",
     "layers/attention_layers/additive_attention"},
    {"Attention",
     "For each query, the mean of the values, weighted by how well the keys fit (dot products).",
     "Attention()([query, value]) | query=[None,4,16] value=[None,6,16]",
     "layers/attention_layers/attention"},
    {"BatchNormalization",
     "Gives each channel mean 0 and variance 1 over the batch, then a learned scale and shift.",
     "BatchNormalization()(x) | x=[None,32,32,16]",
     "layers/normalization_layers/batch_normalization"},
    {"ConvLSTM1D", "An LSTM over a series of sequences, whose gates are convolutions.",
     "ConvLSTM1D(filters=8, kernel_size=3)(x) | x=[None,5,10,4]",
     "layers/recurrent_layers/conv_lstm1d"},
    {"ConvLSTM2D", "An LSTM over a series of pictures, whose gates are convolutions.",
     "ConvLSTM2D(filters=8, kernel_size=3)(x) | x=[None,5,16,16,3]",
     "layers/recurrent_layers/conv_lstm2d"},
    {"ConvLSTM3D", "An LSTM over a series of volumes, whose gates are convolutions.",
     "ConvLSTM3D(filters=8, kernel_size=3)(x) | x=[None,5,8,8,8,2]",
     "layers/recurrent_layers/conv_lstm3d"},
    {"ConvLSTMCell", "One step of a ConvLSTM.",
     "ConvLSTMCell(filters=8, kernel_size=3, padding='same')(x, [h, c]) | x=[None,16,16,3] "
     "h=[None,16,16,8] c=[None,16,16,8]",
     "", "Keras has no page for it: ConvLSTM1D, ConvLSTM2D and ConvLSTM3D make it themselves."},
    {"GRU", "Walks along a sequence with one state, which two gates reset and update.",
     "GRU(units=32)(x) | x=[None,10,8]", "layers/recurrent_layers/gru"},
    {"GRUCell", "One step of a GRU.", "GRUCell(units=32)(x, [h]) | x=[None,8] h=[None,32]",
     "layers/recurrent_layers/gru_cell"},
    {"GroupNormalization",
     "Normalizes groups of channels of each sample, whatever the size of the batch.",
     "GroupNormalization(groups=4)(x) | x=[None,32,32,16]",
     "layers/normalization_layers/group_normalization"},
    {"GroupQueryAttention",
     "A multi-head attention in which groups of query heads share their keys and values.",
     "GroupQueryAttention(head_dim=16, num_query_heads=4, num_key_value_heads=2)(query, value) | "
     "query=[None,4,32] value=[None,6,32]",
     "layers/attention_layers/group_query_attention"},
    {"LSTM", "Walks along a sequence with a state and a memory, which gates write, keep and read.",
     "LSTM(units=32)(x) | x=[None,10,8]", "layers/recurrent_layers/lstm"},
    {"LSTMCell", "One step of an LSTM.",
     "LSTMCell(units=32)(x, [h, c]) | x=[None,8] h=[None,32] c=[None,32]",
     "layers/recurrent_layers/lstm_cell"},
    {"LayerNormalization",
     "Gives each sample mean 0 and variance 1 along an axis, then a learned scale and shift.",
     "LayerNormalization()(x) | x=[None,10,64]", "layers/normalization_layers/layer_normalization"},
    {"MultiHeadAttention",
     "Several attentions side by side, each on projections of its own, put together again.",
     "MultiHeadAttention(num_heads=2, key_dim=16)(query, value) | query=[None,4,32] "
     "value=[None,6,32]",
     "layers/attention_layers/multi_head_attention"},
    {"Normalization",
     "Subtracts a mean and divides by a deviation that were measured before the training.",
     "Normalization()(x) | x=[None,8]", "layers/preprocessing_layers/numerical/normalization"},
    {"RMSNormalization", "Divides by the root mean square along an axis, then a learned scale.",
     "RMSNormalization()(x) | x=[None,10,64]", "layers/normalization_layers/rms_normalization"},
    {"RNN", "Runs any cell, or a stack of cells, along a sequence.",
     "RNN(cell=LSTMCell(units=32))(x) | x=[None,10,8]", "layers/recurrent_layers/rnn"},
    {"SimpleRNN", "Walks along a sequence: each state is made of the step and the state before.",
     "SimpleRNN(units=32)(x) | x=[None,10,8]", "layers/recurrent_layers/simple_rnn"},
    {"SimpleRNNCell", "One step of a SimpleRNN.",
     "SimpleRNNCell(units=32)(x, [h]) | x=[None,8] h=[None,32]",
     "layers/recurrent_layers/simple_rnn_cell"},
    {"StackedRNNCells",
     "Several cells as one: each takes what the one before it makes of the step.",
     "StackedRNNCells(cells=[GRUCell(units=16), GRUCell(units=8)])(x, [[a], [b]]) | x=[None,8] "
     "a=[None,16] b=[None,8]",
     "layers/recurrent_layers/stacked_rnn_cell"},
    {"UnitNormalization", "Gives the vectors along an axis the length 1.",
     "UnitNormalization()(x) | x=[None,64]", "layers/normalization_layers/unit_normalization"},
};

}  // namespace

std::span<const LayerGuide> recurrent_guides() { return kGuides; }

}  // namespace modelviz
