// Guides: merging and reshaping.
#include "layers/guide_tables.h"

namespace modelviz {
namespace {

constexpr LayerGuide kGuides[] = {
    {"Add", "Adds tensors, element by element.", "Add()([a, b]) | a=[None,32] b=[None,32]",
     "layers/merging_layers/add"},
    {"Average", "The mean of tensors, element by element.",
     "Average()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/average"},
    {"Concatenate", "Puts tensors one behind the other along an axis.",
     "Concatenate(axis=-1)([a, b]) | a=[None,32] b=[None,16]", "layers/merging_layers/concatenate"},
    {"Cropping1D", "Cuts off the edges of a sequence.",
     "Cropping1D(cropping=(1, 2))(x) | x=[None,10,4]", "layers/reshaping_layers/cropping1d"},
    {"Cropping2D", "Cuts off the edges of a picture.",
     "Cropping2D(cropping=((2, 2), (4, 4)))(x) | x=[None,32,32,3]",
     "layers/reshaping_layers/cropping2d"},
    {"Cropping3D", "Cuts off the edges of a volume.",
     "Cropping3D(cropping=((1, 1), (1, 1), (2, 2)))(x) | x=[None,16,16,16,2]",
     "layers/reshaping_layers/cropping3d"},
    {"Dot", "Products of two tensors, summed along an axis of each.",
     "Dot(axes=(1, 2))([a, b]) | a=[None,8,4] b=[None,6,8]", "layers/merging_layers/dot"},
    {"Flatten", "Makes one row of each sample.", "Flatten()(x) | x=[None,4,4,16]",
     "layers/reshaping_layers/flatten"},
    {"Maximum", "The largest of tensors, element by element.",
     "Maximum()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/maximum"},
    {"Minimum", "The smallest of tensors, element by element.",
     "Minimum()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/minimum"},
    {"Multiply", "Multiplies tensors, element by element.",
     "Multiply()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/multiply"},
    {"Permute", "Reorders the axes of each sample, counted from 1.",
     "Permute(dims=(2, 1))(x) | x=[None,10,64]", "layers/reshaping_layers/permute"},
    {"RepeatVector", "Repeats each vector n times, as a sequence.",
     "RepeatVector(n=5)(x) | x=[None,32]", "layers/reshaping_layers/repeat_vector"},
    {"Reshape", "Arranges the elements of each sample in another shape; -1 is what remains.",
     "Reshape(target_shape=(4, -1))(x) | x=[None,32]", "layers/reshaping_layers/reshape"},
    {"Subtract", "Subtracts the second tensor from the first.",
     "Subtract()([a, b]) | a=[None,32] b=[None,32]", "layers/merging_layers/subtract"},
    {"UpSampling1D", "Enlarges a sequence by repeating it step by step.",
     "UpSampling1D(size=2)(x) | x=[None,10,4]", "layers/reshaping_layers/up_sampling1d"},
    {"UpSampling2D", "Enlarges a picture by repeating it or by interpolation.",
     "UpSampling2D(size=2)(x) | x=[None,32,32,3]", "layers/reshaping_layers/up_sampling2d"},
    {"UpSampling3D", "Enlarges a volume by repeating it along each axis.",
     "UpSampling3D(size=2)(x) | x=[None,16,16,16,2]", "layers/reshaping_layers/up_sampling3d"},
    {"ZeroPadding1D", "Puts zeros around a sequence.",
     "ZeroPadding1D(padding=1)(x) | x=[None,10,4]", "layers/reshaping_layers/zero_padding1d"},
    {"ZeroPadding2D", "Puts zeros around a picture.",
     "ZeroPadding2D(padding=1)(x) | x=[None,32,32,3]", "layers/reshaping_layers/zero_padding2d"},
    {"ZeroPadding3D", "Puts zeros around a volume.",
     "ZeroPadding3D(padding=1)(x) | x=[None,16,16,16,2]", "layers/reshaping_layers/zero_padding3d"},
};

}  // namespace

std::span<const LayerGuide> reshaping_guides() { return kGuides; }

}  // namespace modelviz
