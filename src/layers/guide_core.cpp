// Guides: core layers, wrappers, models, activations and regularization.
#include "layers/guide_tables.h"

namespace modelviz {
namespace {

constexpr LayerGuide kGuides[] = {
    {"Activation", "Applies an activation function, named by a word.",
     "Activation(activation='relu')(x) | x=[None,64]", "layers/core_layers/activation"},
    {"ActivityRegularization",
     "Passes its input on and adds a penalty for large values to the loss.",
     "ActivityRegularization(l1=0.01)(x) | x=[None,64]",
     "layers/regularization_layers/activity_regularization"},
    {"AlphaDropout", "A dropout that keeps mean and variance, made for SELU networks.",
     "AlphaDropout(rate=0.1)(x) | x=[None,64]", "layers/regularization_layers/alpha_dropout"},
    {"Bidirectional",
     "Runs a recurrent layer forwards and its twin backwards, and merges both results.",
     "Bidirectional(layer=LSTM(units=8), backward_layer=LSTM(units=8, go_backwards=True))(x) | "
     "x=[None,10,16]",
     "layers/recurrent_layers/bidirectional"},
    {"Dense", "Each unit is a weighted sum of all features, plus a bias, through an activation.",
     "Dense(units=64)(x) | x=[None,128]", "layers/core_layers/dense"},
    {"Dropout",
     "In training, sets random elements to zero and enlarges the others to make up for it.",
     "Dropout(rate=0.5)(x) | x=[None,64]", "layers/regularization_layers/dropout"},
    {"ELU", "Leaves positive numbers alone; below zero it approaches -alpha exponentially.",
     "ELU(alpha=1.0)(x) | x=[None,64]", "layers/activation_layers/elu"},
    {"EinsumDense",
     "A Dense whose sums are written as an einsum equation of the input and the kernel.",
     "EinsumDense(equation='abc,cd->abd', output_shape=(None, 64), bias_axes='d')(x) | "
     "x=[None,10,32]",
     "layers/core_layers/einsum_dense"},
    {"Embedding", "Looks up one row of a table of vectors for each integer.",
     "Embedding(input_dim=1000, output_dim=64)(tokens) | tokens=int32[None,10]",
     "layers/core_layers/embedding"},
    {"Functional",
     "A model as a layer: a graph of layers with inputs and outputs; a Sequential is a chain of "
     "them.",
     "Sequential(layers=[InputLayer(batch_shape=(None, 128)), Dense(units=64, activation='relu'), "
     "Dense(units=10)])(x) | x=[None,128]",
     "models/model"},
    {"GaussianDropout", "In training, multiplies the elements by random numbers around 1.",
     "GaussianDropout(rate=0.5)(x) | x=[None,64]", "layers/regularization_layers/gaussian_dropout"},
    {"GaussianNoise", "In training, adds normally distributed noise.",
     "GaussianNoise(stddev=0.1)(x) | x=[None,64]", "layers/regularization_layers/gaussian_noise"},
    {"Identity", "Passes its input on unchanged.", "Identity()(x) | x=[None,128]",
     "layers/core_layers/identity"},
    {"InputLayer", "Where the data enters a model: it only says shape and dtype.",
     "InputLayer(batch_shape=(None, 32, 32, 3))", "layers/core_layers/input"},
    {"LeakyReLU", "Leaves positive numbers alone and multiplies negative ones by a small slope.",
     "LeakyReLU(negative_slope=0.3)(x) | x=[None,64]", "layers/activation_layers/leaky_relu"},
    {"Masking", "Marks the time steps to skip: those in which every feature is mask_value.",
     "Masking(mask_value=0.0)(x) | x=[None,10,8]", "layers/core_layers/masking"},
    {"PReLU", "A leaky ReLU whose slope is learned, one for each element or shared along axes.",
     "PReLU(shared_axes=[1, 2])(x) | x=[None,32,32,16]", "layers/activation_layers/prelu"},
    {"ReLU", "Makes negative numbers zero; optionally with an upper bound, a slope or a threshold.",
     "ReLU(max_value=6.0)(x) | x=[None,64]", "layers/activation_layers/relu"},
    {"ReversibleEmbedding",
     "An Embedding whose table also turns vectors back into a score for each integer.",
     "ReversibleEmbedding(input_dim=1000, output_dim=64)(tokens) | tokens=int32[None,10]",
     "layers/core_layers/embedding"},
    {"Softmax", "Turns the numbers along an axis into probabilities that add up to 1.",
     "Softmax()(x) | x=[None,10]", "layers/activation_layers/softmax"},
    {"SpatialDropout1D",
     "In training, drops whole channels of a sequence instead of single elements.",
     "SpatialDropout1D(rate=0.5)(x) | x=[None,10,4]",
     "layers/regularization_layers/spatial_dropout1d"},
    {"SpatialDropout2D",
     "In training, drops whole channels of a picture instead of single elements.",
     "SpatialDropout2D(rate=0.5)(x) | x=[None,32,32,3]",
     "layers/regularization_layers/spatial_dropout2d"},
    {"SpatialDropout3D",
     "In training, drops whole channels of a volume instead of single elements.",
     "SpatialDropout3D(rate=0.5)(x) | x=[None,16,16,16,2]",
     "layers/regularization_layers/spatial_dropout3d"},
    {"SpectralNormalization",
     "Divides the kernel of a layer by its largest singular value, estimated during training.",
     "SpectralNormalization(layer=Dense(units=8))(x) | x=[None,16]",
     "layers/preprocessing_layers/numerical/spectral_normalization"},
    {"TimeDistributed", "Applies one layer, with the same weights, to every time step.",
     "TimeDistributed(layer=Dense(units=8))(x) | x=[None,10,16]",
     "layers/recurrent_layers/time_distributed"},
};

}  // namespace

std::span<const LayerGuide> core_guides() { return kGuides; }

}  // namespace modelviz
