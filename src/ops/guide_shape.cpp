// Ops that change the shape, join tensors or take one apart. Sorted by name.
#include "ops/guide_tables.h"

namespace modelviz {
namespace {

constexpr std::string_view kFlipped = "The shape of x. An axis that x does not have is refused.";
constexpr std::string_view kSplit =
    "A list of parts of x. A number divides the size of axis into so many equal ones, and is "
    "refused where it cannot; indices say where each part ends.";

constexpr OpGuide kGuides[] = {
    {"append",
     "With an axis the shape of x1, but the two sizes along it are added; the others must be "
     "equal. axis=None gives a vector of all elements.",
     {"ops.append(x1, x2, axis=1) | x1=[None,10] x2=[None,5]",
      "ops.append(x1, x2) | x1=[2,3] x2=[4]"}},
    {"array_split",
     "A list of as many parts of x as are asked for. Where the size of axis cannot be divided, the "
     "first ones are larger by 1. Indices are refused.",
     {"ops.array_split(x, 3, axis=1) | x=[None,10]", "ops.array_split(x, 2) | x=[None,5]"}},
    {"broadcast_to",
     "shape. Lined up at the last axes, its sizes and those of x must be equal, or one of them 1; "
     "that x is not the larger one is not checked.",
     {"ops.broadcast_to(x, (32, 10)) | x=[10]", "ops.broadcast_to(x, (8, 4, 5)) | x=[4,1]"}},
    {"concatenate",
     "The shape of the first tensor with the sizes of all added along axis. The other sizes must "
     "be equal, and the ranks.",
     {"ops.concatenate([x, y], axis=-1) | x=[None,10,5] y=[None,10,3]",
      "ops.concatenate([x, y, z]) | x=[2,3] y=[None,3] z=[4,3]"}},
    {"diag",
     "Of a matrix a vector, as long as its k-th diagonal; of a vector of n elements a square "
     "matrix with n + |k| rows. Other ranks are refused.",
     {"ops.diag(x) | x=[None]", "ops.diag(x, k=1) | x=[4,6]"}},
    {"diagflat",
     "A square matrix with n + |k| rows, where n is the number of elements of x.",
     {"ops.diagflat(x) | x=[None]", "ops.diagflat(x, k=-1) | x=[2,3]"}},
    {"diagonal",
     "x without axis1 and axis2, and with the length of the diagonal as a new last axis. x must "
     "have rank 2 or more.",
     {"ops.diagonal(x, axis1=1, axis2=2) | x=[None,4,6]", "ops.diagonal(x, offset=3) | x=[4,6,5]"}},
    {"diff",
     "The shape of a with n less along axis, but not less than 0.",
     {"ops.diff(x) | x=[None,10]", "ops.diff(x, n=2, axis=1) | x=[None,10,5]"}},
    {"dsplit",
     "A list of parts of x along axis 2, equal ones or those between indices as for split. x must "
     "have rank 3 or more.",
     {"ops.dsplit(x, 3) | x=[None,10,6]", "ops.dsplit(x, [1, 4]) | x=[2,10,6]"}},
    {"dstack",
     "The sizes added along axis 2, the others must be equal. Vectors (n) count as (1, n, 1), "
     "matrices (m, n) as (m, n, 1).",
     {"ops.dstack([x, y]) | x=[None,10] y=[None,10]",
      "ops.dstack([x, y]) | x=[28,28,3] y=[28,28,1]"}},
    {"expand_dims",
     "x with an axis of size 1 at each place that axis names; places are counted in the result. "
     "The same place twice is refused.",
     {"ops.expand_dims(x, -1) | x=[None,10]", "ops.expand_dims(x, (0, 2)) | x=[None,10]"}},
    {"flip",
     kFlipped,
     {"ops.flip(x, axis=1) | x=[None,10]", "ops.flip(x, axis=(1, 2)) | x=[None,28,28,3]"}},
    {"fliplr",
     "The shape of x, which must have rank 2 or more.",
     {"ops.fliplr(x) | x=[None,10]", "ops.fliplr(x) | x=int32[28,28,3]"}},
    {"flipud",
     "The shape of x, which must have rank 1 or more.",
     {"ops.flipud(x) | x=[None,10]", "ops.flipud(x) | x=int32[5]"}},
    {"hsplit",
     "A list of parts of x along axis 1, or axis 0 of a vector, equal ones or those between "
     "indices as for split. A scalar is refused.",
     {"ops.hsplit(x, 2) | x=[None,10]", "ops.hsplit(x, [2]) | x=[6]"}},
    {"hstack",
     "The sizes added along axis 1, the others must be equal. Vectors, which have no axis 1, are "
     "refused.",
     {"ops.hstack([x, y]) | x=[None,10] y=[None,5]", "ops.hstack([x, y]) | x=[2,3,4] y=[2,5,4]"}},
    {"meshgrid",
     "A list with a tensor for each input, all of one shape: the numbers of elements of the "
     "inputs, of which 'xy' exchanges the first two.",
     {"ops.meshgrid(x, y) | x=[None] y=[5]",
      "ops.meshgrid(x, y, z, indexing='ij') | x=[2] y=[3] z=[4]"}},
    {"moveaxis",
     "The axes of x, those of source at the places of destination, the others in their order. Both "
     "must name the same number of axes.",
     {"ops.moveaxis(x, -1, 1) | x=[None,28,32,3]",
      "ops.moveaxis(x, (1, 2), (-1, -2)) | x=[None,28,32,3]"}},
    {"pad",
     "Each size of x, plus what pad_width adds before and after it: an integer for all sides, a "
     "pair for all axes, or a pair for each axis.",
     {"ops.pad(x, 1) | x=[None,10]",
      "ops.pad(x, ((0, 0), (2, 2), (1, 3)), mode='reflect') | x=[None,10,5]"}},
    {"ravel",
     "A vector of all elements of x.",
     {"ops.ravel(x) | x=[None,10,5]", "ops.ravel(x) | x=[]"}},
    {"rearrange",
     "An axis for each name or pair of brackets right of ->, the product of the names in it; left "
     "of -> brackets split an axis. All sizes of the result must be known.",
     {"ops.rearrange(x, 'b h w c -> b (h w) c') | x=[8,28,28,3]",
      "ops.rearrange(x, 'b (h w) c -> b c h w', h=4) | x=[8,16,3]"}},
    {"repeat",
     "x with the size of axis multiplied by repeats, or the sum of them where there is one for "
     "each of its elements. axis=None gives a vector.",
     {"ops.repeat(x, 2, axis=1) | x=[None,10]", "ops.repeat(x, [1, 0, 3], axis=0) | x=[3,5]"}},
    {"reshape",
     "newshape; one size can be -1 and follows from the number of elements. Another number of "
     "elements than x has is refused.",
     {"ops.reshape(x, (-1, 50)) | x=[None,10,5]",
      "ops.reshape(x, (x.shape[0], 5, -1)) | x=[None,10,4]"}},
    {"roll",
     kFlipped,
     {"ops.roll(x, 2, axis=1) | x=[None,10]",
      "ops.roll(x, (1, -1), axis=(1, 2)) | x=[None,28,28,3]"}},
    {"rot90",
     "The shape of array with the two axes exchanged, even where k is even: so Keras infers it. "
     "array must have rank 2 or more.",
     {"ops.rot90(x, axes=(1, 2)) | x=[None,28,32,3]", "ops.rot90(x, k=2) | x=[4,6]"}},
    {"split",
     kSplit,
     {"ops.split(x, 2, axis=-1) | x=[None,10]", "ops.split(x, [2, 5], axis=1) | x=[None,10,5]"}},
    {"squeeze",
     "x without the axes, whose size must be 1; an unknown size is refused. axis=None takes all "
     "that are known to have size 1.",
     {"ops.squeeze(x, -1) | x=[None,10,1]", "ops.squeeze(x) | x=[None,1,10,1]"}},
    {"stack",
     "The shape of the first tensor with a new axis, as long as there are tensors; axis is its "
     "place in the result. All shapes must be equal.",
     {"ops.stack([x, y]) | x=[None,10] y=[None,10]",
      "ops.stack([x, y, z], axis=-1) | x=[4,5] y=[4,5] z=[4,5]"}},
    {"swapaxes",
     "The shape of x with the sizes of axis1 and axis2 exchanged.",
     {"ops.swapaxes(x, 1, 2) | x=[None,10,5]", "ops.swapaxes(x, 0, -1) | x=[None,10,5]"}},
    {"tile",
     "Each size of x times its number in repeats. Both are lined up at the last axes; what one "
     "lacks is 1.",
     {"ops.tile(x, (1, 3)) | x=[None,10]", "ops.tile(x, (2, 1, 4)) | x=[3,5]"}},
    {"trace",
     "x without axis1 and axis2. x must have rank 2 or more.",
     {"ops.trace(x, axis1=1, axis2=2) | x=[None,4,4]", "ops.trace(x) | x=int8[3,3]"}},
    {"transpose",
     "The axes of x in the order of axes, which must name each once; axes=None reverses them.",
     {"ops.transpose(x, (0, 2, 1)) | x=[None,10,5]", "ops.transpose(x) | x=[None,10,5]"}},
    {"tril", "The shape of x.", {"ops.tril(x) | x=[None,4,4]", "ops.tril(x, k=-1) | x=[3,5]"}},
    {"triu", "The shape of x.", {"ops.triu(x) | x=[None,4,4]", "ops.triu(x, k=1) | x=[3,5]"}},
    {"unstack",
     "A list of tensors, each of the shape of x without axis: as many as its size, which must be "
     "known, or as num says.",
     {"ops.unstack(x, axis=1) | x=[None,3,5]", "ops.unstack(x, num=2) | x=[None,5]"}},
    {"view",
     "The shape of x. Where an element of dtype has more or fewer bytes, the last size shrinks or "
     "grows with it, and must come out even; a scalar is then refused.",
     {"ops.view(x, 'int32') | x=[None,10]", "ops.view(x, 'uint8') | x=[None,10]"}},
    {"vsplit",
     "A list of parts of x along axis 0, equal ones or those between indices as for split. x must "
     "have rank 2 or more.",
     {"ops.vsplit(x, 2) | x=[None,10]", "ops.vsplit(x, [1, 3]) | x=[6,5]"}},
    {"vstack",
     "The sizes added along axis 0, the others must be equal. Of vectors Keras infers one longer "
     "vector, where numpy makes rows.",
     {"ops.vstack([x, y]) | x=[None,10] y=[None,10]", "ops.vstack([x, y]) | x=[3] y=[4]"}},
};

}  // namespace

std::span<const OpGuide> shape_guides() { return kGuides; }

}  // namespace modelviz
